# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Anybody may complain: once in a while, in bounds, from our own form."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.test import Client

from oshmark.web.audit.models import Event, PersonalPart
from oshmark.web.certification.complaining import A_CLIENT, MAX_TEXT
from oshmark.web.certification.models import ComplaintSent
from tests.certification.world import NUMBER

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.web.certification.registry_world import Registry

FORM = f"/certificates/{NUMBER}/complaint"
GOOD = {"category": "product", "text": "The frame bends.", "contact": ""}


def token(client: Client) -> str:
    found = re.search('name="token" value="([^"]+)"', client.get(FORM).content.decode())
    assert found
    return found[1]


def send(client: Client, **changes: str) -> HttpResponse:
    fields = {**GOOD, "token": token(client), **changes}
    response: HttpResponse = client.post(FORM, fields)  # type: ignore[assignment]  # the client adds to it
    return response


def lodged() -> int:
    return Event.objects.filter(kind="certification:complaint:lodged").count()


def test_a_complaint_needs_no_account_and_keeps_its_words_beside_the_log(registry: Registry) -> None:
    registry.to_issued()
    client = Client()
    response = send(client, contact="me@example.org")
    assert response.status_code == 200
    assert "Thank you." in response.content.decode()
    assert client.cookies == {}
    assert lodged() == 1
    assert set(PersonalPart.objects.filter(person="public").values_list("purpose", flat=True)) == {
        "complaint",
        "contact",
    }
    assert "The frame bends." not in "".join(Event.objects.values_list("data", flat=True))


def test_what_is_none_is_refused_and_what_was_written_stays_in_the_form(registry: Registry) -> None:
    registry.to_issued()
    client = Client()
    for changes in (
        {"category": "gossip"},
        {"text": "  "},
        {"text": "x" * (MAX_TEXT + 1)},
        {"contact": "no address"},
        {"text": "a\x00b"},
    ):
        assert send(client, **changes).status_code == 400, changes
    assert "The frame bends." in send(client, contact="no address").content.decode()
    assert send(client, token="forged").status_code == 403  # noqa: S106  a token that is none
    assert lodged() == 0


def test_a_form_from_elsewhere_or_from_yesterday_is_refused(registry: Registry) -> None:
    registry.to_issued()
    client = Client()
    fields = {**GOOD, "token": token(client)}
    assert client.post(FORM, fields, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    registry.now += timedelta(days=1)
    assert client.post(FORM, fields).status_code == 403
    assert lodged() == 0


def test_one_client_complains_a_few_times_and_others_still_can(registry: Registry) -> None:
    registry.to_issued()
    client = Client()
    for number in range(A_CLIENT):
        assert send(client, text=f"Fault {number}.").status_code == 200
    refused = send(client)
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
    assert lodged() == A_CLIENT
    assert send(Client(REMOTE_ADDR="203.0.113.9")).status_code == 200
    registry.now += timedelta(days=3)
    assert send(client).status_code == 200
    assert ComplaintSent.objects.count() == 1


def test_nobody_can_complain_about_what_is_not_there(registry: Registry) -> None:
    del registry
    assert Client().get("/certificates/AAAAAAAA/complaint").status_code == 404
    assert Client().put(FORM).status_code == 404
