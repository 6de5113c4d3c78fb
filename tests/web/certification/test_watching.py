# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Being told by e-mail: begun twice over, told once, ended by a click; bounded, and forgotten."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from oshmark.certification.acts import certificate
from oshmark.certification.event_data.certificate import ReasonClass
from oshmark.certification.roles import Role
from oshmark.web.accounts.people import erase
from oshmark.web.certification import watching
from oshmark.web.certification.models import Watch
from oshmark.web.certification.watching import A_CLIENT, OF_ADDRESS, WAITS, tell_watchers
from oshmark.web.posting import BUSY, Fate, Letter, post
from tests.certification.world import NUMBER
from tests.web.labels.labelled import Labelled
from tests.web.library_of import NOW
from tests.web.people import somebody

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.web.certification.registry_world import Registry
    from tests.web.library_of import Library

ME = "me@example.org"
HERE = f"/watch/certificate/{NUMBER}"


class KilledError(BaseException):
    """What a kill -9 is to the code that it meets."""


def send(client: Client, path: str = HERE, address: str = ME, **changes: str) -> HttpResponse:
    found = re.search('name="token" value="([^"]+)"', client.get(path).content.decode())
    assert found
    response: HttpResponse = client.post(path, {"token": found[1], "address": address, **changes})  # type: ignore[assignment]  # the client adds to it
    return response


def links(letter: mail.EmailMessage) -> list[str]:
    return re.findall(re.escape(settings.BASE_URL) + r"(/watch/(?:begin|end)/\S+)", str(letter.body))


def watch(registry: Registry, path: str = HERE, address: str = ME) -> None:
    """Ask, open the link of the letter, and press the button."""
    assert send(Client(), path, address).status_code == 200
    tell_watchers(registry.now)
    (link,) = links(mail.outbox[-1])
    Client().post(link)
    mail.outbox.clear()


def suspend(registry: Registry) -> None:
    facts = {"until": (registry.now + timedelta(days=9)).date(), "why": ReasonClass.SAFETY, "ends_when": "A new frame."}
    act = certificate.suspend
    registry.do(act, "fay", Role.COMPLAINTS_OFFICER, number=NUMBER, reason="It broke & fell.", **facts)


def test_watching_begins_with_a_letter_and_a_button_and_no_cookie(registry: Registry) -> None:
    registry.to_issued()
    client = Client()
    assert "a letter with a link is on its way" in send(client).content.decode()
    assert client.cookies == {}
    tell_watchers(registry.now)
    assert tell_watchers(registry.now) == 0
    (letter,) = mail.outbox
    assert letter.to == [ME]
    (link,) = links(letter)
    assert "Yes, tell me" in Client().get(link).content.decode()
    assert Watch.objects.get().confirmed_at is None
    assert "You are told from now on." in Client(enforce_csrf_checks=True).post(link).content.decode()
    assert Watch.objects.get().confirmed_at == registry.now
    assert tell_watchers(registry.now) == 0


def test_each_change_is_told_once_in_the_words_of_the_feed(registry: Registry) -> None:
    registry.to_issued()
    watch(registry)
    suspend(registry)
    assert tell_watchers(registry.now) == 1
    assert tell_watchers(registry.now) == 0
    (letter,) = mail.outbox
    newest = json.loads(Client().get("/certificates/changes.json").content)["items"][0]
    assert newest["title"] in str(letter.body)
    assert newest["content_text"] in str(letter.body)
    assert newest["url"] in str(letter.body)
    assert letter.subject == newest["title"]
    registry.do(certificate.reinstate, "eli", Role.DECISION_MAKER, number=NUMBER, reason="Mended.")
    suspend(registry)
    assert tell_watchers(registry.now) == 1
    assert mail.outbox[-1].subject == "2 changes"


def test_one_click_ends_it_and_forgets_the_address(registry: Registry) -> None:
    """RFC 8058: the mail program sends it, without a page and without a cookie."""
    registry.to_issued()
    watch(registry)
    suspend(registry)
    tell_watchers(registry.now)
    (letter,) = mail.outbox
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(settings.BASE_URL)
    assert links(letter) == [link]
    assert "Yes, forget it" in Client().get(link).content.decode()
    assert Watch.objects.filter(address=ME).exists()
    assert Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Watch.objects.exists()
    assert "your address is forgotten" in Client().post(link).content.decode()


@pytest.mark.parametrize("path", ["/watch/party/kestrel-works", "/watch/scheme/printer"])
def test_parties_and_schemes_are_told_of_their_certificates(registry: Registry, path: str) -> None:
    registry.to_issued()
    watch(registry, path)
    suspend(registry)
    assert tell_watchers(registry.now) == 1
    assert NUMBER in mail.outbox[-1].subject


