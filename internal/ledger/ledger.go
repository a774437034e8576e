// Package ledger keeps what must survive a crash: the inbox of accepted questions, the outbox of replies,
// threads, feedback. It knows no platform and not how answers are found: entries are bytes to it.
package ledger
