# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-125: units are claimed, given up, and told of; who has them is shown to nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from msgspec.structs import replace

from oshmark.errors import RefusedError
from oshmark.label.words import LANGUAGES, words
from oshmark.web import wiring
from oshmark.web.accounts.people import erase
from oshmark.web.jobs.models import Job
from oshmark.web.labels.claiming import Doubt, claim, claims_of, forget_erased, give_up, is_first, unit_of
from oshmark.web.labels.models import Claim
from oshmark.web.labels.telling import tell_owners
from tests.web.library_of import NOW, SITE
from tests.web.manifests import FULL
from tests.web.people import browser_of, somebody

if TYPE_CHECKING:
    from tests.web.labels.labelled import Labelled
    from tests.web.library_of import Library


def page(path: str) -> str:
    response = Client().get(path, headers={"accept": "text/html"})
    assert response.status_code == 200
    return response.content.decode()


def tell() -> tuple[int, int]:
    told = tell_owners(wiring.payloads(), site=SITE)
    return told.sent, told.failed


def test_a_serial_that_was_never_issued_is_said_and_no_error(labelled: Labelled) -> None:
    assert "The producer issued this serial on 2026-11-20." in page(f"{labelled.path}/A-0003")
    for serial in ("A-0021", "B-0001", "A-3", "LOT-4"):
        text = page(f"{labelled.path}/{serial}")
        assert "The producer has not issued this serial." in text, serial
        assert "/-/claim" not in text
    assert "Batch" in page(f"{labelled.path}/LOT-3")
    assert Client().get(f"{labelled.path}/%27%3B--").status_code == 404


def test_the_first_owner_binds_and_a_second_one_shows_that_there_are_two(labelled: Labelled) -> None:
    alice, bob = somebody("Alice"), somebody("Bob")
    path = f"{labelled.path}/A-0003"
    first = claim(alice, labelled.label, "A-0003", now=NOW)
    assert claim(alice, labelled.label, "A-0003", now=NOW) == first
    assert is_first(first)
    assert "More than one person" not in page(path)
    second = claim(bob, labelled.label, "A-0003", now=NOW)
    assert not is_first(second)
    text = page(path)
    assert "More than one person says that this unit is theirs" in text
    assert not any(word in text for word in ("Alice", "Bob", "alice@example.org", alice.public_id))
    assert give_up(alice, labelled.label, "A-0003", now=NOW)
    assert not give_up(alice, labelled.label, "A-0003", now=NOW)
    assert is_first(second)
    assert "More than one person" not in page(path)


def test_a_batch_is_doubted_when_more_people_have_it_than_it_has_units(labelled: Labelled) -> None:
    claim(somebody("Alice"), labelled.label, "LOT-3", now=NOW)
    assert unit_of(labelled.label, "LOT-3").doubt is Doubt.NONE
    claim(somebody("Bob"), labelled.label, "LOT-3", now=NOW)
    assert unit_of(labelled.label, "LOT-3").doubt is Doubt.TOO_MANY
    assert "More people claim units of this batch than there are units" in page(f"{labelled.path}/LOT-3")


def test_what_was_never_issued_cannot_be_claimed(labelled: Labelled) -> None:
    with pytest.raises(RefusedError, match="has not issued"):
        claim(somebody("Alice"), labelled.label, "Z-1", now=NOW)
    assert not Claim.objects.exists()


