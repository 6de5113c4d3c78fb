# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Schemes and bodies from files: read(write(x)) == x, every fault at its place, and strangers' files."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.certification import reading_rules as rules
from oshmark.certification.body_check import check_body
from oshmark.certification.body_read import read_body
from oshmark.certification.criterion import Criterion, EvidenceKind
from oshmark.certification.file_reader import MAX_BYTES
from oshmark.certification.scheme import Group, Scheme, digest
from oshmark.certification.scheme_check import check_scheme
from oshmark.certification.scheme_diff import difference, in_words
from oshmark.certification.scheme_read import read_scheme
from oshmark.certification.smallest_cast import Case, smallest_cast
from oshmark.certification.table_reader import MAX_ENTRIES, MAX_TEXT, TableReader
from oshmark.certification.written_toml import to_toml
from oshmark.errors import UnreadableError
from oshmark.values.finding import Rule
from tests.certification.made_schemes import schemes
from tests.certification.schemes import BODY, SCHEME

HEAD = 'id = "a"\nversion = "1"\nbody = "b"\n'
CRITERION = HEAD + '[[groups]]\nid = "g"\n[[groups.criteria]]\nid = "c"\n'


@given(schemes())
def test_what_is_written_reads_back_as_the_same_scheme(scheme: Scheme) -> None:
    reading = read_scheme(to_toml(scheme).encode())
    assert reading.findings == []
    assert reading.scheme == scheme


@given(schemes())
def test_the_digest_survives_writing_and_reading(scheme: Scheme) -> None:
    again = read_scheme(to_toml(scheme).encode()).scheme
    assert again is not None
    assert digest(again) == digest(scheme)


@given(schemes(), schemes())
def test_the_digests_of_two_schemes_are_equal_only_if_they_are(one: Scheme, other: Scheme) -> None:
    assert (digest(one) == digest(other)) is (not [c for c in difference(one, other) if c.where != ("state",)])


def test_a_body_reads_back_as_the_same() -> None:
    reading = read_body(to_toml(BODY).encode())
    assert (reading.findings, reading.body) == ([], BODY)


def test_the_scheme_of_the_tests_reads_back_and_is_located() -> None:
    reading = read_scheme(to_toml(SCHEME).encode())
    line, column = reading.document.locate(("groups", 1, "criteria", 2, "measure", "at-most"))
    assert reading.document.text.splitlines()[line - 1].startswith("at-most = 40")
    assert column == 1


def test_a_number_keeps_the_digits_that_were_written() -> None:
    scheme = read_scheme(f'{HEAD}[[levels]]\nid = "x"\nleast-share = 0.70\n'.encode()).scheme
    assert scheme is not None
    assert scheme.levels[0].least_share == Decimal("0.7")


PLANTED: list[tuple[Rule, str, str]] = [
    (rules.KEY_UNKNOWN, HEAD + 'colour = "red"\n', "colour"),
    (rules.KEY_LIKE, HEAD + "comment_days = 3\n", "comment_days"),
    (rules.KEY_LIKE, CRITERION + "gat = true\n", "groups[0].criteria[0].gat"),
    (rules.KEY_MISSING, 'version = "1"\nbody = "b"\n', ""),
    (rules.KEY_MISSING, HEAD + '[[levels]]\ntitle = "T"\n', "levels[0]"),
    (rules.VALUE_TYPE, HEAD + "title = 3\n", "title"),
    (rules.VALUE_TYPE, HEAD + 'term-days = "365"\n', "term-days"),
    (rules.VALUE_TYPE, HEAD + "term-days = 365.5\n", "term-days"),
    (rules.VALUE_TYPE, HEAD + "term-days = true\n", "term-days"),
    (rules.VALUE_TYPE, HEAD + 'levels = "certified"\n', "levels"),
    (rules.VALUE_TYPE, HEAD + 'levels = ["certified"]\n', "levels[0]"),
    (rules.VALUE_TYPE, HEAD + "title = 2026-01-01\n", "title"),
    (rules.VALUE_TYPE, CRITERION + 'gate = "yes"\n', "groups[0].criteria[0].gate"),
    (rules.VALUE_TYPE, HEAD + "subject = 1\n", "subject"),
    (rules.VALUE_CHOICE, HEAD + 'subject = "company"\n', "subject"),
    (
        rules.VALUE_CHOICE,
        CRITERION + 'evidence = [{ kinds = ["oath"] }]\n',
        "groups[0].criteria[0].evidence[0].kinds[0]",
    ),
    (rules.TEXT_TOO_LONG, HEAD + f'title = "{"x" * (MAX_TEXT + 1)}"\n', "title"),
    (rules.UNSEEN_CHARACTERS, HEAD + 'title = "a\\u202Eb"\n', "title"),
    (rules.UNSEEN_CHARACTERS, HEAD + 'title = "a\\u0007b"\n', "title"),
    (rules.TOO_MANY, HEAD + "sources = [" + '"s",' * (MAX_ENTRIES + 1) + "]\n", "sources"),
    (rules.NUMBER_RANGE, HEAD + "term-days = 1000000001\n", "term-days"),
    (rules.NUMBER_RANGE, HEAD + '[[levels]]\nid = "x"\nleast-share = inf\n', "levels[0].least-share"),
    (rules.NUMBER_RANGE, HEAD + '[[levels]]\nid = "x"\nleast-share = nan\n', "levels[0].least-share"),
    (rules.NUMBER_RANGE, HEAD + '[[levels]]\nid = "x"\nleast-share = 0.12345678901234567\n', "levels[0].least-share"),
]


