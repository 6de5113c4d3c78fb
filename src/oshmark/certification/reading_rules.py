# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What we say about the file of a scheme or of a body before anything is said about what it asks."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

ERROR = Severity.ERROR

TOO_LARGE = Rule(
    "scheme:too-large",
    ERROR,
    "The file has more than {limit} bytes, which is the most that a scheme may have.",
    "A scheme is a text that evaluators and applicants read from end to end.",
    "Move tables, forms and pictures into documents of their own and name those.",
)
EMPTY = Rule(
    "scheme:empty",
    ERROR,
    "There is nothing in this file: it is blank, or all of its lines are comments.",
    "A scheme that asks nothing certifies nothing.",
    "Begin with id, version, body and title.",
)
NOT_TEXT = Rule(
    "scheme:not-text",
    ERROR,
    "This is not a text file: {kind}.",
    "A scheme is written as text so that everybody can read and compare it.",
    "Name the TOML file of the scheme.",
)
TOO_DEEP = Rule(
    "scheme:too-deep",
    ERROR,
    "Here are more than {limit} levels inside each other.",
    "A scheme has groups, criteria and what belongs to a criterion, and nothing below that.",
    "Close the brackets of the levels above.",
)
KEY_UNKNOWN = Rule(
    "scheme:key-unknown",
    ERROR,
    "“{was}” is nothing that {here} can say.",
    "What is not understood would not be asked of anybody, and nobody would notice.",
    "Take the key away, or write what it says into one of the known keys.",
)
KEY_LIKE = Rule(
    "scheme:key-like",
    ERROR,
    "“{was}” is nothing that {here} can say; did you mean “{now}”?",
    "A misspelt key would quietly drop a demand.",
    "Rename the key to {now}",
)
KEY_MISSING = Rule(
    "scheme:key-missing",
    ERROR,
    "{here} needs the key “{key}”.",
    "Without it nothing can refer to this entry.",
    "Add {key}",
)
VALUE_TYPE = Rule(
    "scheme:value-type",
    ERROR,
    "“{key}” should be {wanted}, but this is {found}; it is not used.",
    "A value of another kind cannot be judged by.",
    "Write {wanted}",
)
VALUE_CHOICE = Rule(
    "scheme:value-choice",
    ERROR,
    "“{key}” says “{was}”, which is none of: {choices}.",
    "Programs and people have to understand the same by it.",
    "Write one of them",
)
TEXT_TOO_LONG = Rule(
    "scheme:text-too-long",
    ERROR,
    "“{key}” has more than {limit} characters.",
    "A demand that fills pages is several demands.",
    "Split it, or name a document that holds the details",
)
UNSEEN_CHARACTERS = Rule(
    "scheme:unseen-characters",
    ERROR,
    "“{key}” contains characters that nobody sees ({codes}).",
    "They can hide or turn round what a demand says.",
    "Write the text anew without them.",
)
TOO_MANY = Rule(
    "scheme:too-many",
    ERROR,
    "“{key}” has more than {limit} entries.",
    "Nobody could look at all of them.",
    "Make several schemes of it",
)
NUMBER_RANGE = Rule(
    "scheme:number-range",
    ERROR,
    "“{key}” is {was}; numbers here have at most 15 digits and lie between -1,000,000,000 and 1,000,000,000.",
    "A number outside of that is a slip of the pen.",
    "Correct the number, or choose another unit",
)
