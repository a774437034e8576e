package setup

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Drift compares an app's manifest, YAML or JSON, with the one that it should have, and says each difference that
// matters: what is missing, other, or there in vain. How the app is called and shown is its owner's affair, and of
// addresses only whether there is one: which is right is known outside.
func Drift(want *Manifest, have []byte) ([]string, error) {
	var is map[string]any
	if err := yaml.Unmarshal(have, &is); err != nil { // JSON is YAML
		return nil, fmt.Errorf("slack: manifest: %w", err)
	}
	text, err := yaml.Marshal(want)
	if err != nil {
		return nil, fmt.Errorf("slack: manifest: %w", err)
	}
	var should map[string]any
	if err := yaml.Unmarshal(text, &should); err != nil {
		return nil, fmt.Errorf("slack: manifest: %w", err)
	}
	delete(should, "display_information")
	delete(should["features"].(map[string]any), "bot_user")
	return differ("", should, is), nil
}

// keyed are the fields that tell the members of a list apart.
var keyed = []string{"command", "callback_id", "title"}

// complete are the lists of which a member too many is worth a word.
var complete = []string{"oauth_config.scopes.bot", "settings.event_subscriptions.bot_events", "features.slash_commands"}

func differ(at string, want, have any) []string {
	switch want := want.(type) {
	case map[string]any:
		is, _ := have.(map[string]any)
		var list []string
		for _, k := range slices.Sorted(maps.Keys(want)) {
			if strings.HasSuffix(k, "url") && is[k] != nil {
				continue
			}
			list = append(list, differ(strings.TrimPrefix(at+"."+k, "."), want[k], is[k])...)
		}
		return list
	case []any:
		is, _ := have.([]any)
		return differLists(at, byKey(want), byKey(is))
	case bool:
		if is, _ := have.(bool); is != want { // left out is false
			return []string{fmt.Sprintf("%s is %t, should be %t", at, is, want)}
		}
	default:
		if have == nil {
			return []string{at + " is missing"}
		}
		if have != want {
			return []string{fmt.Sprintf("%s is %s, should be %s", at, quoted(have), quoted(want))}
		}
	}
	return nil
}

func differLists(at string, want, have map[string]any) []string {
	var list []string
	for _, k := range slices.Sorted(maps.Keys(want)) {
		if is, ok := have[k]; ok {
			list = append(list, differ(at+"["+k+"]", want[k], is)...)
		} else {
			list = append(list, fmt.Sprintf("%s lacks %s", at, k))
		}
	}
	if slices.Contains(complete, at) {
		for _, k := range slices.Sorted(maps.Keys(have)) {
			if _, ok := want[k]; !ok {
				list = append(list, fmt.Sprintf("%s has %s in vain", at, k))
			}
		}
	}
	return list
}

// byKey gives the members of a list a name: order does not count.
func byKey(list []any) map[string]any {
	members := map[string]any{}
	for _, m := range list {
		name := fmt.Sprint(m)
		if fields, ok := m.(map[string]any); ok {
			for _, k := range keyed {
				if v, ok := fields[k].(string); ok {
					name = v
					break
				}
			}
		}
		members[name] = m
	}
	return members
}

func quoted(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}
