package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"marketbot/internal/adapters/terminal"
	"marketbot/knowledge"
)

// check proof-reads the book.
type check struct {
	Source  string `help:"The plain text of an article: every fragment and quotation must stand in it to the letter." placeholder:"FILE"`
	Article string `help:"The article that --source is the text of (default: the one that the file is named after, or the only one)." placeholder:"ID"`
}

// Run prints all findings.
func (c *check) Run(w *world) error {
	if c.Article != "" && c.Source == "" {
		return errors.New("knowledge check: --article needs the article's text (hint: add --source FILE)")
	}
	b, err := w.load()
	if err != nil {
		return err
	}
	if c.Source == "" {
		fmt.Fprintf(w.out, "%s: no findings\n", inventory(b))
		return nil
	}
	text, err := os.ReadFile(c.Source)
	if err != nil {
		return fmt.Errorf("knowledge check: --source: %w (hint: name the article's plain text)", err)
	}
	id, err := c.article(b)
	if err != nil {
		return err
	}
	findings := knowledge.CheckSource(b, id, string(text))
	for _, f := range findings {
		fmt.Fprintln(w.out, terminal.Clean(f.Error()))
	}
	if len(findings) > 0 {
		return fmt.Errorf("knowledge check: findings against %s: %d", c.Source, len(findings))
	}
	fmt.Fprintf(w.out, "%s: no findings; article %s agrees with %s\n", inventory(b), id, c.Source)
	return nil
}

// article is the one that the source is the text of.
func (c *check) article(b *knowledge.Book) (string, error) {
	var ids []string
	for _, a := range b.Articles {
		ids = append(ids, a.ID)
	}
	named := strings.TrimSuffix(filepath.Base(c.Source), filepath.Ext(c.Source))
	switch {
	case c.Article != "":
		return c.Article, nil
	case slices.Contains(ids, named):
		return named, nil
	case len(ids) == 1:
		return ids[0], nil
	}
	return "", fmt.Errorf("knowledge check: which article is %s the text of? (hint: --article with one of %s)", c.Source, strings.Join(ids, ", "))
}

// inventory counts what a book holds.
func inventory(b *knowledge.Book) string {
	var claims, observations, quotations int
	for _, a := range b.Articles {
		claims += len(a.Claims)
		observations += len(a.Observations)
		quotations += len(a.Quotations)
	}
	return fmt.Sprintf("book %s: articles %d, claims %d, observations %d, quotations %d, intents %d",
		b.Version, len(b.Articles), claims, observations, quotations, len(b.Intents))
}
