# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A scheme as a value: its digest, its levels, what each level asks for."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from oshmark.certification.criterion import Occasion
from oshmark.certification.scheme import (
    Activity,
    Level,
    Openness,
    SchemeState,
    SubjectKind,
    asked,
    criterion_of,
    digest,
    level_of,
)
from oshmark.certification.scheme_check import check_scheme
from oshmark.certification.written import canonical, is_id, plain_number
from tests.certification.schemes import BODY, SCHEME, changed, criterion, with_criteria

FOUR = tuple(
    Level(id=name, title=name, meaning=name, least_share=Decimal(share))
    for name, share in (("listed", "0.1"), ("self-declared", "0.3"), ("evaluated", "0.6"), ("certified", "0.9"))
)


def test_nothing_is_wrong_with_the_scheme_that_the_tests_change() -> None:
    assert check_scheme(SCHEME, BODY) == []


def test_c_1_a_scheme_with_four_levels_works_as_one_with_one() -> None:
    upper = criterion("records", from_level="evaluated")
    scheme = with_criteria(upper, levels=FOUR)
    assert check_scheme(scheme, BODY) == []
    assert [len(asked(scheme, level.id)) for level in FOUR] == [5, 5, 6, 6]
    assert len(asked(SCHEME, "certified")) == 5
    assert level_of(scheme, "evaluated") == FOUR[2]


def test_a_level_that_the_scheme_does_not_have_asks_for_nothing_and_is_none() -> None:
    assert asked(SCHEME, "gold") == ()
    assert level_of(SCHEME, "gold") is None
    assert criterion_of(SCHEME, "gold") is None


@pytest.mark.parametrize("kind", list(SubjectKind))
def test_c_2_every_kind_of_subject_can_have_a_scheme(kind: SubjectKind) -> None:
    groups = tuple(group for group in changed().groups if group.id == "use")
    scheme = changed(subject=kind, groups=groups, gates=())
    said = {finding.rule.id for finding in check_scheme(scheme)}
    assert said == set()


def test_c_8_two_applicants_under_one_version_get_the_same_list() -> None:
    assert asked(SCHEME, "certified") == asked(changed(), "certified") == SCHEME.criteria
    assert digest(SCHEME) == digest(changed())


def test_c_13_selling_kits_and_immersion_education_are_separate_scopes() -> None:
    both = (Activity(id="kit-selling", title="Kits"), Activity(id="immersion-education", title="Teaching"))
    scheme = changed(activities=both)
    assert check_scheme(scheme, BODY) == []
    assert len({activity.id for activity in scheme.activities}) == 2


def test_what_belongs_to_the_surveillance_is_not_asked_of_an_applicant() -> None:
    later = criterion("delivered", occasions=(Occasion.SURVEILLANCE,))
    scheme = with_criteria(later)
    assert later not in asked(scheme, "certified")
    assert asked(scheme, "certified", Occasion.SURVEILLANCE) == (later,)
    assert later not in asked(scheme, "certified", Occasion.RENEWAL)


def test_the_digest_is_that_of_the_first_day() -> None:
    assert digest(SCHEME) == "sha256:9c6f2d9ad63141e413cec6bfda6dbf71f4ba504b42ef8277fb0a2bd210ef03da"


def test_publishing_leaves_the_digest_as_it_was_for_the_comments() -> None:
    assert digest(changed(state=SchemeState.PUBLISHED)) == digest(SCHEME)


@pytest.mark.parametrize("key", ["id", "version", "title", "scope", "goal", "body"])
def test_every_other_change_has_another_digest(key: str) -> None:
    assert digest(msgspec.structs.replace(SCHEME, **{key: "other"})) != digest(SCHEME)


def test_what_equals_its_default_is_not_in_the_canonical_form() -> None:
    written_out = changed(openness=Openness(), idle_days=180, fees=())
    assert canonical(written_out) == canonical(SCHEME)
    assert b"idle-days" not in canonical(SCHEME)


@pytest.mark.parametrize(
    ("number", "text"), [("0.50", "0.5"), ("0", "0"), ("-0", "0"), ("1E+2", "100"), ("100", "100"), ("1.10", "1.1")]
)
def test_a_number_has_one_way_of_being_written(number: str, text: str) -> None:
    assert plain_number(Decimal(number)) == text


@pytest.mark.parametrize("text", ["a", "a-b.c", "3105", "a" * 64])
def test_ids_are_small_and_plain(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "A", "a b", "-a", "a-", "a--b", "ä", "a/b", "a" * 65, "a\n"])
def test_other_texts_are_no_ids(text: str) -> None:
    assert not is_id(text)
