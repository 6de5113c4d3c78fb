# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desk of a label: its files, its units, its reports and its end."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from oshmark.adapters import clock
from oshmark.web import wiring
from oshmark.web.labels.desk import files
from oshmark.web.labels.models import Label, Report
from tests.web.labels.desk_of import make_label
from tests.web.library_of import SITE
from tests.web.manifests import FULL
from tests.web.people import browser_of, make_cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.library_of import Library
    from tests.web.people import Cast


@pytest.fixture
def cast(library: Library) -> Iterator[Cast]:
    cache.clear()
    library.add(FULL)
    yield make_cast()
    cache.clear()


@pytest.fixture
def alice(cast: Cast) -> Client:
    return browser_of(cast.alice)


@pytest.fixture
def label(cast: Cast) -> Label:
    return make_label(cast)


def report_of(label: Label, *, days: int = 0, **facts: Any) -> Report:
    sent_at = clock.now() - timedelta(days=days)
    return Report.objects.create(label=label.number, kind="fault", text="The belt tears.", sent_at=sent_at, **facts)


def test_my_labels_are_those_of_my_organisations_and_no_others(cast: Cast, label: Label) -> None:
    report_of(label, days=20)
    for person in (cast.alice, cast.bob):
        text = browser_of(person).get("/labels").content.decode()
        assert f"/labels/{label.number}" in text
        assert "1 waits" in text
        assert "for 20 days" in text
    assert label.number not in browser_of(cast.charlie).get("/labels").content.decode()


def test_the_desk_shows_what_can_be_printed(alice: Client, label: Label) -> None:
    text = alice.get(f"/labels/{label.number}?form=board-code&lang=de").content.decode()
    for ending in ("pdf", "svg", "png", "kicad_mod"):
        assert f"/labels/{label.number}/file.{ending}?form=board-code&amp;lang=de&amp;save" in text
    assert f"{SITE.upper()}/C/{label.number}" in text
    assert alice.get(f"/labels/{label.number}?form=nothing").status_code == 400


