# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-122, C-128: a producer without any certificate declares a product in a form, and gets a label for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from oshmark.label.declaration import Maker, Topic
from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.archive.models import ArchivedFile
from oshmark.web.labels.models import Draft, Label, Report
from oshmark.web.labels.queries import open_label
from oshmark.web.labels.reporting import send_report
from oshmark.web.library.withdrawing import withdraw
from tests.web.labels.desk_of import FILLED, LOOM, begin, make_label, send
from tests.web.library_of import NOW
from tests.web.manifests import FULL, WAITING
from tests.web.people import browser_of, make_cast

if TYPE_CHECKING:
    from django.test import Client

    from oshmark.label.declaration import Declaration
    from tests.web.library_of import Library
    from tests.web.people import Cast


@pytest.fixture
def cast(library: Library) -> Cast:
    library.add(FULL)
    return make_cast()


@pytest.fixture
def alice(cast: Cast) -> Client:
    return browser_of(cast.alice)


@pytest.fixture
def draft(cast: Cast, alice: Client) -> Draft:
    return begin(alice, cast.workshop.public_id)


def declared(label: Label) -> Declaration:
    return open_label(label, wiring.payloads(), site=settings.BASE_URL).declaration


def page_of(client: Client, draft: Draft) -> str:
    return client.get(f"/labels/drafts/{draft.pk}").content.decode()


def test_a_draft_begins_with_what_is_known_and_with_nothing_else(draft: Draft) -> None:
    assert draft.written == {
        "product": "Full Loom",
        "language": "en-GB",
        "name": "Heron Workshop",
        "municipality": "Reiherstedt",
        "country": "DE",
    }


def test_who_acts_alone_does_not_have_their_e_mail_address_published(cast: Cast, alice: Client) -> None:
    own = begin(alice, cast.alice.public_id)
    assert own.written["name"] == "Alice"
    assert "alice@example.org" not in page_of(alice, own)


def test_every_section_says_how_far_it_is(alice: Client, draft: Draft) -> None:
    assert page_of(alice, draft).count('class="state error"') == 2  # the contact, in the list and at its section
    send(alice, draft)
    after = page_of(alice, draft)
    assert 'class="state error"' not in after
    assert "Nothing is provided on the topic “sourcing”" in after
    assert "Self-declared, not certified" in after


def test_what_is_wrong_stands_at_its_box(alice: Client, draft: Draft) -> None:
    send(alice, draft, product="Loom, CE certified", **{"performance-0-on": "2999-01-01", "gtin": "123"})
    text = page_of(alice, draft)
    for box in ("product", "performance-0-on", "gtin"):
        assert 'class="error"' in text.partition(f'id="{box}-said"')[2].partition("</div>")[0], box
    assert "reads as if somebody had certified the product" in text


def test_rows_are_added_and_taken_away_by_buttons_that_save(alice: Client, draft: Draft) -> None:
    assert send(alice, draft, "add:performance").headers["Location"].endswith("#performance")
    assert 'name="performance-1-what"' in page_of(alice, draft)
    send(alice, draft, "drop:performance:0")
    assert "performance" not in Draft.objects.get().written
    assert send(alice, draft, "add:link:sourcing").headers["Location"].endswith("#topic-sourcing")
    assert 'name="topic-sourcing-link-0-href"' in page_of(alice, draft)
    send(alice, draft, "drop:link:education:0")
    assert "A talk" not in page_of(alice, draft)


@pytest.mark.parametrize(
    "button", ["add:link:nothing", "drop:link:design:999", "drop:performance:9", "add:", "x" * 500]
)
def test_a_button_that_there_is_not_only_saves(alice: Client, draft: Draft, button: str) -> None:
    assert send(alice, draft, button).status_code == 303
    assert Draft.objects.get().written["contact"] == "post@heron.example"


def test_nobody_overwrites_what_they_have_not_seen(cast: Cast, alice: Client, draft: Draft) -> None:
    seen = draft.saved_at.isoformat()
    send(browser_of(cast.bob), draft, repair="Bob was here.")
    response = alice.post(f"/labels/drafts/{draft.pk}", {**FILLED, "seen": seen, "repair": "Alice, too."})
    assert response.status_code == 409
    assert "Alice, too." in response.content.decode()
    assert Draft.objects.get().written["repair"] == "Bob was here."
    draft.refresh_from_db()
    assert send(alice, draft, repair="Alice, too.").status_code == 303
    assert Draft.objects.get().written["repair"] == "Alice, too."


