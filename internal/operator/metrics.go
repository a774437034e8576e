// Package operator shows those who run the bot how it is: that it lives, whether it is ready, its numbers. It
// knows the desk's events and the names of platforms, and no platform.
package operator

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"marketbot/internal/desk"
)

// Metrics are the numbers of one process, for Prometheus. All methods may be called by many goroutines at once.
type Metrics struct {
	registry  *prometheus.Registry
	messages  *prometheus.CounterVec
	questions *prometheus.CounterVec
	latency   *prometheus.HistogramVec
	delivered *prometheus.CounterVec
	up        *prometheus.GaugeVec
	restarts  *prometheus.CounterVec

	mu      sync.Mutex
	details map[string]bool // of deliveries, as far as they are counted one by one
}

// maxDetails bounds how many details of deliveries are told apart: some come from outside.
const maxDetails = 100

// seconds are the bounds of the histogram: fine where the promise is (99 of 100 answers posted within 150 ms), and up
// to the half hour that a platform may keep a reply waiting.
var seconds = []float64{.001, .0025, .005, .01, .025, .05, .1, .15, .3, .5, 1, 2, 3, 5, 10, 30, 60, 300, 1800}

// NewMetrics returns metrics that also tell the versions of the bot and its book, and what depths returns
// whenever they are asked for.
func NewMetrics(version, book string, depths func() map[string]desk.Depth) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry(), details: map[string]bool{}}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
		m.registry.MustRegister(c)
		return c
	}
	histogram := func(name, help string, labels ...string) *prometheus.HistogramVec {
		h := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: seconds}, labels)
		m.registry.MustRegister(h)
		return h
	}
	m.messages = counter("bot_messages_total", "Messages by what became of them: accepted, duplicate, refused, retried, failed, limited, withdrawn, panic.", "platform", "what")
	m.questions = counter("bot_questions_total", "Questions answered, by how they came and what the answer was.", "platform", "surface", "intent", "status")
	m.latency = histogram("bot_answer_seconds", "From the event on its platform to the posted answer.", "platform", "surface")
	m.delivered = counter("bot_deliveries_total", "What platforms sent, by what the adapter did with it: received, acknowledged, unacknowledged, redelivered, undecodable, ignored, refused, ...", "platform", "what", "detail")
	m.restarts = counter("bot_platform_restarts_total", "How often a platform's adapter was started again.", "platform")
	m.up = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "bot_platform_up", Help: "Whether a platform's adapter runs: 1 yes, 0 no."}, []string{"platform"})
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "bot_build_info", Help: "The versions of the bot and its book.",
		ConstLabels: prometheus.Labels{"version": version, "book": book}})
	build.Set(1)
	m.registry.MustRegister(m.up, build, depthCollector(depths),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Watch counts an event of the desk.
func (m *Metrics) Watch(e desk.Event) {
	switch e.What {
	case desk.WasAnswered:
		m.questions.WithLabelValues(e.Platform, e.Surface, e.Intent, string(e.Status)).Inc()
	case desk.WasPosted:
		m.latency.WithLabelValues(e.Platform, e.Surface).Observe(e.Latency.Seconds())
	default:
		m.messages.WithLabelValues(e.Platform, string(e.What)).Inc()
	}
}

// Deliver counts something that a platform sent or that became of it. The detail is one of few words; when there
// are too many, the rest is counted as other.
func (m *Metrics) Deliver(platform, what, detail string) {
	m.mu.Lock()
	if !m.details[detail] {
		if len(m.details) < maxDetails {
			m.details[detail] = true
		} else {
			detail = "other"
		}
	}
	m.mu.Unlock()
	m.delivered.WithLabelValues(platform, what, strings.ToValidUTF8(detail, "?")).Inc()
}

// Up says whether a platform's adapter runs.
func (m *Metrics) Up(platform string, up bool) {
	value := 0.0
	if up {
		value = 1
	}
	m.up.WithLabelValues(platform).Set(value)
}

// Restarted counts another start of a platform's adapter.
func (m *Metrics) Restarted(platform string) { m.restarts.WithLabelValues(platform).Inc() }

// ServeHTTP answers Prometheus.
func (m *Metrics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}).ServeHTTP(w, r)
}

var (
	inbox  = prometheus.NewDesc("bot_inbox_depth", "Messages accepted and not tried yet.", []string{"platform"}, nil)
	outbox = prometheus.NewDesc("bot_outbox_depth", "Replies tried and not posted yet.", []string{"platform"}, nil)
	oldest = prometheus.NewDesc("bot_oldest_seconds", "Age of the oldest message that is not done.", []string{"platform"}, nil)
)

// depthCollector asks the desk whenever Prometheus asks.
type depthCollector func() map[string]desk.Depth

// Describe names the metrics.
func (depthCollector) Describe(c chan<- *prometheus.Desc) { c <- inbox; c <- outbox; c <- oldest }

// Collect reads them.
func (depths depthCollector) Collect(c chan<- prometheus.Metric) {
	for platform, d := range depths() {
		age := 0.0
		if !d.Oldest.IsZero() {
			age = time.Since(d.Oldest).Seconds()
		}
		c <- prometheus.MustNewConstMetric(inbox, prometheus.GaugeValue, float64(d.Inbox), platform)
		c <- prometheus.MustNewConstMetric(outbox, prometheus.GaugeValue, float64(d.Outbox), platform)
		c <- prometheus.MustNewConstMetric(oldest, prometheus.GaugeValue, age, platform)
	}
}
