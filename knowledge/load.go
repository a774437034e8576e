package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

// Embedded returns the files of the book that is built into the binary.
func Embedded() fs.FS { return embedded }

// Open returns the files of the book in directory dir, or of the embedded one where dir is empty.
func Open(dir string) (fs.FS, error) {
	if dir == "" {
		return embedded, nil
	}
	st, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("knowledge: %w (hint: --knowledge and KNOWLEDGE_DIR name a folder that holds book.yaml)", err)
	}
	if !st.IsDir() {
		return nil, fmt.Errorf("knowledge: %s is a file (hint: name the folder that holds book.yaml)", dir)
	}
	return os.DirFS(dir), nil
}

// Load reads and proof-reads a book. The error joins all findings, each as file:line:col: field: problem.
// General parts that the book does not bring (intents, phrasebook, and the general lexicon) are taken
// from the embedded book, so another market needs only its names and its articles.
func Load(fsys fs.FS) (*Book, error) {
	b, files, err := read(fsys)
	if err != nil {
		return nil, err
	}
	if err := inherit(b, fsys); err != nil {
		return nil, err
	}
	if err := proofread(b, files); err != nil {
		return nil, err
	}
	return b, nil
}

// head is book.yaml.
type head struct {
	Title   Text    `yaml:"title"`
	Default Default `yaml:"default"`
}

// lexicon is one file of lexicon/: any of these parts.
type lexicon struct {
	Entities   []Entity     `yaml:"entities"`
	Metrics    []Metric     `yaml:"metrics"`
	Places     []Place      `yaml:"places"`
	Foreign    []Region     `yaml:"foreign"`
	Titles     []Term       `yaml:"titles"`
	Categories []Category   `yaml:"categories"`
	Periods    []PeriodTerm `yaml:"periods"`
	Cues       []Term       `yaml:"cues"`
	Concepts   []Term       `yaml:"concepts"`
	Ordinary   []string     `yaml:"ordinary"`
	Endings    []string     `yaml:"endings"`
	Forms      Forms        `yaml:"forms"`
	Chatter    []string     `yaml:"chatter"`
	Commands   []Command    `yaml:"commands"`
	Labels     []Label      `yaml:"labels"`
}

// source is one file as read.
type source struct {
	path string
	raw  []byte
	into any // what it was decoded into: *head, *lexicon, *Article, *table, *Intent or *Phrasebook
}

// read decodes every file, in the order of their names; nothing is checked but the form.
func read(fsys fs.FS) (*Book, []*source, error) {
	paths, err := list(fsys)
	if err != nil {
		return nil, nil, err
	}
	files := make([]*source, len(paths))
	errs := make([]error, len(paths))
	var wait sync.WaitGroup
	for i, p := range paths {
		wait.Go(func() { files[i], errs[i] = decode(fsys, p) })
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, nil, err
	}
	b := &Book{Phrases: map[string]Phrasebook{}}
	sum := newFingerprint()
	for _, f := range files {
		sum.add(f.path, f.raw)
		b.add(f)
	}
	b.Version = sum.String()
	return b, files, nil
}

// list returns the book's files: book.yaml, every .yaml file of its four folders, and the tables of articles.
func list(fsys fs.FS) ([]string, error) {
	if _, err := fs.Stat(fsys, "book.yaml"); err != nil {
		return nil, errors.New("book.yaml: not found (hint: a book's folder holds book.yaml beside articles/, lexicon/, intents/ and phrasebook/)")
	}
	paths := []string{"book.yaml"}
	for _, dir := range []string{"articles", "intents", "lexicon", "phrasebook"} {
		err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && p == dir {
				return nil
			}
			if err != nil {
				return err
			}
			if ext := path.Ext(p); !d.IsDir() && (ext == ".yaml" || ext == ".csv" && dir == "articles") {
				paths = append(paths, p)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
	}
	return paths, nil
}

func decode(fsys fs.FS, p string) (*source, error) {
	raw, err := fs.ReadFile(fsys, p)
	if err != nil {
		return nil, err
	}
	s := &source{path: p, raw: raw}
	if path.Ext(p) == ".csv" {
		s.into, err = decodeTable(p, raw)
		return s, err
	}
	switch dir, _, _ := strings.Cut(p, "/"); dir {
	case "book.yaml":
		s.into = &head{}
	case "articles":
		s.into = &Article{ID: path.Base(path.Dir(p))}
	case "intents":
		s.into = &Intent{}
	case "lexicon":
		s.into = &lexicon{}
	case "phrasebook":
		s.into = &Phrasebook{}
	}
	if err := yaml.Load(raw, s.into, yaml.WithKnownFields(true)); err != nil {
		return nil, located(p, err)
	}
	return s, nil
}

// located rewrites the library's errors as file:line:col: problem, one a line.
func located(p string, err error) error {
	var many *yaml.LoadErrors
	if !errors.As(err, &many) {
		return fmt.Errorf("%s: %w", p, err)
	}
	errs := make([]error, len(many.Errors))
	for i, e := range many.Errors {
		errs[i] = fmt.Errorf("%s:%d:%d: %s", p, max(1, e.Mark.Line), max(1, e.Mark.Column), e.Message)
	}
	return errors.Join(errs...)
}

// add puts what a file holds in its place in the book.
func (b *Book) add(f *source) {
	switch v := f.into.(type) {
	case *head:
		b.Title, b.Default = v.Title, v.Default
	case *lexicon:
		b.Entities = append(b.Entities, v.Entities...)
		b.Metrics = append(b.Metrics, v.Metrics...)
		b.Places = append(b.Places, v.Places...)
		b.Foreign = append(b.Foreign, v.Foreign...)
		b.Titles = append(b.Titles, v.Titles...)
		b.Categories = append(b.Categories, v.Categories...)
		b.Periods = append(b.Periods, v.Periods...)
		b.Cues = append(b.Cues, v.Cues...)
		b.Concepts = append(b.Concepts, v.Concepts...)
		b.Ordinary = append(b.Ordinary, v.Ordinary...)
		b.Endings = append(b.Endings, v.Endings...)
		b.Forms = b.Forms.with(v.Forms)
		b.Chatter = append(b.Chatter, v.Chatter...)
		b.Commands = append(b.Commands, v.Commands...)
		b.Labels = append(b.Labels, v.Labels...)
	case *Article:
		b.article(v)
	case *table:
		b.article(&Article{ID: v.article, Observations: v.rows})
	case *Intent:
		b.Intents = append(b.Intents, *v)
	case *Phrasebook:
		b.Phrases[strings.TrimSuffix(path.Base(f.path), ".yaml")] = *v
	}
}

// article merges the files of one folder into one article.
func (b *Book) article(v *Article) {
	n := len(b.Articles)
	if n == 0 || b.Articles[n-1].ID != v.ID {
		b.Articles = append(b.Articles, *v)
		return
	}
	a := &b.Articles[n-1]
	if v.Title != "" {
		a.Title, a.Publisher, a.URL, a.Published, a.Latest = v.Title, v.Publisher, v.URL, v.Published, v.Latest
	}
	a.Inferred = append(a.Inferred, v.Inferred...)
	a.Claims = append(a.Claims, v.Claims...)
	if len(a.Observations) == 0 {
		a.Observations = slices.Clip(v.Observations) // a table may have a million: it is not copied
	} else {
		a.Observations = append(a.Observations, v.Observations...)
	}
	a.Quotations = append(a.Quotations, v.Quotations...)
	a.Relations = append(a.Relations, v.Relations...)
}
