# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The chain of events: whatever is changed in it shows."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.credential.events import GENESIS, SCHEMA, Event, make_event, verify_chain
from oshmark.errors import BrokenChainError
from oshmark.library.events import Kind

AT = datetime(2026, 11, 20, 8, 30, 0, 123456, tzinfo=UTC)

KINDS = {
    "ADMITTED": "library:release:admitted",
    "QUARANTINED": "library:release:quarantined",
    "REFUSED": "library:manifest:refused",
    "CHANGE_NOTICED": "library:release:change-noticed",
    "LICENCE_ALLOWED": "library:licence:allowed",
    "OPTED_OUT": "library:module:opted-out",
    "TAKEN_DOWN": "library:module:taken-down",
    "WITHDRAWAL_LIFTED": "library:module:withdrawal-lifted",
    "MOVED": "library:module:moved",
    "GONE": "library:module:gone",
    "BACK": "library:module:back",
    "AGENTS_MERGED": "library:agent:merged",
    "AGENT_SPLIT": "library:agent:split",
}
"""Ids are for ever: this table grows, and nothing in it changes."""


def chain(length: int) -> list[Event]:
    events: list[Event] = []
    before = GENESIS
    for number in range(1, length + 1):
        event = make_event(
            number,
            list(Kind)[number % len(Kind)],
            at=AT + timedelta(seconds=number),
            actor="command line",
            subject=f"/m/git.example.org/lark/-/v/{number}",
            data={
                "digest": f"{number:064x}",
                "module": {"host": "git.example.org", "path": "lark"},
                "reason": "ü \u2028",
            },
            before=before,
        )
        events.append(event)
        before = event.hash
    return events


def test_kinds_are_a_closed_list_that_never_changes() -> None:
    assert {kind.name: kind.value for kind in Kind} == KINDS
    assert SCHEMA == 1


def test_the_hash_of_an_event_never_changes() -> None:
    event = make_event(
        1, Kind.ADMITTED, at=AT, actor="a", subject="s", data={"b": 1, "a": [None, True, "ü"]}, before=GENESIS
    )
    parts = [
        1,
        "library:release:admitted",
        1,
        "2026-11-20T08:30:00.123456Z",
        "a",
        "s",
        {"a": [None, True, "ü"], "b": 1},
    ]
    written = json.dumps([*parts, "0" * 64], ensure_ascii=False, separators=(",", ":"))
    assert event.hash == hashlib.sha256(written.encode()).hexdigest()
    assert event.hash == "536cdbd73e27adce21a47e1ca4b61d9503f4f558114687df4127db5f013005c5"


def test_an_empty_chain_ends_where_it_begins() -> None:
    assert verify_chain([]) == GENESIS


def test_a_chain_fits_and_gives_its_last_hash() -> None:
    events = chain(7)
    assert verify_chain(events) == events[-1].hash
    assert verify_chain(events[3:], before=events[2].hash, first=4) == events[-1].hash


def test_the_order_of_keys_does_not_matter() -> None:
    one, other = (
        make_event(1, Kind.ADMITTED, at=AT, actor="a", subject="s", data=data, before=GENESIS)
        for data in ({"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"d": 3, "c": 2}, "a": 1})
    )
    assert one.hash == other.hash


def test_the_time_zone_of_the_clock_does_not_matter() -> None:
    here = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    one, other = (
        make_event(1, Kind.ADMITTED, at=at, actor="a", subject="s", data={}, before=GENESIS) for at in (AT, here)
    )
    assert (one.at.tzinfo, other.at.tzinfo) == (UTC, UTC)
    assert one.hash == other.hash


def test_an_event_survives_being_written_and_read() -> None:
    events = chain(5)
    assert verify_chain(msgspec.json.decode(msgspec.json.encode(events), type=list[Event])) == events[-1].hash


def other_value(value: Any) -> Any:
    match value:
        case Kind():
            return next(kind for kind in Kind if kind is not value)
        case int():
            return value + 1
        case datetime():
            return value + timedelta(microseconds=1)
        case dict():
            return value | {"digest": "0" * 64}
        case _:
            return value[:-1] + ("1" if value[-1] == "0" else "0")


@given(st.integers(0, 6), st.sampled_from(Event.__struct_fields__))
def test_any_changed_field_of_any_event_breaks_the_chain(place: int, field: str) -> None:
    events = chain(7)
    changed = other_value(getattr(events[place], field))
    events[place] = msgspec.structs.replace(events[place], **{field: changed})
    with pytest.raises(BrokenChainError):
        verify_chain(events)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4), st.dictionaries(st.text(max_size=5), JSON, max_size=4))
def test_other_data_has_another_hash(one: dict[str, Any], other: dict[str, Any]) -> None:
    hashes = [
        make_event(1, Kind.ADMITTED, at=AT, actor="a", subject="s", data=data, before=GENESIS).hash
        for data in (one, other)
    ]
    same = msgspec.json.encode(one, order="sorted") == msgspec.json.encode(other, order="sorted")
    assert (hashes[0] == hashes[1]) == same


@given(st.dictionaries(st.text(max_size=5), JSON, max_size=4))
def test_data_that_went_through_json_has_the_same_hash(data: dict[str, Any]) -> None:
    event = make_event(1, Kind.ADMITTED, at=AT, actor="a", subject="s", data=data, before=GENESIS)
    read = msgspec.structs.replace(event, data=msgspec.json.decode(msgspec.json.encode(data, order="sorted")))
    assert verify_chain([read]) == event.hash


@given(st.integers(0, 5))
def test_a_removed_event_breaks_the_chain(place: int) -> None:
    events = chain(7)
    del events[place]
    with pytest.raises(BrokenChainError):
        verify_chain(events)


def test_removed_last_events_show_to_whoever_has_the_last_hash() -> None:
    events = chain(7)
    assert verify_chain(events[:-1]) != events[-1].hash


@given(st.integers(0, 7), st.integers(0, 6))
def test_an_event_put_in_breaks_the_chain(place: int, copied: int) -> None:
    events = chain(7)
    events.insert(place, events[copied])
    with pytest.raises(BrokenChainError):
        verify_chain(events)


@given(st.integers(0, 6), st.integers(0, 6))
def test_events_in_another_order_break_the_chain(one: int, other: int) -> None:
    events = chain(7)
    events[one], events[other] = events[other], events[one]
    if one == other:
        assert verify_chain(events) == events[-1].hash
        return
    with pytest.raises(BrokenChainError):
        verify_chain(events)


def test_a_forged_event_with_a_right_hash_breaks_the_chain_at_the_next_one() -> None:
    events = chain(7)
    old = events[3]
    events[3] = make_event(
        4, old.kind, at=old.at, actor="somebody else", subject=old.subject, data=old.data, before=old.before
    )
    with pytest.raises(BrokenChainError, match="Event 5 of the log"):
        verify_chain(events)