def test_what_is_about_another_is_not_told(registry: Registry) -> None:
    registry.to_issued()
    watch(registry)
    Watch.objects.update(ref="ANOTHER1")
    suspend(registry)
    assert tell_watchers(registry.now) == 0
    assert Watch.objects.get().told == watching.newest_event()


def test_a_label_is_told_of_its_end(library: Library) -> None:
    labelled = Labelled(library)
    row = Watch.objects.create(
        kind="label", ref=labelled.label.number, address=ME, code="0" * 32, asked_by="x", asked_at=NOW, sent_at=NOW
    )
    watching.begin(row, NOW)
    labelled.end()
    assert tell_watchers(NOW) == 1
    assert f"Label {labelled.label.number} has ended" in str(mail.outbox[-1].body)
    assert tell_watchers(NOW) == 0
    here = f"/watch/label/{labelled.label.number}"
    assert Client().get(here.replace(labelled.label.number, labelled.label.number.lower())).headers["Location"] == here
    page = Client().get(f"/C/{labelled.label.number}")
    assert here in page.content.decode()


def test_what_is_not_there_cannot_be_watched(registry: Registry) -> None:
    registry.to_issued()
    hidden = ("/watch/certificate/ZZZZZZZZ", "/watch/party/nobody", "/watch/scheme/none", "/watch/label/AAAAAAAA")
    assert [Client().get(path).status_code for path in hidden] == [404] * 4
    assert Client().get("/watch/begin/" + "0" * 32 + "~x").status_code == 404


def test_one_client_and_one_address_are_bounded_and_nothing_is_betrayed(registry: Registry) -> None:
    registry.to_issued()
    client = Client()
    for number in range(A_CLIENT):
        assert send(client, address=f"a{number}@example.org").status_code == 200
    answer = send(client, address="b@example.org")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"]
    registry.now += timedelta(minutes=11)
    paths = [HERE, "/watch/party/kestrel-works", "/watch/scheme/printer"]
    pages = [send(client, path, "A0@example.org").content for path in paths]
    assert len({re.sub(rb"<title>.*?</title>|<a [^>]*>", b"", one).count(b"on its way") for one in pages}) == 1
    assert Watch.objects.filter(address__iexact="a0@example.org").count() <= OF_ADDRESS
    assert send(client, address="no address").status_code == 400
    assert client.post(HERE, {"token": "x", "address": ME}).status_code == 403


def test_what_nobody_has_confirmed_is_forgotten(registry: Registry) -> None:
    registry.to_issued()
    send(Client())
    tell_watchers(registry.now)
    (link,) = links(mail.outbox[-1])
    registry.now += WAITS + timedelta(seconds=1)
    tell_watchers(registry.now)
    assert not Watch.objects.exists()
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize("after", [False, True])
def test_killed_before_or_after_sending_it_is_the_same_letter(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, *, after: bool
) -> None:
    registry.to_issued()
    watch(registry)
    suspend(registry)

    def killed(letter: Letter) -> Fate:
        if after:
            post(letter)
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(watching, "post", killed)
        with pytest.raises(KilledError):
            tell_watchers(registry.now)
    registry.do(certificate.reinstate, "eli", Role.DECISION_MAKER, number=NUMBER, reason="Mended.")
    assert tell_watchers(registry.now) == 0
    registry.now += BUSY
    assert tell_watchers(registry.now) == 1
    assert len({one.extra_headers["Message-ID"] for one in mail.outbox}) == 1
    assert "Reinstated" not in str(mail.outbox[-1].body)
    assert tell_watchers(registry.now) == 1
    assert "Reinstated" in str(mail.outbox[-1].body)


@pytest.mark.parametrize("fate", [Fate.DOWN, Fate.REFUSED])
def test_a_dead_server_or_a_full_mailbox_delays_and_loses_nothing(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, fate: Fate
) -> None:
    registry.to_issued()
    watch(registry)
    suspend(registry)
    with monkeypatch.context() as patch:
        patch.setattr(watching, "post", lambda _letter: fate)
        assert tell_watchers(registry.now) == 0
    registry.now += timedelta(days=1)
    assert tell_watchers(registry.now) == 1
    assert tell_watchers(registry.now) == 0


def test_nobody_is_told_whose_account_was_erased(registry: Registry) -> None:
    """Whoever watches without an account from the address of an account is forgotten with it."""
    registry.to_issued()
    watch(registry, address="Zoe@example.org")
    erase(somebody("Zoe"), now=registry.now)
    suspend(registry)
    assert tell_watchers(registry.now) == 0
    assert not Watch.objects.exists()


def test_the_pages_lead_to_it(registry: Registry) -> None:
    registry.to_issued()
    for page, path in (
        (f"/certificates/{NUMBER}", HERE),
        ("/parties/kestrel-works", "/watch/party/kestrel-works"),
        ("/schemes/printer/1", "/watch/scheme/printer"),
    ):
        assert f'href="{path}"' in Client().get(page).content.decode()
