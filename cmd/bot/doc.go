/*
Command bot answers questions about a market from a curated, cited book: at the keyboard, in conversations and
in bulk. This is the tour of the house, along the route of one question.

# The book

[marketbot/knowledge] is the book: YAML files with claims, figures, quotations and names, each with its evidence,
and the phrasings from which the bot learns what people ask. [marketbot/knowledge.Load] reads and proof-reads it;
a book with errors does not load. What takes time to make of it is made ahead by go generate and lies in
[marketbot/internal/answer/learned]; where that is not of the book at hand, it is made when the bot starts. For the image
the built-in book is compressed (knowledge/pack, build tag packed).

# The route

A question reaches an adapter: [marketbot/internal/adapters/terminal] from a person,
[marketbot/internal/adapters/jsonl] from a program. Either calls [marketbot/internal/answer.Engine.Answer], a
straight line of pure calls:

 1. [marketbot/internal/answer/utterance.Split] cleans the text and splits it into folded tokens.
 2. [marketbot/internal/answer/gazetteer] finds what they mention: names, misspelt ones too, metrics, places,
    periods, numbers, and the words that steer.
 3. [marketbot/internal/answer/intent] masks the mentions and ranks the intents that the rest may express, by the
    linear model of [marketbot/internal/answer/intent/linear].
 4. [marketbot/internal/answer/evidence] gathers the book's claims for the likeliest queries, and derives ranks,
    gaps, totals and changes from its figures.
 5. [marketbot/internal/answer] takes the query that fits best, or none if it is not sure enough, and words the
    finding by the book's phrasebook.

The [marketbot/internal/answer.Reply] goes back the way the question came. It carries no markup: the adapter
renders it.

# Platforms

[marketbot/internal/desk] does what every platform does alike: it accepts a question once, in
[marketbot/internal/ledger], which a crash does not touch, answers it with the thread's earlier ones, and hands the
reply to the platform's sender.

[marketbot/internal/adapters/slack] speaks Slack, over Socket Mode and HTTP. [marketbot/internal/adapters/discord]
speaks Discord: what its [marketbot/internal/adapters/discord/gateway] hands out and what comes by HTTP, answered by
calls of its [marketbot/internal/adapters/discord/rest]. Both read the world's JSON by
[marketbot/internal/adapters/payload], keep in touch by [marketbot/internal/adapters/link], keep texts within limits by
[marketbot/internal/adapters/clip], and show what stands beside an answer from [marketbot/internal/adapters/shelf], with
[marketbot/internal/completion] for what is typed and [marketbot/internal/chart] for pictures. What the platforms want
to be told about the bot, and their doctors, are [marketbot/internal/adapters/slack/setup] and
[marketbot/internal/adapters/discord/setup]. The settings are [marketbot/internal/config]'s, health and metrics
[marketbot/internal/operator]'s.

[marketbot/internal/adapters/adaptertest] is the suite that every platform passes;
[marketbot/internal/adapters/discord/discordtest] plays Discord, [marketbot/internal/housetest] is what tests of several
rooms need, and [marketbot/internal/housetest/crash] kills bots and counts.

# The rest

[marketbot/internal/answer/intent/evaluate] measures how well intents are told apart; [marketbot/internal/synth]
writes large made-up books to measure with. The test in the folder
internal holds the map: which room may import which, and why.
*/
package main
