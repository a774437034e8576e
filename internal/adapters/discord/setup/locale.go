package setup

import "marketbot/knowledge"

// locales are Discord's names for languages that the book calls otherwise. English has none: what is not localised
// is English. https://docs.discord.com/developers/reference#locales
var locales = map[string][]string{
	"en":      nil,
	"es":      {"es-ES", "es-419"},
	"pt":      {"pt-BR"},
	"sv":      {"sv-SE"},
	"zh":      {"zh-CN"},
	"zh-Hant": {"zh-TW"},
}

// same are the languages that both call the same.
var same = []string{"bg", "cs", "da", "de", "el", "fi", "fr", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "ro", "ru", "th", "tr", "uk", "vi"}

// localised is a text by Discord's locales, less those in which it is what it is by default. Languages that Discord
// does not have are left out. It is nil if nothing remains.
func localised(t knowledge.Text, byDefault string) map[string]string {
	var out map[string]string
	add := func(locale, s string) {
		if out == nil {
			out = map[string]string{}
		}
		out[locale] = s
	}
	for lang, names := range locales {
		for _, locale := range names {
			if s, ok := t[lang]; ok && s != byDefault {
				add(locale, s)
			}
		}
	}
	for _, lang := range same {
		if s, ok := t[lang]; ok && s != byDefault {
			add(lang, s)
		}
	}
	return out
}
