package slack

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/slack-go/slack"

	"marketbot/internal/desk"
)

// code is what Slack's errors look like.
var code = regexp.MustCompile(`^[a-z0-9_]{3,60}$`)

// The codes of Slack's errors, by what can be done about them (https://docs.slack.dev/reference/methods/chat.postMessage#errors).
var (
	revoked = []string{"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked", "not_allowed_token_type", "team_access_not_granted", "app_missing_action_url"}

	// The bot may not post there, but a response URL may.
	barred = []string{"channel_not_found", "not_in_channel", "no_permission", "user_not_in_channel", "missing_scope", "restricted_action",
		"restricted_action_thread_only_channel", "restricted_action_read_only_channel", "restricted_action_non_threadable_channel",
		"restricted_action_thread_locked", "messages_tab_disabled", "method_not_supported_for_channel_type"}

	gone = []string{"is_archived", "cannot_dm_bot", "user_not_found", "users_not_found", "ekm_access_denied", "access_denied", "is_inactive", "thread_not_found",
		"cannot_reply_to_message", "message_not_found", "cant_update_message", "cant_delete_message", "edit_window_closed", "block_mismatch",
		"used_url", "expired_url", "channel_is_archived"}

	// The message was refused for what it holds; a plainer one may pass.
	fussy = []string{"invalid_blocks", "invalid_blocks_format", "invalid_block_type", "msg_blocks_too_long", "msg_too_long", "only_one_table_allowed", "block_limit_exceeded",
		"invalid_arguments", "invalid_arg_name", "no_text", "invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large", "metadata_must_be_sent_from_app", "invalid_attachments"}
)

// codeOf returns the code of an error of Slack's; empty for others.
func codeOf(err error) string {
	if e, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		return e.Err
	}
	return ""
}

func is(err error, codes []string) bool { return slices.Contains(codes, codeOf(err)) }

// sorted tells the desk what to do about an error: wait, give up, or try again.
func sorted(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*desk.Later](err); ok {
		return err
	}
	if e, ok := errors.AsType[*slack.RateLimitedError](err); ok {
		return &desk.Later{After: max(e.RetryAfter, time.Second), Err: err}
	}
	if e, ok := errors.AsType[slack.StatusCodeError](err); ok && e.Code == http.StatusTooManyRequests {
		return &desk.Later{After: unsaid, Err: err}
	}
	switch c := codeOf(err); {
	case c == "ratelimited", c == "rate_limited", c == "message_limit_exceeded":
		return &desk.Later{After: unsaid, Err: err}
	case slices.Contains(revoked, c), slices.Contains(barred, c), slices.Contains(gone, c), slices.Contains(fussy, c):
		return &desk.Never{Err: err}
	}
	return err
}

// unsaid is how long to wait where Slack wants a pause but does not say which.
const unsaid = 30 * time.Second

func retryAfter(h http.Header) time.Duration {
	n, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || n < 1 {
		return unsaid
	}
	return time.Duration(n) * time.Second
}
