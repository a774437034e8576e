package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
)

// request makes the HTTP request of a call.
func (c *Client) request(ctx context.Context, call Call, body []byte, kind string) (*http.Request, error) {
	path, err := call.path()
	if err != nil {
		return nil, err
	}
	address := c.base.String() + path
	if len(call.Query) > 0 {
		address += "?" + call.Query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, call.Method, address, bytes.NewReader(body))
	if err != nil {
		return nil, quiet(err)
	}
	req.Header.Set("User-Agent", agent)
	if !call.bearing() {
		req.Header.Set("Authorization", "Bot "+c.token.Reveal())
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	return req, nil
}

// bearing reports a call that bears the token of an interaction in its path: that is all it needs, and it does not
// count for the global limit (https://discord.com/developers/docs/interactions/receiving-and-responding#endpoints).
func (c Call) bearing() bool {
	return strings.HasPrefix(c.Route, "/interactions/") || strings.HasPrefix(c.Route, "/webhooks/")
}

// path puts the ids into the route. None of them can lead elsewhere.
func (c Call) path() (string, error) {
	var b strings.Builder
	rest, ids := c.Route, c.IDs
	for {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			break
		}
		_, rest, _ = strings.Cut(after, "}")
		if len(ids) == 0 || ids[0] == "" || strings.Trim(ids[0], ".") == "" {
			return "", errors.New("an id is missing")
		}
		b.WriteString(url.PathEscape(ids[0]))
		ids = ids[1:]
	}
	if len(ids) > 0 {
		return "", fmt.Errorf("%d ids too many", len(ids))
	}
	return b.String(), nil
}

// encode writes the body: JSON, or with files multipart
// (https://discord.com/developers/docs/reference#uploading-files).
func (c Call) encode() (body []byte, kind string, err error) {
	if c.Body == nil {
		return nil, "", nil
	}
	text, err := json.Marshal(c.Body)
	if err != nil {
		return nil, "", fmt.Errorf("write the body: %w", err)
	}
	if len(c.Files) == 0 {
		return text, "application/json", nil
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part := func(name, file, kind string, content []byte) {
		h := textproto.MIMEHeader{"Content-Type": {kind}}
		disposition := `form-data; name="` + name + `"`
		if file != "" {
			disposition += `; filename=` + strconv.QuoteToASCII(file)
		}
		h.Set("Content-Disposition", disposition)
		p, e := w.CreatePart(h)
		if e == nil {
			_, e = p.Write(content)
		}
		err = errors.Join(err, e)
	}
	part("payload_json", "", "application/json", text)
	for i, f := range c.Files {
		part("files["+strconv.Itoa(i)+"]", f.Name, f.Type, f.Bytes)
	}
	err = errors.Join(err, w.Close())
	return b.Bytes(), w.FormDataContentType(), err
}
