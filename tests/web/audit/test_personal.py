# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the log says of persons can be erased, and the log stays what it was."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from oshmark.credential.events import Kind, verify_chain
from oshmark.errors import BrokenChainError, RefusedError
from oshmark.web.audit import models
from oshmark.web.audit.actions import read_log
from oshmark.web.audit.personal import Absent, erase, open_events
from oshmark.web.log.rooms import rebuild_all
from tests.web.audit.conftest import add_person, later

pytestmark = pytest.mark.usefixtures("log_of_a_site")


def names() -> list[object]:
    return [data["who"] for data in open_events(list(read_log())) if "who" in data]


def test_the_log_holds_a_commitment_and_the_content_stands_beside_it() -> None:
    add_person("p1", "Wilma")
    [event] = read_log()
    assert set(event.data["who"]) == {"commitment"}
    assert "Wilma" not in models.Event.objects.get().data
    assert names() == [{"name": "Wilma"}]


def test_two_commitments_to_the_same_have_nothing_in_common() -> None:
    add_person("p1", "Wilma")
    add_person("p1", "Wilma")
    one, other = (event.data["who"]["commitment"] for event in read_log())
    assert one != other


def test_an_erased_person_is_erased_everywhere_and_others_stay() -> None:
    for number, name in enumerate(("Wilma", "Fred", "Wilma again")):
        add_person("p2" if name == "Fred" else "p1", name, now=later(number))
    before = list(read_log())
    assert erase("p1", reason="she asked for it", actor="tests", now=later(9)) == 2
    assert names() == [Absent.ERASED, {"name": "Fred"}, Absent.ERASED]
    after = list(read_log())
    assert after[:3] == before
    assert verify_chain(after) == after[-1].hash
    assert after[-1].kind == Kind.ERASED
    assert (after[-1].subject, after[-1].data["reason"], len(after[-1].data["commitments"])) == (
        "p1",
        "she asked for it",
        2,
    )
    gone = models.PersonalPart.objects.filter(person="p1")
    assert {(row.salt, row.content, row.erased_at) for row in gone} == {(None, None, later(9))}


def test_an_erased_person_stays_erased_when_everything_is_made_anew() -> None:
    add_person("p1", "Wilma")
    erase("p1", reason="she asked for it", actor="tests", now=later(1))
    models.Event.objects.filter(kind="library:licence:allowed").get()
    rebuild_all()
    assert names() == [Absent.ERASED]


@pytest.mark.parametrize(("person", "reason"), [("nobody", "why"), ("p1", " "), ("p1", "")])
def test_nobody_is_erased_without_a_reason_or_without_being_there(person: str, reason: str) -> None:
    add_person("p1", "Wilma")
    with pytest.raises(RefusedError):
        erase(person, reason=reason, actor="tests", now=later(1))
    assert names() == [{"name": "Wilma"}]


def test_nobody_is_erased_twice() -> None:
    add_person("p1", "Wilma")
    erase("p1", reason="she asked for it", actor="tests", now=later(1))
    with pytest.raises(RefusedError):
        erase("p1", reason="again", actor="tests", now=later(2))


@pytest.mark.parametrize(
    "changed",
    [{"content": '{"name":"Fred"}'}, {"content": "{"}, {"purpose": "evaluator"}, {"salt": bytes(32)}, {"salt": b""}],
)
def test_a_content_that_was_changed_is_told(changed: dict[str, object]) -> None:
    add_person("p1", "Wilma")
    models.PersonalPart.objects.update(**changed)
    with pytest.raises(BrokenChainError, match="committed"):
        names()


def test_a_part_without_its_content_is_not_here() -> None:
    add_person("p1", "Wilma")
    models.PersonalPart.objects.all().delete()
    assert names() == [Absent.NOT_HERE]


@pytest.mark.parametrize("half", [{"salt": None}, {"content": None}, {"erased_at": later(1)}])
def test_the_database_keeps_no_half_erased_part(half: dict[str, object]) -> None:
    add_person("p1", "Wilma")
    with pytest.raises(IntegrityError), transaction.atomic():
        models.PersonalPart.objects.update(**half)