def test_a_number_is_found_in_small_letters(alice: Client, label: Label) -> None:
    assert alice.get(f"/labels/{label.number.lower()}").status_code == 200


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("txt", b"Self-declared"), ("kicad_mod", b"(footprint")],
)
def test_the_label_is_a_file_for_everybody(label: Label, ending: str, begins: bytes) -> None:
    response = Client().get(f"/C/{label.number}/label.{ending}")
    assert response.status_code == 200
    assert response.content.startswith(begins)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "public" in response.headers["Cache-Control"]
    assert "session" not in response.cookies
    again = Client().get(f"/C/{label.number}/label.{ending}", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


def test_a_file_is_made_once_for_each_state(label: Label, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def render(*asked: object) -> bytes:
        made.append(asked)
        return b"<svg/>"

    monkeypatch.setattr(files, "render", render)
    for _ in range(3):
        assert Client().get(f"/C/{label.number}/label.svg?form=strip").status_code == 200
    assert len(made) == 1
    Label.objects.update(ended_at=clock.now())
    assert Client().get(f"/C/{label.number}/label.svg?form=strip").status_code == 200
    assert len(made) == 2


def test_nobody_keeps_the_printer_busy_for_all(label: Label, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "render", lambda *_: b"<svg/>")
    monkeypatch.setattr(files, "PUBLIC_LIMITS", {"label-file": "3/m/ip"})
    forms = ("full", "compact", "strip", "plate", "full")
    found = [Client().get(f"/C/{label.number}/label.svg?form={form}").status_code for form in forms]
    assert found == [200, 200, 200, 429, 200]


def test_who_comes_when_all_places_are_taken_is_told_to_wait(label: Label, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "WAIT_S", 0.01)
    taken = [files._SINGLE.acquire() for _ in range(3)]
    try:
        response = Client().get(f"/C/{label.number}/label.svg?form=plate")
    finally:
        for _ in taken:
            files._SINGLE.release()
    assert (response.status_code, response.headers["Retry-After"]) == (503, "300")


@pytest.mark.parametrize(
    "query", ["form=nothing", "lang=tlh", "dpi=1200", "dpi=-1", "dpi=1e9", "form=text", "form=board"]
)
def test_what_cannot_be_made_is_refused_in_words(label: Label, query: str) -> None:
    ending = "txt" if query == "form=board" else "png"
    response = Client().get(f"/C/{label.number}/label.{ending}?{query}")
    assert response.status_code == 400
    assert Client().get(f"/C/XXXXXXXX/label.{ending}").status_code == 404


def test_the_public_file_bears_no_serial(alice: Client, label: Label) -> None:
    alice.post(f"/labels/{label.number}/units", {"kind": "run", "first": "A-0001", "count": "3"})
    assert "A-0002" not in Client().get(f"/C/{label.number}/label.txt?serial=A-0002").content.decode()
    assert "A-0002" in alice.get(f"/labels/{label.number}/file.txt?serial=a-0002").content.decode()
    assert alice.get(f"/labels/{label.number}/file.txt?serial=B-1").status_code == 400


def test_units_are_recorded_and_printed_on_sheets(alice: Client, label: Label) -> None:
    desk = f"/labels/{label.number}"
    assert alice.post(f"{desk}/units", {"kind": "run", "first": "a-0001", "count": "5"}).status_code == 303
    assert alice.post(f"{desk}/units", {"kind": "batch", "first": "LOT-3", "count": "40"}).status_code == 303
    refused = alice.post(f"{desk}/units", {"kind": "run", "first": "A-0003", "count": "1"})
    assert (refused.status_code, "given before" in refused.content.decode()) == (400, True)
    run, batch = label.runs.order_by("event")
    one_each = alice.get(f"{desk}/file.pdf?form=strip&run={run.event}&from=A-0002&count=3")
    pages = pypdf.PdfReader(io.BytesIO(one_each.content)).pages
    assert [serial for serial in ("A-0001", "A-0002", "A-0004", "A-0005") if serial in _text(pages)] == [
        "A-0002",
        "A-0004",
    ]
    assert len(pages) == 3
    sheet = alice.get(f"{desk}/file.pdf?form=strip&run={batch.event}&copies=4&paper=a4-2x8&start=3")
    assert len(pypdf.PdfReader(io.BytesIO(sheet.content)).pages) == 1
    assert "attachment" in sheet.headers["Content-Disposition"]
    wiring.sheet_setter().close()


def _text(pages: Any) -> str:
    return " ".join(page.extract_text() for page in pages)


@pytest.mark.parametrize("count", ["", "0", "-1", "many", "100001", "9" * 50, "1e3"])
def test_units_that_cannot_be_meant_are_refused(alice: Client, label: Label, count: str) -> None:
    assert alice.post(f"/labels/{label.number}/units", {"first": "A-1", "count": count}).status_code == 400
    assert not label.runs.exists()


@pytest.mark.parametrize(
    "query", ["copies=401", "copies=0", "copies=x", "paper=a4&start=99", "paper=none", "run=1", "run=x"]
)
def test_sheets_have_bounds(alice: Client, label: Label, query: str) -> None:
    assert alice.get(f"/labels/{label.number}/file.pdf?form=strip&{query}").status_code == 400


def test_a_report_is_answered_and_its_address_forgotten(alice: Client, label: Label) -> None:
    report = report_of(label, reply_to="dora@example.org")
    text = alice.get(f"/labels/{label.number}").content.decode()
    assert "The belt tears." in text
    assert "dora@example.org" not in text
    answer = {"answer": "We use a thicker one.", "improved_in": "2.2.0"}
    assert alice.post(f"/labels/{label.number}/reports/{report.pk}", answer).status_code == 303
    report.refresh_from_db()
    assert (report.answer, report.improved_in, report.reply_to) == ("We use a thicker one.", "2.2.0", "")
    assert mail.outbox[-1].to == ["dora@example.org"]


def test_a_report_of_another_label_is_not_there(alice: Client, label: Label) -> None:
    other = Report.objects.create(label="AAAAAAAA", kind="fault", text="x", sent_at=clock.now())
    assert alice.post(f"/labels/{label.number}/reports/{other.pk}", {"answer": "x"}).status_code == 404
    mine = report_of(label)
    assert alice.post(f"/labels/{label.number}/reports/{mine.pk}", {"answer": " "}).status_code == 400


def test_a_label_is_ended_with_a_reason(alice: Client, label: Label) -> None:
    assert alice.post(f"/labels/{label.number}/end", {"reason": " "}).status_code == 400
    assert alice.post(f"/labels/{label.number}/end", {"reason": "x" * 2001}).status_code == 400
    assert alice.post(f"/labels/{label.number}/end", {"reason": "The frame breaks."}).status_code == 303
    assert alice.post(f"/labels/{label.number}/end", {"reason": "Again."}).status_code == 400
    text = alice.get(f"/labels/{label.number}").content.decode()
    assert "The frame breaks." in text
    assert alice.post(f"/labels/{label.number}/change").status_code == 400
    assert "This label has ended" in Client().get(f"/C/{label.number}/label.txt").content.decode()
