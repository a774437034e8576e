package discordtest

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// Server is a whole Discord at one address: its API and its gateway.
type Server struct {
	*REST
	Gateway *Gateway
	URL     string // of the API, for DISCORD_API_URL
	srv     *httptest.Server
}

// NewServer starts a server, which ends with the test. What the options have in common is taken from those of the API.
func NewServer(tb testing.TB, o RESTOptions, of GatewayOptions) *Server {
	of.Token, of.User, of.Application = o.Token, o.User, o.Application
	s := &Server{REST: NewREST(tb, o), Gateway: NewGateway(tb, of)}
	mux := http.NewServeMux()
	mux.Handle("/api/", s.REST)
	mux.HandleFunc("GET /api/{version}/gateway/bot", s.Gateway.Bot)
	mux.HandleFunc("GET /api/{version}/gateway", s.Gateway.Where)
	mux.Handle("/", s.Gateway)
	s.srv = httptest.NewServer(mux)
	tb.Cleanup(s.srv.Close)
	s.URL = s.srv.URL + "/api/v10/"
	return s
}

// Handler is all that the server serves, for one that serves some of it differently.
func (s *Server) Handler() http.Handler { return s.srv.Config.Handler }
