# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What we say about a declaration before a label may carry it."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

ERROR, ADVICE = Severity.ERROR, Severity.ADVICE

MISSING = Rule(
    "label:missing",
    ERROR,
    "{what} is missing.",
    "A label without it tells nobody what the thing is, or who answers for it.",
    "Fill it in",
)
TOO_LONG = Rule(
    "label:too-long",
    ERROR,
    "{what} has {is} signs; {most} are allowed.",
    "A label has the size of a hand.",
    "Shorten it, and put the whole text on a page that the label links to",
)
TOO_MANY = Rule(
    "label:too-many",
    ERROR,
    "{what} has {is} entries; {most} are allowed.",
    "Nobody reads that many.",
    "Keep the ones that matter",
)
STRANGE_SIGN = Rule(
    "label:strange-sign",
    ERROR,
    "{what} holds a sign that cannot be seen: {sign}.",
    "Signs that cannot be seen can turn a text around, or make it look like another one.",
    "Type the text anew, and do not paste it",
)
NO_CLEAR_VERSION = Rule(
    "label:no-clear-version",
    ERROR,
    "“{was}” does not say which version this is.",
    "Who repairs the thing in ten years needs the files of exactly this version.",
    "Publish a release with a version, then label that",
)
NO_COUNTRY = Rule(
    "label:no-country",
    ERROR,
    "“{was}” is no country of ISO 3166-1.",
    "The place of manufacture decides which rules and which market it is made for.",
    "Choose the country from the list",
)
NO_LANGUAGE = Rule(
    "label:no-language",
    ERROR,
    "“{was}” is no language tag.",
    "A screen reader and a font are chosen by it.",
    "Choose the language from the list",
)
NO_ADDRESS = Rule(
    "label:no-address",
    ERROR,
    "“{was}” is no web address that starts with https:// or http://.",
    "Who scans the label follows it by one tap.",
    "Copy the whole address from the browser",
)
IN_FUTURE = Rule(
    "label:in-future",
    ERROR,
    "{what} lies in the future: {was}.",
    "What is measured was measured before it is declared.",
    "Correct the date",
)
NO_GTIN = Rule(
    "label:no-gtin",
    ERROR,
    "{why}",
    "GTINs are licensed by GS1; a wrong one belongs to somebody else's product.",
    "Leave it empty if you own none",
)
LOOKS_CERTIFIED = Rule(
    "label:looks-certified",
    ERROR,
    "{what} reads as if somebody had certified the product: “{words}”.",
    "This label is self-declared. A mark or a claim of others in a name would deceive who buys the product.",
    "Take it out of the name; write of tests and certificates under performance, with the document that proves it",
)
NOT_YOURS_TO_SAY = Rule(
    "label:not-yours-to-say",
    ERROR,
    "{what} is said by whoever certifies, and not by the producer.",
    "This label is self-declared: what it says of itself must not look checked.",
    "Leave it out",
)
TOPIC_TWICE = Rule(
    "label:topic-twice",
    ERROR,
    "The topic “{topic}” is given twice.",
    "Only one of them would be shown.",
    "Join the two",
)
NO_LIFETIME = Rule(
    "label:no-lifetime-design",
    ADVICE,
    "Nothing is said about how long the product lasts and how it is taken apart.",
    "It stands first on the label; “not provided” would stand there now.",
    "Write which parts wear, and how they are replaced",
)
NO_PERFORMANCE = Rule(
    "label:no-performance",
    ADVICE,
    "No performance data is given; the label says “none yet”.",
    "One measured value with method and date says more than a page of advertising.",
    "Measure one thing that a buyer asks about",
)
TOPIC_EMPTY = Rule(
    "label:topic-empty",
    ADVICE,
    "Nothing is provided on the topic “{topic}”; the label says so.",
    "The five topics are what lets others understand, build and repair the product.",
    "Write some sentences, or add a link or a file",
)