@pytest.mark.parametrize(("rule", "text", "key"), PLANTED)
def test_a_planted_fault_of_reading_is_found_at_its_place(rule: Rule, text: str, key: str) -> None:
    found = read_scheme(text.encode()).findings
    assert [(finding.rule.id, finding.key) for finding in found] == [(rule.id, key)]
    assert found[0].message
    assert found[0].fix


STOPPED: list[tuple[Rule, bytes]] = [
    (rules.EMPTY, b"# nothing\n"),
    (rules.NOT_TEXT, b"PK\x03\x04\x00\x00"),
    (rules.TOO_LARGE, b"#" * (MAX_BYTES + 1)),
    (rules.TOO_DEEP, HEAD.encode() + b"x = " + b"[" * 100 + b"]" * 100),
]


@pytest.mark.parametrize(("rule", "raw"), STOPPED)
def test_what_stops_us_is_said_in_words_of_a_scheme(rule: Rule, raw: bytes) -> None:
    with pytest.raises(UnreadableError) as stopped:
        read_scheme(raw)
    assert stopped.value.finding.rule is rule
    assert "manifest" not in stopped.value.finding.message


def test_broken_toml_is_said_with_its_place() -> None:
    with pytest.raises(UnreadableError) as stopped:
        read_scheme(b'id = "a"\ntitle = "open\n')
    assert stopped.value.finding.at is not None
    assert stopped.value.finding.at[0] == 2


def test_every_rule_of_reading_is_planted() -> None:
    every = {rule.id for rule in vars(rules).values() if isinstance(rule, Rule)}
    assert {rule.id for rule, _, _ in PLANTED} | {rule.id for rule, _ in STOPPED} == every


def test_all_faults_of_a_file_are_said_at_once_and_the_rest_is_read() -> None:
    reading = read_scheme((CRITERION + 'gat = true\nweight = "much"\ntitle = "T"\n').encode())
    assert [finding.rule.id for finding in reading.findings] == ["scheme:key-like", "scheme:value-type"]
    assert reading.scheme is not None
    assert reading.scheme.groups == (Group(id="g", criteria=(Criterion(id="c", title="T"),)),)


def test_without_its_id_there_is_no_scheme_but_all_findings() -> None:
    reading = read_scheme(b'version = "1"\ncolour = 3\n')
    assert reading.scheme is None
    assert [finding.rule.id for finding in reading.findings] == [
        "scheme:key-unknown",
        "scheme:key-missing",
        "scheme:key-missing",
    ]


def test_several_lines_may_be_blank_around_a_text() -> None:
    reading = read_scheme((HEAD + 'title = """\r\n\r\n  A\r\nB \r\n"""\n').encode())
    assert reading.scheme is not None
    assert reading.scheme.title == "A\nB"


def test_joiners_that_a_language_needs_are_kept() -> None:
    reading = read_scheme((HEAD + 'title = "می\u200cشود"\n').encode())
    assert reading.findings == []


KEYS = st.sampled_from(
    [
        "id",
        "version",
        "body",
        "title",
        "groups",
        "criteria",
        "levels",
        "evidence",
        "kinds",
        "rubric",
        "measure",
        "gates",
    ]
) | st.text(max_size=6)
PLAIN: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, PLAIN, max_size=6))
def test_whatever_a_table_holds_reading_and_checking_end_in_findings(table: dict[str, Any]) -> None:
    reader = TableReader()
    scheme = reader.read(Scheme, {"id": "a", "version": "1", "body": "b", **table})
    assert all(finding.message for finding in reader.findings)
    for case in Case if scheme else ():
        assert smallest_cast(scheme or SCHEME, case).people >= 1
    found = check_scheme(scheme, BODY) if scheme else []
    assert all(finding.message and finding.key is not None for finding in found)
    assert all(in_words(change) for change in difference(SCHEME, scheme or SCHEME))


@given(st.binary(max_size=300))
def test_whatever_a_file_holds_it_is_read_or_refused(raw: bytes) -> None:
    with suppress(UnreadableError):
        reading = read_body(raw)
        assert all(finding.message for finding in reading.findings)
        assert reading.body is None or check_body(reading.body)


def test_kinds_of_evidence_are_alternatives_within_one_entry() -> None:
    text = (
        CRITERION
        + 'evidence = [{ kinds = ["file", "link"], what = "x" }, { kinds = ["video"], what = "y", least = 2 }]\n'
    )
    scheme = read_scheme(text.encode()).scheme
    assert scheme is not None
    assert scheme.criteria[0].kinds == {EvidenceKind.FILE, EvidenceKind.LINK, EvidenceKind.VIDEO}
    assert [asked.least for asked in scheme.criteria[0].evidence] == [1, 2]
