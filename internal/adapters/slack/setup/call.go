package setup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	patience  = 10 * time.Second // for one call
	maxAnswer = 4 << 20          // bytes of an answer that are read
)

// refusal is an error that Slack answers with: its code, such as invalid_auth, and with missing_scope the scopes
// that are granted.
type refusal struct{ code, provided string }

func (r refusal) Error() string { return r.code }

// limited is a refusal that is none: ask later.
var limited = refusal{code: "ratelimited"}

// call calls a method of the Web API and decodes the answer. The token goes into the header and nowhere else: not
// into an address, of which errors tell. slack-go is not used because the checks need what it keeps for itself:
// the header of a refusal, and the answer to auth.test of an app-level token.
func call(ctx context.Context, api, method, token string, params url.Values, answer any) (http.Header, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, api+method, strings.NewReader(params.Encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusTooManyRequests {
		return resp.Header, limited
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, err
	}
	var head struct {
		OK       *bool  `json:"ok"`
		Error    string `json:"error"`
		Provided string `json:"provided"`
	}
	if err := json.Unmarshal(body, &head); err != nil || head.OK == nil {
		return nil, fmt.Errorf("%s%s: the answer is no Slack's: %s", api, method, resp.Status)
	}
	if !*head.OK {
		return resp.Header, refusal{head.Error, head.Provided}
	}
	return resp.Header, json.Unmarshal(body, answer)
}

// refused tells whether an error is Slack's answer, and not that there is none.
func refused(err error) bool { return errors.As(err, new(refusal)) }