def test_claiming_needs_an_account_and_a_form_of_ours(labelled: Labelled) -> None:
    address = f"{labelled.path}/A-0003/-/claim"
    assert Client().get(address).headers["Location"].startswith("/account/sign-in")
    assert Client().post(address).status_code == 302
    assert not Claim.objects.exists()
    alice, bob = somebody("Alice"), somebody("Bob")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    assert strict.post(address).status_code == 403
    browser = browser_of(alice)
    assert browser.post(address).status_code == 303
    assert "This unit is bound to you" in browser.get(address).content.decode()
    assert "A-0003" in browser.get("/units").content.decode()
    assert "A-0003" not in browser_of(bob).get("/units").content.decode()
    assert browser_of(bob).post(address, {"act": "give-up"}).status_code == 303
    assert claims_of(alice) != []
    assert browser.post(address, {"act": "give-up"}).status_code == 303
    assert claims_of(alice) == []
    assert "no-store" in browser.get(address).headers["Cache-Control"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_claiming_and_the_list_speak_the_languages_of_labels(labelled: Labelled, language: str) -> None:
    browser, says = browser_of(somebody("Alice")), words(language)
    asked = {"accept-language": f"{language}-XX, en;q=0.5"}
    for path, serial in ((f"{labelled.path}/A-0003", says("serial")), (f"{labelled.path}/LOT-3", says("batch"))):
        text = browser.get(f"{path}/-/claim", headers=asked).content.decode()
        assert f'lang="{language}"' in text
        assert serial in text
        assert says("claim_mine") in text
        sent = browser.post(f"{path}/-/claim", headers=asked)
        assert sent.headers["Location"] == f"{path}/-/claim?lang={language}"
        assert says("give_up") in browser.get(sent.headers["Location"]).content.decode()
    mine = browser.get("/units", headers=asked)
    assert (mine.headers["Content-Language"], "no-store" in mine.headers["Cache-Control"]) == (language, True)
    assert says("my_units_hint") in mine.content.decode()
    assert "/units?lang=" in mine.content.decode()
    unknown = browser.post(f"{labelled.path}/Z-1/-/claim", headers=asked)
    assert unknown.status_code == 400
    assert says("unit_unknown") in unknown.content.decode()


def test_owners_are_told_of_a_recall_an_end_and_a_newer_release_once(labelled: Labelled, library: Library) -> None:
    alice, bob = somebody("Alice"), somebody("Bob")
    claim(alice, labelled.label, "A-0003", now=NOW)
    claim(bob, labelled.label, "A-0004", now=NOW)
    give_up(bob, labelled.label, "A-0004", now=NOW)
    assert tell() == (0, 0)
    recall = replace(labelled.shop.declaration, repair="Recall: the plug gets hot. Stop using it.")
    labelled.shop.declare(labelled.label, recall)
    assert Job.objects.filter(kind="tell").exists()
    assert tell() == (1, 0)
    assert mail.outbox[-1].to == ["alice@example.org"]
    assert "speaks of a recall" in str(mail.outbox[-1].body)
    library.add(FULL.replace('"2.1.0"', '"3.0.0"'))
    assert tell() == (1, 0)
    assert "version 3.0.0" in str(mail.outbox[-1].body)
    labelled.end("Sold\nBcc: everybody@example.org")
    assert tell() == (1, 0)
    assert "Sold Bcc: everybody@example.org" in str(mail.outbox[-1].body)
    assert mail.outbox[-1].recipients() == ["alice@example.org"]
    assert tell() == (0, 0)
    assert len(mail.outbox) == 3


def test_a_change_that_concerns_no_owner_is_not_told(labelled: Labelled) -> None:
    claim(somebody("Alice"), labelled.label, "A-0003", now=NOW)
    labelled.shop.declare(labelled.label, replace(labelled.shop.declaration, labour_rate="20 EUR"))
    assert tell() == (0, 0)
    assert mail.outbox == []


def test_what_could_not_be_sent_is_sent_the_next_time(labelled: Labelled, monkeypatch: pytest.MonkeyPatch) -> None:
    claim(somebody("Alice"), labelled.label, "A-0003", now=NOW)
    labelled.end()

    def fail(*_args: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", fail)
        assert tell() == (0, 1)
    assert tell() == (1, 0)


def test_who_erases_their_account_has_claimed_nothing(labelled: Labelled) -> None:
    alice = somebody("Alice")
    claim(alice, labelled.label, "A-0003", now=NOW)
    erase(alice, now=NOW + timedelta(days=1))
    assert is_first(claim(somebody("Bob"), labelled.label, "A-0003", now=NOW))
    assert forget_erased() == 1
