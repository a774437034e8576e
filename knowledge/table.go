package knowledge

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
)

// tableFile is the name of a table of observations in an article's folder.
const tableFile = "observations.csv"

// columns are those of a table, in their order; the last may be left out.
var columns = []string{"entity", "metric", "place", "period", "value", "claim", "inferred"}

// mostFindings is how many findings of one table are told: what is wrong with a column is wrong in each row.
const mostFindings = 20

// A table is the observations of an article as one file of comma-separated values, for figures by the
// thousand.
type table struct {
	article string // its folder's name
	rows    []Observation
}

// decodeTable reads a table. Nothing is checked but the form; equal words share their bytes.
func decodeTable(p string, raw []byte) (*table, error) {
	if path.Base(p) != tableFile {
		return nil, fmt.Errorf("%s:1:1: a table of another name%s", p, hinted("call it "+tableFile))
	}
	t := &table{article: path.Base(path.Dir(p))}
	r, err := openTable(raw)
	if err != nil {
		return nil, misshapen(p, err)
	}
	t.rows = make([]Observation, 0, bytes.Count(raw, []byte{'\n'}))
	words := interned{}
	var last Observation
	var errs []error
	for len(errs) < mostFindings {
		f, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			errs = append(errs, misshapen(p, err))
			continue
		}
		o := Observation{Entity: words.of(f[0], last.Entity), Metric: words.of(f[1], last.Metric), Place: words.of(f[2], last.Place),
			Period: words.of(f[3], last.Period), Claim: words.of(f[5], last.Claim)}
		if len(f) == len(columns) {
			o.Inferred = words.of(f[6], last.Inferred)
		}
		if o.Value, err = strconv.ParseFloat(f[4], 64); err != nil || math.IsNaN(o.Value) || math.IsInf(o.Value, 0) {
			line, column := r.FieldPos(4)
			errs = append(errs, fmt.Errorf("%s:%d:%d: value: %q is no number%s", p, line, column, f[4], hinted("digits only, in the metric's unit: 15.5 or 1200000")))
		}
		t.rows, last = append(t.rows, o), o
	}
	return t, errors.Join(errs...)
}

// openTable returns a reader that stands behind the header.
func openTable(raw []byte) (*csv.Reader, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff"))))
	r.ReuseRecord = true
	header, err := r.Read()
	if err == io.EOF {
		err = &csv.ParseError{Line: 1, Column: 1, Err: errors.New("is empty" + hinted("the first line is "+strings.Join(columns, ",")))}
	}
	if err != nil {
		return nil, err
	}
	if !slices.Equal(header, columns) && !slices.Equal(header, columns[:len(columns)-1]) {
		return nil, &csv.ParseError{Line: 1, Column: 1, Err: fmt.Errorf("the columns are %s%s", strings.Join(header, ","), hinted("the first line is "+strings.Join(columns, ",")))}
	}
	return r, nil
}

// misshapen writes an error of the reader as file:line:col: problem.
func misshapen(p string, err error) error {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return fmt.Errorf("%s: %w", p, err)
	}
	return fmt.Errorf("%s:%d:%d: %w", p, max(1, at.Line), max(1, at.Column), at.Err)
}

// interned holds each word once.
type interned map[string]string

// of returns s without the memory of the line that it stands in; last is what stood in the row before.
func (in interned) of(s, last string) string {
	if s == last {
		return last
	}
	if have, ok := in[s]; ok {
		return have
	}
	s = strings.Clone(s)
	in[s] = s
	return s
}

// rowAt returns where a value of a row stands, or the row where no column is named. The file is read again
// for it, on findings only.
func rowAt(raw []byte, row int, column string) position {
	r, err := openTable(raw)
	if err != nil {
		return position{1, 1}
	}
	for range row {
		if _, err := r.Read(); err != nil {
			return position{1, 1}
		}
	}
	f, err := r.Read()
	i := max(0, slices.Index(columns, column))
	if err != nil || i >= len(f) {
		return position{1, 1}
	}
	line, at := r.FieldPos(i)
	return position{line, at}
}
