# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two at the same moment: one is first, the other is told so, and the log has it once."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail

from oshmark.certification.events import Kind
from oshmark.label.number import draw_number
from oshmark.web.audit import numbers
from oshmark.web.audit.models import Event
from oshmark.web.certification.models import CertificateRow
from oshmark.web.log.rooms import wrong_tables
from oshmark.web.workplaces.letters.mailing import send_pending
from oshmark.web.workplaces.models import Notice
from tests.web.at_once import at_once
from tests.web.workplaces.office import REASON

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.workplaces.office import Office

pytestmark = pytest.mark.django_db(transaction=True)


def sent_at_once(office: Office, *asked: tuple[str, str, dict[str, Any]]) -> list[int]:
    """Send forms at the same moment; the answers."""
    found = at_once(*(partial(office.browsers[name].post, address, fields) for name, address, fields in asked))
    return sorted(response.status_code for response in found if not isinstance(response, str))


def count(kind: Kind) -> int:
    return Event.objects.filter(kind=kind.value).count()


def test_of_two_decisions_at_once_one_wins(office: Office) -> None:
    office.to_evaluating()
    office.judge_all()
    office.send("Ada", office.at("conclude"))
    office.send("Eli", office.at("review"), recommends="grant", reason=REASON)
    granted = {"decision": "grant", "reason": REASON, "level": "certified", "scope": list(office.case.scope)}
    refused = {"decision": "refuse", "reason": REASON}
    there = office.at("decide")
    assert sent_at_once(office, ("Eli", there, granted), ("Eli", there, refused)) == [303, 409]
    assert count(Kind.GRANTED) + count(Kind.REFUSED) == 1


def test_of_two_certificates_at_once_one_is_issued(office: Office) -> None:
    office.to_evaluating()
    office.judge_all()
    office.decide()
    there = office.at("issue")
    assert sent_at_once(office, ("Ada", there, {}), ("Ada", there, {})) == [303, 409]
    assert count(Kind.ISSUED) == 1


def test_what_is_sent_twice_by_a_double_click_happens_once(office: Office) -> None:
    office.apply()
    office.write()
    there = office.at("submit")
    assert sent_at_once(office, *[("Alice", there, {"acknowledged": "on"})] * 3) == [303, 409, 409]
    assert count(Kind.SUBMITTED) == 1


def test_of_a_decision_and_a_withdrawal_at_once_one_wins(office: Office) -> None:
    office.to_evaluating()
    office.judge_all()
    office.send("Ada", office.at("conclude"))
    office.send("Eli", office.at("review"), recommends="grant", reason=REASON)
    refused = ("Eli", office.at("decide"), {"decision": "refuse", "reason": REASON})
    gone = ("Alice", office.at("withdraw"), {"reason": REASON})
    assert sent_at_once(office, refused, gone) == [303, 409]
    assert count(Kind.REFUSED) + count(Kind.APPLICATION_WITHDRAWN) == 1


def test_two_certificates_at_once_get_two_numbers(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both draw the same number first: who comes second sees that it is taken, and draws another one."""
    cases = []
    for _count in range(2):
        office.to_evaluating()
        office.judge_all()
        office.decide()
        cases.append(office.at("issue"))
    drawn = threading.local()

    def draw(below: Callable[[int], int]) -> str:
        drawn.before = getattr(drawn, "before", 0) + 1
        return draw_number(below) if drawn.before > 1 else "K7F49XHM"

    monkeypatch.setattr(numbers, "draw_number", draw)
    assert sent_at_once(office, ("Ada", cases[0], {}), ("Ada", cases[1], {})) == [303, 303]
    given = list(CertificateRow.objects.values_list("number", flat=True))
    assert len(set(given)) == 2
    assert "K7F49XHM" in given
    assert wrong_tables() == []


def test_of_two_assignments_at_once_each_is_made_once(office: Office) -> None:
    office.to_accepted()
    office.settle()
    office.begin()
    asked = {"evaluator": office.id("Ben"), "criteria": ["files"], "due": office.day(9)}
    there = office.at("assign")
    assert sent_at_once(office, ("Ada", there, dict(asked)), ("Ada", there, dict(asked))) == [303, 409]
    assert [one.criterion for one in office.case.tasks_of(office.id("Ben"))] == ["files"]


def test_two_workers_tell_somebody_once(office: Office) -> None:
    """Who has something to do gets one letter, whoever sends it."""
    office.to_accepted()
    Notice.objects.update(sent_at=None, letter="", busy_until=None)
    mail.outbox.clear()
    sent = sum(int(letters) for letters in at_once(*[partial(send_pending, office.now)] * 2))
    readers = set(Notice.objects.values_list("person", flat=True))
    assert len(mail.outbox) == sent == len(readers) > 1
    assert not Notice.objects.filter(sent_at=None).exists()


def test_two_verdicts_at_once_open_each_other(office: Office) -> None:
    """The second sees the first's seal, whoever it is: nothing is left under seal with both in."""
    office.to_evaluating()
    criterion = office.people_criteria[0]
    there, verdict = office.at("judge", criterion.id), office.verdict(criterion)
    assert sent_at_once(office, ("Ben", there, dict(verdict)), ("Cleo", there, dict(verdict))) == [303, 303]
    assert office.case.judging(criterion.id).is_met()
    assert count(Kind.VERDICTS_OPENED) == 1
