package evidence

import (
	"slices"
	"strings"
	"testing"

	"marketbot/knowledge"
)

// TestOperations holds the list that curators are checked against to what the engine does.
func TestOperations(t *testing.T) {
	for _, name := range knowledge.Operations() {
		outside := slices.Contains([]string{"say", "offtopic", "uncovered"}, name) || strings.HasPrefix(name, "follow.")
		if operations[name] == nil && !outside {
			t.Errorf("knowledge lists the operation %q, the engine has none", name)
		}
	}
	for name := range operations {
		if !slices.Contains(knowledge.Operations(), name) {
			t.Errorf("the engine's operation %q is not in knowledge.Operations", name)
		}
	}
}
