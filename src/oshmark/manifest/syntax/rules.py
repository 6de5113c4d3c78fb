# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What we say about the bytes and the syntax of a manifest, whichever syntax it is written in."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

TOO_LARGE = Rule(
    id="too-large",
    severity=Severity.ERROR,
    message="This file has more than {limit} bytes, which is the most that a manifest may have.",
    why="A manifest describes hardware in a few kilobytes. So large a file is something else, or holds one.",
    fix="Keep drawings, pictures and long lists in files of their own, and name those files in the manifest.",
)
TOO_DEEP = Rule(
    id="too-deep",
    severity=Severity.ERROR,
    message="Here are more than {limit} levels inside each other.",
    why="No manifest needs such nesting, and programs that read it can crash.",
    fix="Close the brackets of the levels above, or write the manifest flatter.",
)
TOO_MANY_VALUES = Rule(
    id="too-many-values",
    severity=Severity.ERROR,
    message="This manifest holds more than {limit} values, repeated ones (`*name`, `<<`) counted each time.",
    why="A short file that repeats parts of itself can grow beyond all memory.",
    fix="Keep long lists in a file of their own, such as a bill of materials, and name that file in the manifest.",
)
BINARY = Rule(
    id="binary",
    severity=Severity.ERROR,
    message="This is not a text file: {kind}.",
    why="A manifest is a text that people and programs read.",
    fix="Check that the right file has the manifest's name; save the manifest as plain text in UTF-8.",
)
EMPTY = Rule(
    id="empty",
    severity=Severity.ERROR,
    message="There is nothing in this manifest: it is blank, or all of its lines are comments.",
    why="Without any field nobody can know what is documented here.",
    fix="Fill in at least the name, the licence, the licensor and the repository.",
)
NOT_A_TABLE = Rule(
    id="not-a-table",
    severity=Severity.ERROR,
    message="The manifest must consist of named fields, but it is {kind}.",
    why="Each fact about the hardware is found by its name.",
    fix="Write each field with its name, such as `{example}`.",
)
NUMBER_TOO_LARGE = Rule(
    id="number-too-large",
    severity=Severity.ERROR,
    message="The number {text} is larger than computers can handle.",
    why="Programs would stop here, or calculate with a wrong number.",
    fix="Correct the number; if it is an identifier and not a quantity, put it in quotes.",
)
BYTE_ORDER_MARK = Rule(
    id="byte-order-mark",
    severity=Severity.ADVICE,
    message="The file begins with an invisible mark (a byte order mark).",
    why="Some programs take the mark for a part of the first key, and then do not find that field.",
    fix="Save the file as `UTF-8`, not as `UTF-8 with BOM`.",
)
ENCODING_UTF_16 = Rule(
    id="encoding-utf-16",
    severity=Severity.WARNING,
    message="The file is written in {encoding}; a manifest should be in UTF-8.",
    why="Most programs that read manifests cannot read this encoding.",
    fix="Save the file again with the encoding UTF-8.",
)
ENCODING_LATIN_1 = Rule(
    id="encoding-latin-1",
    severity=Severity.WARNING,
    message="The file is not in UTF-8, as the byte {byte} shows, so we read it as Latin-1: this letter as `{letter}`.",
    why="Other programs refuse the file, or show wrong letters in names.",
    fix="Save the file again with the encoding UTF-8, and check the letters that are not plain English ones.",
)
CONTROL_CHARACTER = Rule(
    id="control-character",
    severity=Severity.WARNING,
    message="An invisible control character ({code}) stands here; the file has {count} of them.",
    why="Such characters come from copying out of other programs; nobody sees them, and some programs refuse them.",
    fix="Delete the character, or type this line anew.",
)
CONTROL_CHARACTER_REFUSED = Rule(
    id="control-character-refused",
    severity=Severity.ERROR,
    message="An invisible control character ({code}) stands here, and {syntax} does not allow it.",
    why="Such characters come from copying out of other programs; no reader gets past them.",
    fix="Delete the character, or type this line anew.",
)
BIDI_CHARACTER = Rule(
    id="bidi-character",
    severity=Severity.WARNING,
    message="An invisible character turns the direction of writing here ({code}); the file has {count} of them.",
    why="It can make a reader see another text than the one that stands there, for example another address.",
    fix="Delete the character. Arabic and Hebrew are shown rightly without it.",
)
SYNTAX_OTHER_THAN_NAME = Rule(
    id="syntax-other-than-name",
    severity=Severity.WARNING,
    message="The name says that this file is {said}, but it is written in {found}.",
    why="Programs that go by the name cannot read the file.",
    fix="Give the file the ending `.{ending}`, or write it in {said}.",
)
DUPLICATE_KEY = Rule(
    id="duplicate-key",
    severity=Severity.WARNING,
    message="`{key}` is given again; it stands in line {first_line} already. We use the last one.",
    why="Programs differ in which of the two they use.",
    fix="Delete one of the two; if you mean several values, write them as one list.",
)
