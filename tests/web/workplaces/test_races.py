# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two at the same moment: one is first, the other is told so, and the log has it once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from oshmark.certification.events import Kind
from oshmark.web.audit.models import Event
from tests.web.workplaces.office import REASON

if TYPE_CHECKING:
    from tests.web.workplaces.office import Office

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(office: Office, *asked: tuple[str, str, dict[str, Any]]) -> list[int]:
    """Send forms at the same moment; the answers."""
    barrier = Barrier(len(asked))

    def send(one: tuple[str, str, dict[str, Any]]) -> int:
        name, address, fields = one
        barrier.wait()
        try:
            return office.browsers[name].post(address, fields).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(asked)) as pool:
        return sorted(pool.map(send, asked))


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
    assert at_once(office, ("Eli", there, granted), ("Eli", there, refused)) == [303, 409]
    assert count(Kind.GRANTED) + count(Kind.REFUSED) == 1


def test_of_two_certificates_at_once_one_is_issued(office: Office) -> None:
    office.to_evaluating()
    office.judge_all()
    office.decide()
    there = office.at("issue")
    assert at_once(office, ("Ada", there, {}), ("Ada", there, {})) == [303, 409]
    assert count(Kind.ISSUED) == 1


def test_two_verdicts_at_once_open_each_other(office: Office) -> None:
    """The second sees the first's seal, whoever it is: nothing is left under seal with both in."""
    office.to_evaluating()
    criterion = office.people_criteria[0]
    there, verdict = office.at("judge", criterion.id), office.verdict(criterion)
    assert at_once(office, ("Ben", there, dict(verdict)), ("Cleo", there, dict(verdict))) == [303, 303]
    assert office.case.judging(criterion.id).is_met()
    assert count(Kind.VERDICTS_OPENED) == 1
