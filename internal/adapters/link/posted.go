package link

import (
	"errors"
	"io"
	"net/http"
)

// Posted takes in what a platform posts: bodies of at most so many bytes, so many at once. Next answers a request; refused
// is told in a word why one does not get there.
func Posted(most int64, atOnce int, refused func(why string), next func(http.ResponseWriter, *http.Request, []byte)) http.Handler {
	slots := make(chan struct{}, atOnce)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
		default:
			refused("full")
			http.Error(w, "too many deliveries at once", http.StatusServiceUnavailable)
			return
		}
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			http.Error(w, "only POST", http.StatusMethodNotAllowed)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
		if err != nil {
			status := http.StatusBadRequest
			if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
				status = http.StatusRequestEntityTooLarge
			}
			refused("body")
			http.Error(w, "the body cannot be read", status)
			return
		}
		next(w, r, body)
	})
}
