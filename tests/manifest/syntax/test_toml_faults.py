# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each way to break TOML, with the rule and the exact place that the maker is told."""

from __future__ import annotations

import pytest

from oshmark.errors import UnreadableError
from oshmark.manifest.syntax import read_document

FAULTS = [
    ("a = 1\na = 2\n", "toml-repeated-key", (2, 1)),
    ("[a]\nx = 1\n[a]\ny = 2\n", "toml-repeated-key", (3, 2)),
    ("a.b.c = 1\na.b = 2\n", "toml-repeated-key", (2, 3)),
    ("[[part]]\nname = '1'\n[part]\n", "toml-repeated-key", (3, 2)),
    ("name = My printer\n", "toml-missing-quotes", (1, 8)),
    ('organisation = Poppy"\n', "toml-missing-quotes", (1, 16)),
    ('x = ["a", b]\n', "toml-missing-quotes", (1, 11)),
    ("license = <none>\n", "toml-missing-quotes", (1, 11)),
    ("x = \n", "toml-missing-value", (1, 5)),
    ("x = # later\n", "toml-missing-value", (1, 5)),
    ("x = null\n", "toml-missing-value", (1, 5)),
    ("x = True\n", "toml-boolean", (1, 5)),
    ("x = yes\n", "toml-boolean", (1, 5)),
    ("version = 1.2.3\n", "toml-number", (1, 14)),
    ("mass = 5 kg\n", "toml-number", (1, 8)),
    ("x = 007\n", "toml-number", (1, 5)),
    ("x = .5\n", "toml-number", (1, 5)),
    ("x = 1e999\n", "number-too-large", (1, 5)),
    (f"x = {'9' * 5000}\n", "number-too-large", (1, 5)),
    ("d = 2021-02-30\n", "toml-date", (1, 5)),
    ("d = 2021-2-3\n", "toml-date", (1, 5)),
    ("d = 0000-01-01\n", "toml-date", (1, 5)),
    ('name = "abc\nb = 1\n', "toml-unclosed-string", (1, 8)),
    ('name = "abc\ndef"\n', "toml-unclosed-string", (1, 8)),
    ("name = 'abc\ndef'\n", "toml-unclosed-string", (1, 8)),
    ('a = 1\nname = """abc\nb = 1\n', "toml-unclosed-string", (2, 8)),
    ("name = '''abc\nb = 1\n", "toml-unclosed-string", (1, 8)),
    ("x = [1, 2\ny = 3\n", "toml-unclosed-array", (1, 5)),
    ('a = 1\nx = [\n"a",\n"b"\n[t]\n', "toml-unclosed-array", (2, 5)),
    ('x = ["a",\ny = 1\n', "toml-unclosed-array", (1, 5)),
    ("x = [1, 2\n", "toml-unclosed-array", (1, 5)),
    ("x = {a = 1\ny = 2\n", "toml-unclosed-table", (1, 5)),
    ("[a\nx = 1\n", "toml-header", (1, 1)),
    ("[a b]\n", "toml-header", (1, 1)),
    ("[[a]\n", "toml-header", (1, 1)),
    ("[a] b\n", "toml-header", (1, 5)),
    ("[]\n", "toml-header", (1, 1)),
    ('licensor = "A","B"\n', "toml-comma-outside-brackets", (1, 15)),
    ('okhv = ""OKH""\n', "toml-doubled-quotes", (1, 8)),
    ("x = “A”\n", "toml-typographic-quotes", (1, 5)),
    ("x = „A“\n", "toml-typographic-quotes", (1, 5)),
    ('a = 1\nkey: "value"\n', "toml-colon", (2, 4)),
    ('x = {"a": 1}\n', "toml-colon", (1, 9)),
    ("a = 1\njust text\n", "toml-missing-equals", (2, 1)),
    ("a = 1\n- item\n", "toml-missing-equals", (2, 1)),
    ("my key = 1\n", "toml-key", (1, 1)),
    ("naïve = 1\n", "toml-key", (1, 1)),
    ("= 3\n", "toml-missing-key", (1, 1)),
    ("a = 1\n]\n", "toml-missing-key", (2, 1)),
    ("a = [1\n2]\n", "toml-missing-comma", (2, 1)),
    ('x = ["a" "b"]\n', "toml-missing-comma", (1, 10)),
    ("x = {a = 1 b = 2}\n", "toml-missing-comma", (1, 12)),
    ("x = [1,,2]\n", "toml-extra-comma", (1, 8)),
    ('x = "\\q"\n', "toml-backslash", (1, 6)),
    ('x = "C:\\new\\Users"\n', "toml-backslash", (1, 12)),
    ('x = "5" screw"\n', "toml-after-value", (1, 9)),
    ("x = 'it's'\n", "toml-after-value", (1, 9)),
    ("a = 1\rb = 2\n", "toml-carriage-return", (1, 6)),
    ("x =\u00a01\n", "toml-special-blank", (1, 4)),
    ("\u200bx = 1\n", "toml-special-blank", (1, 1)),
    ('x = "a\x01b"\n', "control-character-refused", (1, 7)),
    ('x = "a\x7fb"\n', "control-character-refused", (1, 7)),
    ("x == 1\n", "toml-broken", (1, 4)),
    # Characters beyond the first plane, tabs and CRLF before the place are one column each, and no column.
    ('x = "é😀" y\n', "toml-after-value", (1, 10)),
    ("\tx\t=\tyes\n", "toml-boolean", (1, 6)),
    ('a = "😀"\r\nb = yes\r\n', "toml-boolean", (2, 5)),
]


@pytest.mark.parametrize(("text", "rule", "at"), FAULTS)
def test_it_says_what_is_wrong_and_where(text: str, rule: str, at: tuple[int, int]) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(text.encode(), name="okh.toml")

    finding = caught.value.finding
    assert (finding.rule.id, finding.at) == (rule, at)
    assert finding.message
    assert finding.fix


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        (
            'image = "a"\n\nimage = "b"',
            "`image` is given a second time; it stands in line 1 already.",
            "`image = […, …]`",
        ),
        ("[a]\nb.c = 1\nb.c = 2", "`a.b.c` is given a second time; it stands in line 2 already.", "`c = […, …]`"),
        ('licensor = "A","B" # both', "stand after `licensor =` without", '`licensor = ["A","B"]`'),
        ("name = My printer # new", "The text `My printer` must", '`"My printer"`'),
        ('okhv = ""OKH""', "begins with two quotes", '`"OKH"`'),
        ("key: value\na = 1", "A colon stands after `key`", "`key = value`"),
        ("made = No", "`No` is neither", "Write `false`"),
        ("n = \u202eabc", "(U+202E) stands here", "Delete it"),
    ],
)
def test_it_names_the_facts_and_the_way_out(text: str, message: str, fix: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(text.encode(), name="okh.toml")

    assert message in caught.value.finding.message
    assert fix in str(caught.value.finding.fix)


def test_a_very_long_line_is_shortened_in_the_message() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(b"name = " + b"word " * 100_000, name="okh.toml")

    assert len(caught.value.finding.message) < 200


def test_a_fault_after_a_mended_list_is_placed_in_the_text_as_it_is() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_document(b"a = 1, 2\nb = 3 , 4 # c\nc = yes\n", name="okh.toml")

    assert (caught.value.finding.rule.id, caught.value.finding.at) == ("toml-boolean", (3, 5))
