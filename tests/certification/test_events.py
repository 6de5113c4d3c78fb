# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The closed list of what can happen, and that what was written once can be read for ever."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.certification.commitment import Commitment, Said
from oshmark.certification.event_data.form import Form
from oshmark.certification.event_data.parties import RelationEnded, RelationKind
from oshmark.certification.events import FORMS, Kind, decode, read
from oshmark.certification.roles import Role
from oshmark.credential.commitments import check_commitment, commitments_in
from oshmark.credential.events import GENESIS, make_event
from oshmark.errors import StateError
from tests.certification.story import tell
from tests.certification.world import START, World, salt

WRITTEN = Path(__file__).parent / "data" / "events_v1.json"
"""One event of each kind, as it was written on the day of its first version. Nothing in it ever changes."""


def written() -> dict[str, dict[str, Any]]:
    found = msgspec.json.decode(WRITTEN.read_bytes())
    assert isinstance(found, dict)
    return found


def test_ids_are_for_ever() -> None:
    assert set(written()) == {kind.value for kind in Kind}
    assert len(written()) == 81


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
def test_what_was_written_once_is_read_for_ever(kind: Kind) -> None:
    """§0a: old versions are read for ever."""
    data = written()[kind.value]
    form = decode(kind.value, 1, data)
    assert type(form) is FORMS[kind][-1]
    if len(FORMS[kind]) == 1:
        assert msgspec.json.decode(msgspec.json.encode(form)) == data


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
def test_a_kind_is_named_by_what_it_is_about_and_what_happened(kind: Kind) -> None:
    assert re.fullmatch(r"certification:[a-z]+:[a-z-]+", kind.value)
    assert all(issubclass(form, Form) for form in FORMS[kind])
    assert all(callable(getattr(form, "later", None)) for form in FORMS[kind][:-1])


def test_every_event_says_the_role_of_its_actor() -> None:
    assert all(Role(data["role"]) for data in written().values())


@pytest.mark.parametrize(
    ("kind", "schema", "data"),
    [
        ("certification:application:eaten", 1, {}),
        ("certification:application:accepted", 0, {"role": "registrar", "reason": "So."}),
        ("certification:application:accepted", 2, {"role": "registrar", "reason": "So."}),
        ("certification:application:accepted", 1, {"role": "registrar"}),
        ("certification:application:accepted", 1, {"role": "emperor", "reason": "So."}),
        ("certification:application:accepted", 1, {"role": "registrar", "reason": ""}),
        ("certification:application:accepted", 1, {"role": "registrar", "reason": "So.", "more": 1}),
        ("certification:application:accepted", 1, {"role": "registrar", "reason": "So.", "minutes": -1}),
    ],
)
def test_what_no_form_can_hold_is_not_read(kind: str, schema: int, data: dict[str, Any]) -> None:
    with pytest.raises(StateError):
        decode(kind, schema, data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(Kind), st.dictionaries(st.text(max_size=8), JSON, max_size=4))
def test_whatever_stands_in_a_log_is_read_or_refused(kind: Kind, data: dict[str, Any]) -> None:
    with suppress(StateError):
        assert isinstance(decode(kind.value, 1, data), FORMS[kind])


def test_events_of_other_areas_are_passed_over() -> None:
    event = make_event(1, "library:module:gone", at=START, actor="a", subject="s", data={}, before=GENESIS)
    assert read([event]) == ()


def test_an_older_form_is_read_as_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    class Older(Form, frozen=True, kw_only=True):
        pair: tuple[str, str]

        def later(self) -> RelationEnded:
            one, other = self.pair
            return RelationEnded(role=self.role, one=one, other=other, relation=RelationKind.OTHER)

    monkeypatch.setitem(FORMS, Kind.RELATION_ENDED, (Older, RelationEnded))
    old = decode(Kind.RELATION_ENDED.value, 1, {"role": "registrar", "pair": ["ben", "kim"]})
    new = {"role": "registrar", "one": "ben", "other": "kim", "relation": "other"}
    assert old == decode(Kind.RELATION_ENDED.value, 2, new)


PERSONAL = {"name", "contact", "statement", "text", "plan", "grounds", "message", "note", "guest", "comment", "changes"}
"""Fields that hold what people say about themselves or others in their own words, and names."""


def test_what_is_personal_is_committed_to_and_not_written_down() -> None:
    """§7: an immutable log, and the right to be forgotten."""
    open_names = {"Measured", "About", "BodyRecognised"}  # a unit or method, a product, another body
    for forms in FORMS.values():
        for form in forms:
            for name, hint in get_type_hints(form).items():
                if name in PERSONAL and form.__name__ not in open_names:
                    assert Commitment in {hint, *get_args(hint)}, f"{form.__name__}.{name}"


def test_nobody_can_be_found_in_the_log_by_their_words() -> None:
    world = World()
    tell(world)
    log = msgspec.json.encode(world.events)
    for words in ("Kestrel Works", "We do files", "Look at page 3", "It fell apart", "Mara of another body", "School"):
        assert words.encode() not in log


def test_a_commitment_is_one_that_the_log_knows_and_can_be_shown_to_hold() -> None:
    said = Said("Kim of Zwolle", salt("kim"))
    [found] = commitments_in(msgspec.to_builtins({"name": said.committed("name")}))
    check_commitment(found, "name", "Kim of Zwolle", salt("kim"))
    assert said.words == 3
    assert Said(" \n", b"").words == 0