def test_the_label_says_what_was_declared(cast: Cast) -> None:
    label = make_label(cast)
    found = declared(label)
    assert (found.product, found.version, found.producer.id) == ("Full Loom", "2.1.0", cast.workshop.public_id)
    assert found.topic(Topic.HOW_MADE).steps == ("Saw the frame", "Glue it")
    assert found.topic(Topic.EDUCATION).links[0].href == "https://heron.example/talk"
    assert found.performance[0].on.isoformat() == "2026-03-14"
    assert found.made.checked_on is None
    assert not Draft.objects.exists()


def test_only_files_of_the_release_can_be_chosen(cast: Cast, alice: Client, draft: Draft) -> None:
    facts = {"name": "a.md", "size": 1, "media_type": "text/plain", "fetched_at": NOW, "role": "other"}
    ArchivedFile.objects.create(release=LOOM, path="docs/a.md", sha256="a" * 64, **facts)
    ArchivedFile.objects.create(release="/m/other/-/v/1", path="secret.md", sha256="b" * 64, **facts)
    chosen: dict[str, Any] = {"topic-design-file": ["a" * 64, "b" * 64, "../../etc"]}
    send(alice, draft, **chosen)
    text = page_of(alice, draft)
    assert "docs/a.md" in text
    assert "secret.md" not in text
    label = make_label(cast, **chosen)
    assert [(one.title, one.href) for one in declared(label).topic(Topic.DESIGN).files] == [("docs/a.md", "a" * 64)]


def test_nobody_declares_themselves_certified(cast: Cast) -> None:
    assert declared(make_label(cast, maker="certified")).maker is Maker.INDEPENDENT


