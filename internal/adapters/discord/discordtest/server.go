package discordtest

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// Server is a whole Discord at one address.
type Server struct {
	*REST
	URL string // of the API, for DISCORD_API_URL
	srv *httptest.Server
}

// NewServer starts a server, which ends with the test.
func NewServer(tb testing.TB, o RESTOptions) *Server {
	s := &Server{REST: NewREST(tb, o)}
	mux := http.NewServeMux()
	mux.Handle("/api/", s.REST)
	s.srv = httptest.NewServer(mux)
	tb.Cleanup(s.srv.Close)
	s.URL = s.srv.URL + "/api/v10/"
	return s
}
