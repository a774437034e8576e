package slack

import "time"

// The limits of Slack, in characters where nothing else is said.
const (
	// https://docs.slack.dev/reference/block-kit/blocks
	maxViewBlocks = 100 // of a modal or home tab

	// https://docs.slack.dev/reference/methods/chat.update: msg_too_long; chat.postMessage cuts at 40,000 only
	maxText = 4000

	// rich_text has no limit of its own: https://docs.slack.dev/reference/block-kit/blocks/section-block has this one
	maxSection = 3000

	// https://docs.slack.dev/reference/block-kit/blocks/header-block
	maxHeader = 150

	// https://docs.slack.dev/reference/block-kit/blocks/context-block
	maxContextElements = 10
	maxContextText     = 2000

	// https://docs.slack.dev/reference/block-kit/block-elements/button-element
	maxButtonText  = 75
	maxButtonValue = 2000

	// https://docs.slack.dev/reference/block-kit/block-elements/button-element (action_id), blocks (block_id)
	maxID = 255

	// https://docs.slack.dev/reference/block-kit/composition-objects/option-object
	maxOptions     = 100
	maxOptionText  = 75
	maxOptionValue = 150
	maxPlaceholder = 150

	// https://docs.slack.dev/reference/views/modal-views
	maxModalTitle      = 24
	maxPrivateMetadata = 3000

	// https://docs.slack.dev/reference/block-kit/blocks/data-table-block
	maxTableRows  = 100 // beside the header
	maxTableChars = 10_000
	maxCaption    = 150
	maxCell       = 200 // ours: a name or a value

	// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
	maxChartTitle      = 50
	maxChartCategories = 20
	maxChartLabel      = 20
	maxAxisLabel       = 50

	// https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
	maxPrompts = 4

	// https://docs.slack.dev/apis/events-api/using-socket-mode; the number was found by slack-go
	maxAck = 20 << 10 // bytes

	// https://docs.slack.dev/apis/events-api/#responding
	ackWithin = 3 * time.Second
)
