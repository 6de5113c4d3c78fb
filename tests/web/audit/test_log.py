# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log in the database: written once, read as it was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, transaction

from oshmark.credential.events import GENESIS, verify_chain
from oshmark.errors import BrokenChainError
from oshmark.library.events import Kind
from oshmark.web.audit import actions, models
from oshmark.web.audit.actions import Log, position, read_log

NOW = datetime(2026, 11, 20, 8, 30, 0, 1, tzinfo=UTC)
DATA = {"reason": 'ü \u2028 \U0001f426 \x00 \\ "', "deep": {"b": [1, None, True, 1.5], "a": {}}, "large": 2**53}

pytestmark = pytest.mark.django_db


def write(*subjects: str, now: datetime = NOW) -> None:
    log = Log(actor="tests", now=now)
    for subject in subjects:
        log.append(Kind.ADMITTED, subject, dict(DATA))
    log.write()


def test_an_empty_log_has_no_position() -> None:
    assert (position(), list(read_log())) == (0, [])


def test_events_are_read_as_they_were_written() -> None:
    log = Log(actor="ü", now=NOW)
    written = [log.append(kind, f"/m/{kind.name}", dict(DATA)) for kind in Kind]
    assert list(read_log()) == []
    log.write()
    assert list(read_log()) == written
    assert written[0].before == GENESIS
    assert verify_chain(read_log()) == written[-1].hash


def test_a_second_act_goes_on_where_the_first_one_ended() -> None:
    write("a", "b")
    write("c", now=NOW + timedelta(days=1))
    assert [(event.number, event.subject) for event in read_log()] == [(1, "a"), (2, "b"), (3, "c")]
    assert [event.number for event in read_log(after=1)] == [2, 3]
    assert position() == 3
    assert verify_chain(read_log())


def test_writing_twice_writes_once() -> None:
    log = Log(actor="tests", now=NOW)
    log.append(Kind.ADMITTED, "a", {})
    log.write()
    log.write()
    assert position() == 1


def test_a_clock_of_another_time_zone_makes_a_chain_that_fits() -> None:
    write("a", now=NOW.astimezone(timezone(timedelta(hours=-3))))
    assert verify_chain(read_log())


def test_who_wrote_in_between_makes_the_other_one_fail() -> None:
    slow = Log(actor="slow", now=NOW)
    write("a")
    slow.append(Kind.ADMITTED, "b", {})
    with pytest.raises(IntegrityError), transaction.atomic():
        slow.write()
    assert [event.subject for event in read_log()] == ["a"]
    assert verify_chain(read_log())


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "library:release:invented"), ("kind", ""), ("data", "{"), ("data", "[]"), ("data", "")],
)
def test_a_row_that_is_no_event_is_a_broken_chain(field: str, value: str) -> None:
    write("a", "b")
    models.Event.objects.filter(number=2).update(**{field: value})
    with pytest.raises(BrokenChainError, match="Event 2 of the log cannot be read"):
        verify_chain(read_log())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "library:release:quarantined"),
        ("schema", 2),
        ("at", "2026-11-20 08:30:00.000002+00:00"),
        ("actor", "somebody"),
        ("subject", "B"),
        ("data", "{}"),
        ("before", "0" * 64),
        ("hash", "0" * 64),
        ("number", 4),
    ],
)
def test_any_changed_column_is_a_broken_chain(field: str, value: object) -> None:
    write("a", "b", "c")
    models.Event.objects.filter(number=2).update(**{field: value})
    with pytest.raises(BrokenChainError, match="Event 2 of the log does not fit"):
        verify_chain(read_log())


def test_there_is_no_function_that_changes_or_deletes_an_event() -> None:
    assert [name for name in vars(actions) if "delete" in name or "update" in name or "change" in name] == []
    assert [name for name in vars(Log) if not name.startswith("_")] == ["append", "personal", "keep", "write"]
