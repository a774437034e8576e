package evidence

import (
	"math"
	"slices"

	"marketbot/knowledge"
)

// restingOn says whose the figures are of the claims that an answer rests on, of each metric. It is nil where those have none.
func (x *Index) restingOn(claims []*knowledge.Claim) *Finding {
	rows := x.readFrom(claims)
	if len(rows) == 0 {
		return nil
	}
	f := &Finding{Status: Answered, Fit: 0.4, Metric: rows[0].obs.Metric}
	for _, of := range byMetric(rows) {
		x.sayMeasured(f, of, true)
	}
	return f.cite(claims...)
}

// holding says for which periods the figures hold of the claims that an answer rests on, or of those only the ones of the period that it is for. It is nil where
// the claims have none.
func (x *Index) holding(q *Query) *Finding {
	rows := slices.DeleteFunc(x.readFrom(q.Rests), func(r Row) bool {
		p, ok := ParsePeriod(r.obs.Period)
		return !ok || q.Period != Period{} && p != q.Period
	})
	if len(rows) == 0 {
		return nil
	}
	f := &Finding{Status: Answered}
	if len(q.Names) == 0 || q.Cues.Has("facet.when") {
		f.Fit = 0.4
	}
	for _, of := range byMetric(rows) {
		x.sayPeriods(f, of)
	}
	if i := slices.IndexFunc(q.Rests, func(c *knowledge.Claim) bool { return c.Inferred != "" }); i >= 0 {
		x.sayDating(f, x.home[q.Rests[i]])
	}
	return f.cite(q.Rests...)
}

// byMetric divides figures by what they are of, in the order of the first of each.
func byMetric(rows []Row) (out [][]Row) {
	for len(rows) > 0 {
		metric := rows[0].obs.Metric
		other := func(r Row) bool { return r.obs.Metric != metric }
		out = append(out, slices.DeleteFunc(slices.Clone(rows), other))
		rows = slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return !other(r) })
	}
	return out
}

// sayPeriods says for which periods some figures of one metric hold, from the first to the last.
func (x *Index) sayPeriods(f *Finding, rows []Row) {
	when := func(r Row) Period { p, _ := ParsePeriod(r.obs.Period); return p }
	first := slices.MinFunc(rows, func(a, b Row) int { return when(a).number() - when(b).number() })
	last := slices.MaxFunc(rows, func(a, b Row) int { return when(a).number() - when(b).number() })
	f.say(pick(when(first) == when(last), "timeframe", "timeframe.two"), Arg{"period", when(last)}, Arg{"before", when(first)}, Arg{"metric", Of(last.obs.Metric)},
		Arg{"market", Market(last.obs.Place)}, Arg{"source", x.sourceOf(rows)})
	x.citeRows(f, rows...)
}

// sayDating says how the periods of an article's figures are known, where that is inferred.
func (x *Index) sayDating(f *Finding, a *knowledge.Article) {
	for i := range a.Observations {
		for _, d := range a.Inferred {
			if d.Dating && d.ID == a.Observations[i].Inferred {
				f.say("inferred", Arg{"reason", d.Reason})
				return
			}
		}
	}
}

// Measures reports whether any figure is read from the first of some claims.
func (x *Index) Measures(claims []*knowledge.Claim) bool {
	return len(claims) > 0 && len(x.readFrom(claims[:1])) > 0
}

// Measured reports whether any figure is read from any of some claims.
func (x *Index) Measured(claims []*knowledge.Claim) bool { return len(x.readFrom(claims)) > 0 }

// ToldApart reports whether the figures that answered a question are of a metric which the book tells apart from another.
func (x *Index) ToldApart(q *Query, f *Finding, other string) bool {
	rows := slices.DeleteFunc(x.readFrom(f.Claims), func(r Row) bool {
		if q.Intent.Operation == "growth" {
			return x.metrics[r.obs.Metric].Change == ""
		}
		return r.obs.Metric != q.Metric
	})
	return len(rows) > 0 && !slices.ContainsFunc(rows, func(r Row) bool { return !slices.Contains(x.metrics[r.obs.Metric].Apart, other) })
}

// readFrom returns the figures that are read from some claims, without their ranks, in the order of their articles.
func (x *Index) readFrom(claims []*knowledge.Claim) (rows []Row) {
	var seen []*knowledge.Article
	for _, c := range claims {
		a := x.home[c]
		if a == nil || slices.Contains(seen, a) {
			continue
		}
		seen = append(seen, a)
		for i := range a.Observations {
			o := &a.Observations[i]
			if slices.Contains(claims, x.claimIn(a, o.Claim)) {
				rows = append(rows, Row{Entity: o.Entity, Value: o.Value, obs: o, home: a})
			}
		}
	}
	return rows
}

// sayMeasured says whose figures some are, each source once and by its first of them, and returns who those are. Of figures of one thing that are all
// of one claim, and of a single one, it gives that claim.
func (x *Index) sayMeasured(f *Finding, rows []Row, one bool) (said map[string]bool) {
	said = map[string]bool{}
	for _, r := range rows {
		c := x.claim(r)
		if c == nil || said[c.By] {
			continue
		}
		said[c.By] = true
		if len(rows) == 1 || one && !slices.ContainsFunc(rows, func(o Row) bool { return x.claim(o) != c }) {
			x.sayFrom(f, c).cite(c)
			continue
		}
		p, _ := ParsePeriod(r.obs.Period)
		f.say(pick(x.metrics[r.obs.Metric].Whole > 0, "measured.share", "measured.other"), Arg{"source", Source(c.By)}, Arg{"metric", Of(r.obs.Metric)}, Arg{"market", Market(r.obs.Place)},
			Arg{"period", p}, Arg{"entity", Name(r.Entity)}, Arg{"value", Figure{r.obs.Metric, math.Abs(r.Value)}})
		f.cite(c)
	}
	return said
}
