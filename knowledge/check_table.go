package knowledge

// cell is what there is one figure of, by the numbers of its parts.
type cell struct{ entity, metric, place, period uint32 }

// figureAt is where a figure stands: the item of a list or the row of a table.
type figureAt struct {
	file *source
	item uint32
}

// spot returns the place of a figure.
func (f figureAt) spot() spot {
	at := spot{file: f.file}
	if at.table() == nil {
		at = at.key("observations")
	}
	return at.item(int(f.item))
}

// cell returns the cell of a figure; what names something unknown is in none.
func (p *proof) cell(o *Observation) (cell, bool) {
	entity, ok1 := p.entities.at[o.Entity]
	metric, ok2 := p.metrics.at[o.Metric]
	place, ok3 := p.places.at[o.Place]
	period, met := p.spans[o.Period]
	if !met {
		period = uint32(len(p.spans))
		p.spans[o.Period] = period
	}
	return cell{entity, metric, place, period}, ok1 && ok2 && ok3
}

// alone notes where the figure of a cell stands, and reports it if the cell has one already.
func (p *proof) alone(c cell, at figureAt, o *Observation) {
	if first, again := p.cells[c]; again {
		p.report(at.spot(), p.firstAt(first.spot()), "a second figure for %s, %s, %s, %s", o.Entity, o.Metric, o.Place, o.Period)
		return
	}
	p.cells[c] = at
}

// table checks the rows of a table as observations. A row is compared with the one above first: what they
// share is right there already.
func (p *proof) table(at spot, t *table) {
	a, ok := p.articles[t.article]
	if !ok || a.Title == "" {
		p.report(at.item(0), "article.yaml beside it carries the title and the other facts of the card", "the article has no title")
		return
	}
	d := p.dossier(a)
	var right *Observation // the last row that was checked, if nothing was wrong in it and its claim is a table
	var where cell         // of right
	before := len(p.found)
	for i := range t.rows {
		o := &t.rows[i]
		entity, known := p.entities.at[o.Entity]
		if known && right != nil && o.Metric == right.Metric && o.Place == right.Place && o.Period == right.Period && o.Claim == right.Claim &&
			o.Inferred == right.Inferred {
			where.entity = entity
			p.alone(where, figureAt{at.file, uint32(i)}, o)
		} else {
			n := len(p.found)
			p.observation(at.item(i), d, *o)
			if right = nil; n == len(p.found) && d.byID[o.Claim].Table {
				right = o
				where, _ = p.cell(o)
			}
		}
		if len(p.found)-before >= mostFindings {
			p.report(at.item(i), "", "more is wrong, perhaps; these are %d findings", mostFindings)
			return
		}
	}
}