def test_a_second_click_finds_the_same_label(cast: Cast, alice: Client, draft: Draft) -> None:
    send(alice, draft)
    facts = {"sure": "yes", "release": draft.release, "producer": draft.producer}
    first, second = (alice.post(f"/labels/drafts/{draft.pk}/issue", facts) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert Label.objects.count() == 1


def test_a_draft_that_outlived_its_label_leads_to_it(cast: Cast, alice: Client, draft: Draft) -> None:
    send(alice, draft)
    kept = Draft.objects.get()
    facts = {"sure": "yes", "release": draft.release, "producer": draft.producer}
    first = alice.post(f"/labels/drafts/{draft.pk}/issue", facts)
    kept.save(force_insert=True)
    second = alice.post(f"/labels/drafts/{kept.pk}/issue", facts)
    assert first.headers["Location"] == second.headers["Location"]
    assert not Draft.objects.exists()


def test_nothing_is_issued_without_the_tick_or_with_a_fault(alice: Client, draft: Draft) -> None:
    send(alice, draft)
    assert alice.post(f"/labels/drafts/{draft.pk}/issue").status_code == 400
    send(alice, draft, contact="")
    assert alice.post(f"/labels/drafts/{draft.pk}/issue", {"sure": "yes"}).status_code == 400
    send(alice, draft, **{"performance-0-on": ""})
    refused = alice.post(f"/labels/drafts/{draft.pk}/issue", {"sure": "yes"})
    assert "The date of the measurement" in refused.content.decode()
    assert not Label.objects.exists()


def test_a_running_label_is_changed_through_the_same_form(cast: Cast, alice: Client) -> None:
    label = make_label(cast)
    draft = Draft.objects.get(pk=int(alice.post(f"/labels/{label.number}/change").headers["Location"].split("/")[-1]))
    assert draft.label == label.number
    send(alice, draft, repair="Four hex keys do.")
    alice.post(f"/labels/drafts/{draft.pk}/issue", {"sure": "yes"})
    label.refresh_from_db()
    assert declared(label).repair == "Four hex keys do."
    assert Label.objects.count() == 1
    assert not Draft.objects.exists()


def test_what_a_label_is_for_cannot_be_changed(cast: Cast, alice: Client) -> None:
    label = make_label(cast)
    alice.post(f"/labels/{label.number}/change")
    draft = Draft.objects.get()
    send(alice, draft, municipality="Elsewhere")
    refused = alice.post(f"/labels/drafts/{draft.pk}/issue", {"sure": "yes"})
    assert refused.status_code == 400
    assert "was given for another place" in refused.content.decode()


def test_of_a_withdrawn_release_nothing_is_left_to_work_with(cast: Cast, alice: Client) -> None:
    label = make_label(cast)
    alice.post(f"/labels/{label.number}/change")
    draft = Draft.objects.get()
    withdraw(
        "https://github.com/weaver", Why.OPT_OUT, reason="they asked", payloads=wiring.payloads(), actor="t", now=NOW
    )
    assert alice.get(f"/labels/drafts/{draft.pk}").status_code == 400
    rest = alice.get(f"/labels/{label.number}").content.decode()
    assert "they asked" in rest
    assert not any(word in rest for word in (label.municipality, "Print it", "Record new units"))
    assert alice.post(f"/labels/{label.number}/units", {"first": "A-1", "count": "1"}).status_code == 410
    assert alice.get(f"/labels/{label.number}/file.txt").status_code == 410
    assert alice.get(f"/C/{label.number}/label.txt").status_code == 410
    assert alice.get("/labels").status_code == 200


def test_what_was_reported_of_a_withdrawn_release_can_still_be_answered(cast: Cast, alice: Client) -> None:
    label = make_label(cast)
    report = send_report(label, kind=Report.FAULT, text="It smokes.", client="c", now=NOW)
    withdraw(
        "https://github.com/weaver", Why.OPT_OUT, reason="they asked", payloads=wiring.payloads(), actor="t", now=NOW
    )
    desk = f"/labels/{label.number}"
    assert "It smokes." in alice.get(desk).content.decode()
    assert alice.post(f"{desk}/reports/{report.pk}", {"answer": ""}).status_code == 400
    assert alice.post(f"{desk}/reports/{report.pk}", {"answer": "Unplug it."}).status_code == 303
    assert "Unplug it." in alice.get(desk).content.decode()
    assert browser_of(cast.charlie).get(desk).status_code == 403


def test_what_cannot_have_a_label_is_refused_with_a_reason(library: Library, alice: Client) -> None:
    waiting = library.add(WAITING)
    moving = library.add(FULL.replace('"2.1.0"', '"main"'))
    for address, why in (
        (waiting, "waits for its licence"),
        (moving, "does not say which version"),
        ("/m/nothing/-/v/1", "holds no such release"),
        ("", "holds no such release"),
    ):
        response = alice.get("/labels/new", {"release": address})
        assert response.status_code == 400
        assert why in response.content.decode()


def test_nobody_declares_for_a_producer_that_they_do_not_act_for(cast: Cast) -> None:
    response = browser_of(cast.charlie).post("/labels/new", {"release": LOOM, "producer": cast.workshop.public_id})
    assert response.status_code == 400
    assert not Draft.objects.exists()


def test_the_preview_is_a_drawing_that_nothing_can_run_from(alice: Client, draft: Draft) -> None:
    send(alice, draft, product="<script>alert(1)</script>")
    drawing = alice.get(f"/labels/drafts/{draft.pk}/label.svg?form=compact&lang=de")
    assert drawing.status_code == 200
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert "sandbox" in drawing.headers["Content-Security-Policy"]
    assert b"<script" not in drawing.content
    assert "no-store" in drawing.headers["Cache-Control"]
    wiring.typesetter().close()


@pytest.mark.parametrize("query", ["form=nothing", "lang=xx", "form=board", "dpi=9"])
def test_a_preview_that_cannot_be_made_is_refused_in_words(alice: Client, draft: Draft, query: str) -> None:
    response = alice.get(f"/labels/drafts/{draft.pk}/label.{'png' if 'dpi' in query else 'txt'}?{query}")
    assert response.status_code == 400
    assert (
        "choose" in response.content.decode()
        or "looked at" in response.content.decode()
        or "one of" in response.content.decode()
    )
