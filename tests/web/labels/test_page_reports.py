# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-47: from the page to the producer and back, without an account, and not for those who flood it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from msgspec.structs import replace

from oshmark.adapters import clock
from oshmark.errors import RefusedError
from oshmark.label.declaration import Producer
from oshmark.web.labels.models import Report
from oshmark.web.labels.reporting import (
    A_CLIENT,
    MAX_TEXT,
    TooManyReportsError,
    answer,
    forget_addresses,
    loop_of,
    reports_of,
    send_report,
)
from tests.web.library_of import NOW
from tests.web.people import make_cast

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

    from oshmark.web.labels.models import Label
    from tests.web.labels.labelled import Labelled


def report(label: Label, text: str = "The plug gets hot.", **facts: str) -> Report:
    given = {"kind": "fault", "client": "c", **facts}
    return send_report(label, text=text, now=NOW, **given)


def token(labelled: Labelled, **headers: str) -> str:
    page = Client().get(f"{labelled.path}/-/report", headers=headers).content.decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def send(labelled: Labelled, **fields: str) -> _MonkeyPatchedWSGIResponse:
    sent = {"kind": "fault", "text": "The plug gets hot.", "token": fields.get("token") or token(labelled), **fields}
    return Client(enforce_csrf_checks=True).post(f"{labelled.path}/-/report", sent)


def test_a_report_needs_no_account_and_opens_no_session(labelled: Labelled) -> None:
    response = send(labelled, unit="a-0003", reply_to="me@example.org")
    assert response.status_code == 200
    assert "The producer has your message" in response.content.decode()
    assert response.cookies == {}
    [row] = reports_of(labelled.label)
    assert (row.kind, row.serial, row.text, row.reply_to) == ("fault", "A-0003", "The plug gets hot.", "me@example.org")


def test_nothing_of_a_report_is_public(labelled: Labelled) -> None:
    report(labelled.label, reply_to="me@example.org")
    for path in (labelled.path, f"{labelled.path}/-/json", f"{labelled.path}/-/ttl"):
        page = Client().get(path).content.decode()
        assert "plug" not in page
        assert "me@example.org" not in page


def test_a_form_of_another_site_is_not_believed(labelled: Labelled) -> None:
    other = labelled.shop.issue(
        replace(labelled.shop.declaration, made=replace(labelled.shop.declaration.made, municipality="Linz"))
    )
    good = token(labelled)
    stale = "W10:" + good
    for bad in ("nonsense", stale, good[:-2] + "xx"):
        response = send(labelled, token=bad)
        assert response.status_code == 403
        assert "The plug gets hot." in response.content.decode()  # nobody types it twice
    path = f"/C/{other.number}/-/report"
    assert Client().post(path, {"kind": "fault", "text": "x", "token": good}).status_code == 403
    assert (
        Client(REMOTE_ADDR="198.51.100.7")
        .post(f"{labelled.path}/-/report", {"kind": "fault", "text": "x", "token": good})
        .status_code
        == 403
    )
    cross = Client().post(
        f"{labelled.path}/-/report",
        {"kind": "fault", "text": "x", "token": good},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert cross.status_code == 403
    assert not Report.objects.exists()


def test_an_old_form_is_not_believed(labelled: Labelled, monkeypatch: pytest.MonkeyPatch) -> None:
    good, now = token(labelled), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=13))
    assert send(labelled, token=good).status_code == 403


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "praise"},
        {"text": " "},
        {"text": "x" * (MAX_TEXT + 1)},
        {"reply_to": "nobody"},
        {"reply_to": "a@b.c\nBcc: d@e.f"},
    ],
)
def test_what_is_no_report_is_refused_in_words(labelled: Labelled, fields: dict[str, str]) -> None:
    response = send(labelled, **fields)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert not Report.objects.exists()


def test_who_floods_it_has_to_wait_and_others_do_not(labelled: Labelled) -> None:
    for at in range(A_CLIENT):
        report(labelled.label, f"Fault {at}")
    report(labelled.label, "Fault 0")  # sent twice is sent once
    assert len(reports_of(labelled.label)) == A_CLIENT
    with pytest.raises(TooManyReportsError):
        report(labelled.label, "One more")
    report(labelled.label, "Of somebody else", client="d")


def test_the_producer_is_written_to_once_a_day(
    labelled: Labelled, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    cast = make_cast()
    declared = replace(labelled.shop.declaration, producer=Producer(id=cast.workshop.public_id, name="H", contact="x"))
    label = labelled.shop.issue(declared)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a factory
        report(label, reply_to="me@example.org")
        report(label, "And it hums.", client="d")
    assert sorted(one.to[0] for one in mail.outbox) == ["alice@example.org", "bob@example.org"]
    assert not any("plug" in str(one.body) or "me@example.org" in str(one.body) for one in mail.outbox)


def test_an_answer_reaches_who_asked_for_it_and_the_address_is_deleted(labelled: Labelled) -> None:
    row = report(labelled.label, reply_to="me@example.org")
    answer(row, "We send you a new plug.", "2.1.1", NOW + timedelta(days=2))
    [letter] = mail.outbox
    assert letter.to == ["me@example.org"]
    assert "We send you a new plug." in str(letter.body)
    assert (row.reply_to, row.sent_by) == ("", "")
    answer(row, "It is on its way.", "2.1.1", NOW + timedelta(days=9))
    assert row.answered_at == NOW + timedelta(days=2)
    assert len(mail.outbox) == 1
    with pytest.raises(RefusedError):
        answer(row, " ", "", NOW)


def test_the_public_sees_the_loop(labelled: Labelled) -> None:
    assert "Nothing was reported yet." in Client().get(labelled.path).content.decode()
    rows = [report(labelled.label, f"Fault {at}", client=str(at)) for at in range(3)]
    assert "0 of 3 answered" in Client().get(labelled.path).content.decode()
    answer(rows[0], "Yes.", "2.1.1", NOW + timedelta(days=1))
    answer(rows[1], "Yes.", "2.1.1 certified <b>", NOW + timedelta(days=4))
    loop = loop_of(labelled.label)
    assert (loop.received, loop.answered, loop.median_days) == (3, 2, 2.5)
    page = Client().get(labelled.path).content.decode()
    for text in (
        "2 of 3 answered",
        "median days to the first answer: 2.5",
        "Improved in version 2.1.1",
        "“2.1.1 certified &lt;b&gt;”",
    ):
        assert text in page, text


def test_addresses_that_nobody_answers_to_are_forgotten(labelled: Labelled) -> None:
    report(labelled.label, reply_to="me@example.org")
    assert forget_addresses(NOW + timedelta(days=300)) == 0
    assert forget_addresses(NOW + timedelta(days=400)) == 1
    assert reports_of(labelled.label)[0].reply_to == ""
