package answer

// Phrase returns the phrasebook's wording of key in language lang, its {slots} filled by name and value in
// turn: what adapters put around an answer. A key that the phrasebooks lack is returned as it is.
func (e *Engine) Phrase(lang, key string, slots ...string) string {
	s := e.words.template(lang, key)
	if s == "" {
		return key
	}
	return put(s, slots...)
}
