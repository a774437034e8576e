package evidence

import (
	"slices"
	"strings"

	"marketbot/knowledge"
)

// retold returns the claim that tells in other words what somebody is said to have said: all that tells is in a claim by that person whose
// words are not in a quotation. It is nil where there is none.
func (x *Index) retold(u Uttered) *knowledge.Claim {
	if u.Not || u.By == "" {
		return nil
	}
	i := slices.IndexFunc(x.claimsBy[u.By], func(c *knowledge.Claim) bool {
		told := false
		for _, w := range u.Words {
			concept := func(id string) bool {
				return (contains(x.claimTold[c], id) || contains(c.Concepts, id) && !x.worded(c, id)) && !contains(c.Contrary, id)
			}
			switch {
			case w.Name != "" && !contains(c.Who, w.Name) && !slices.ContainsFunc(x.of(u.By), func(v *knowledge.Quotation) bool { return w.Name == v.Outlet || w.Name == v.Event }),
				w.Place != "" && w.Place != c.Place, w.Figure, len(w.Concepts) > 0 && !w.Outside && !slices.ContainsFunc(w.Concepts, concept):
				return false
			case w.Outside && !strings.Contains(c.Text["en"], w.Text):
				return false
			case len(w.Concepts) > 0 && !w.Outside:
				told = true
			case w.Name == "" && w.Place == "" && !w.Weak && !w.Outside:
				return false
			}
		}
		return told && !rests(c, x.of(u.By)...)
	})
	if i < 0 {
		return nil
	}
	return x.claimsBy[u.By][i]
}

// belied reports whether a claim by somebody tells the other way of what they are said to have said that it moved: "sales rose", where they
// spoke of a decline.
func (x *Index) belied(u Uttered) bool {
	if u.Not || u.About {
		return false
	}
	return slices.ContainsFunc(x.claimsBy[u.By], func(c *knowledge.Claim) bool {
		moves := func(id string) bool { return contains(x.claimTold[c], id) || contains(c.Concepts, id) }
		of, turned := false, false
		for _, w := range u.Words {
			switch {
			case w.Figure, w.Name != "" && !contains(c.Who, w.Name):
				return false
			case w.Outside:
				of = of || strings.Contains(c.Text["en"], w.Text)
			}
			for i, there := range ways {
				back := ways[1-i]
				turned = turned || contains(w.Concepts, there) && moves(back) && !moves(there)
			}
		}
		return of && turned
	})
}

// ways are those in which a figure may move.
var ways = [2]string{"dir.up", "dir.down"}

// untouched reports whether a thing is among some words of which nothing tells that their speaker is known to have said.
func (x *Index) untouched(u Uttered) bool {
	if u.Thought {
		return false
	}
	return slices.ContainsFunc(u.Words, func(w Spoken) bool {
		thing := w.Name == "" && !w.Run && slices.ContainsFunc(w.Concepts, func(id string) bool { return x.signed[id] || id == "adj.exclusive" })
		return thing && !slices.ContainsFunc(x.of(u.By), func(v *knowledge.Quotation) bool {
			return x.speaks(v, w) || slices.ContainsFunc(w.Concepts, func(id string) bool { return contains(v.Concepts, id) || x.saidOf(v, id) })
		})
	})
}

// sayRetold tells what the article has of somebody in its own words, and then the words that it quotes.
func (x *Index) sayRetold(c *knowledge.Claim, by string) *Finding {
	f := &Finding{Status: Answered, Fit: 0.5, Tied: true}
	f.say("uttered.retold", Arg{"speaker", Name(by)}).say("claim", Arg{"text", c.Text})
	x.citeAll(f, c)
	for _, v := range x.of(by)[:min(len(x.of(by)), MostListed)] {
		x.sayQuote(f, &Query{}, v)
	}
	return f
}

// unsaid corrects a question whether somebody said what others did: it says that it is not theirs, and what there is.
func (x *Index) unsaid(f *Finding, q *Query) *Finding {
	u := q.Uttered
	if u.By == "" || u.For != "" || u.About || u.Thought || f.Status != Answered || q.Quoting() || len(f.Claims) == 0 || len(x.of(u.By)) == 0 ||
		f.tells(func(c *knowledge.Claim) bool { return c.By == u.By }) ||
		!slices.ContainsFunc(x.of(u.By), func(v *knowledge.Quotation) bool { return x.borne(u, v) == altered }) {
		return f
	}
	return f.stripped().correct("not.entity", Arg{"entity", Name(u.By)})
}
