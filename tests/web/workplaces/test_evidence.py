# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Evidence beside the form: shown in place where that is safe, always to be saved, open to all when it is public."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from PIL import Image

from oshmark.adapters import clock
from oshmark.certification.scheme import SubjectKind
from oshmark.web.certification.memory import memory
from oshmark.web.evidence.addresses import closed_address, is_good, picture_address
from oshmark.web.evidence.models import LookedInto, SmallPicture
from oshmark.web.workplaces.models import Upload
from oshmark.web.workplaces.tasks.film_notes import Noted, noted
from tests.adapters.metadata.films import FRAMES, mp4
from tests.adapters.metadata.test_pictures import photo
from tests.adapters.pictures.made import plain as picture
from tests.certification.world import small_scheme
from tests.web.workplaces.office import Office, as_it_is, plain

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from tests.web.library_of import Library

CLOSED = re.compile(r'href="(/evidence/for/[^"]+)" download')


@pytest.fixture
def office(library: Library, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Without a fee and a training, at the moment at which the applicant writes."""
    made = Office(library, small_scheme(subject=SubjectKind.PRODUCT, fees=(), training=None), monkeypatch)
    made.apply()
    return made


def add(office: Office, name: str, content: bytes, **more: str) -> str:
    return office.send(
        "Alice", office.at("write", "wiring"), statement="x", do="file", file=as_it_is(name, content), **more
    )


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response)


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


# What a page shows ----------------------------------------------------------------------------------------------------


def test_a_picture_is_shown_small_and_large_and_never_as_it_came(office: Office) -> None:
    page = add(office, "lamp.jpg", photo("JPEG", size=(1900, 1300)))
    assert "Taken out: the place where it was made" in page
    [small] = re.findall(r'<img src="(/evidence/for/[^"]+-640\.webp)"', page)
    [large] = re.findall(r'class="piece-picture" href="(/evidence/for/[^"]+-1600\.webp)"', page)
    for address, width in ((small, 640), (large, 1600)):
        response = Client().get(address)
        assert (response.status_code, response.headers["Content-Type"]) == (200, "image/webp")
        with Image.open(io.BytesIO(response.content)) as shown:
            assert shown.width == width
    assert SmallPicture.objects.count() == 3
    assert Client().get(small.replace("-640.", "-641.")).status_code == 404


def test_a_picture_that_is_none_inside_is_said_not_to_be_shown(office: Office) -> None:
    raw = bytearray(picture(size=(40, 30)))
    at = raw.index(b"IDAT") + 4
    raw[at : at + 4] = b"\0\0\0\0"
    page = add(office, "broken.png", bytes(raw))
    [small] = re.findall(r'<img src="([^"]+)"', page)
    assert Client().get(small).status_code == 404


def test_a_table_an_archive_a_document_and_a_text_are_shown_in_place(office: Office) -> None:
    add(office, "runs.csv", b"run,minutes\n1,22.5\n2,<script>alert(1)</script>\n")
    add(office, "all.zip", zipped(a=b"x" * 2000, **{"../out": b"y"}))
    add(office, "plan.pdf", b"%PDF-1.7 <</Type/Page>> <</Type /Page /JS (x)>>")
    page = add(office, "note.md", b"# A note\n<b>words</b> <script>alert(2)</script>")
    text = plain(page)
    assert "22.5" in text
    assert "2 files in it" in text
    assert "a name that leads out of the archive" in text
    assert "about 2 pages" in text
    assert "It brings scripts along." in text
    assert "# A note" in text
    assert "<script>alert" not in page
    assert "&lt;b&gt;words&lt;/b&gt;" in page
    assert LookedInto.objects.count() == 3
    office.get("Alice", office.at("write", "wiring"))
    assert LookedInto.objects.count() == 3


def test_a_bomb_is_called_one(office: Office) -> None:
    page = add(office, "bomb.zip", zipped(zeros=bytes(30_000_000)))
    assert "This archive is a bomb" in page


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.xhtml", "a.js", "a.txt"])
def test_what_a_browser_would_run_goes_out_as_bytes(office: Office, name: str) -> None:
    page = add(
        office, name, b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
    )
    assert "Files of this kind are not shown here." in plain(page)
    [address] = CLOSED.findall(page)
    response = Client().get(address)
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.tif", picture("TIFF"), "image/tiff"),
        ("a.m4a", mp4(place=False, brand=b"M4A "), "audio/mp4"),
        ("a.mov", mp4(place=False, brand=b"qt  "), "video/quicktime"),
        ("a.wav", b"RIFF\x04\0\0\0WAVE", "audio/wav"),
        ("a.flac", b"fLaC" + bytes(40), "audio/flac"),
        ("a.mp3", b"ID3\x04" + bytes(40), "audio/mpeg"),
        ("a.opus", b"OggS" + bytes(24) + b"OpusHead", "audio/ogg"),
        ("a.ogv", b"OggS" + bytes(24) + b"\x80theora", "video/ogg"),
        ("a.avi", b"RIFF\x04\0\0\0AVI ", "application/octet-stream"),
    ],
)
def test_sounds_films_and_pictures_are_called_what_they_are(
    office: Office, name: str, content: bytes, expected: str
) -> None:
    add(office, name, content)
    assert Upload.objects.get().media_type == expected


def test_only_pages_with_evidence_may_play_films_and_only_ours(office: Office) -> None:
    for steps, allowed in ((("write", "wiring"), True), ((), False), (("submit",), False)):
        policy = office.browsers["Alice"].get(office.at(*steps)).headers["Content-Security-Policy"]
        assert ("media-src 'self'" in policy) is allowed
        assert "unsafe" not in policy


# How files go out -----------------------------------------------------------------------------------------------------


@pytest.fixture
def film(office: Office) -> str:
    [address] = CLOSED.findall(add(office, "a.mp4", mp4(place=False)))
    return str(address)


def test_a_film_is_had_piece_by_piece_without_a_cookie(office: Office, film: str) -> None:
    raw = mp4(place=False)
    stranger = Client()
    whole = stranger.get(film)
    assert (whole.status_code, body(whole), whole.headers["Accept-Ranges"]) == (200, raw, "bytes")
    assert not whole.cookies
    assert "Cookie" not in whole.headers.get("Vary", "")
    at = raw.index(FRAMES[0])
    part = stranger.get(film, headers={"range": f"bytes={at}-{at + len(FRAMES[0]) - 1}"})
    assert (part.status_code, body(part)) == (206, FRAMES[0])
    assert part.headers["Content-Range"] == f"bytes {at}-{at + len(FRAMES[0]) - 1}/{len(raw)}"
    assert stranger.get(film, headers={"range": f"bytes={len(raw)}-"}).status_code == 416
    assert "no-store" not in whole.headers["Cache-Control"]


def test_an_address_is_good_for_some_hours_and_for_one_file(office: Office, film: str) -> None:
    now, row = clock.now(), Upload.objects.get()
    _empty, _evidence, _for, application, until, signed, _digest, _name = film.split("/")
    assert is_good(application, row.sha256, until, signed, now)
    assert not is_good(application, "0" * 64, until, signed, now)
    assert not is_good("other", row.sha256, until, signed, now)
    assert not is_good(application, row.sha256, str(int(until) + 1), signed, now)
    office.later(hours=10)
    assert Client().get(film).status_code == 404
    assert Client().get(closed_address(application, row.sha256, row.name, clock.now())).status_code == 200
    assert Client().get(picture_address(application, row.sha256, 640, clock.now())).status_code == 404


def test_a_forged_address_opens_nothing(film: str) -> None:
    parts = film.split("/")
    for place, other in ((3, "a-other"), (4, "999999999"), (5, "0" * 32), (6, "1" * 64)):
        forged = "/".join([*parts[:place], other, *parts[place + 1 :]])
        assert Client().get(forged).status_code == 404


# What is open ---------------------------------------------------------------------------------------------------------


def test_open_evidence_is_on_the_page_of_the_certificate_and_closed_evidence_is_a_digest_there(office: Office) -> None:
    office.write()
    add(office, "home.png", picture(), private="on")
    add(office, "lamp.png", picture(size=(20, 20)))
    closed, opened = Upload.objects.get(name="home.png"), Upload.objects.get(name="lamp.png")
    stranger = Client()
    assert stranger.get(f"/evidence/{opened.sha256}/lamp.png").status_code == 404
    office.submit()
    office.accept()
    office.settle()
    office.begin()
    office.assign()
    assert stranger.get(f"/evidence/{opened.sha256}/lamp.png").status_code == 404
    office.judge_all()
    office.decide()
    number = office.issue()
    page = stranger.get(f"/certificates/{number}").content.decode()
    assert f'href="/evidence/{opened.sha256}/lamp.png"' in page
    assert f"sha256:{opened.sha256}" in page
    assert f"sha256:{closed.sha256}" in page
    assert "home.png" not in page
    response = stranger.get(f"/evidence/{opened.sha256}/lamp.png")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    assert stranger.get(f"/evidence/{opened.sha256}/other.png").status_code == 404
    assert stranger.get(f"/evidence/{closed.sha256}/home.png").status_code == 404
    assert office.browsers["Alice"].get(f"/evidence/{closed.sha256}/home.png").status_code == 404


# Notes on films -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:23 The clamp opens.", [Noted(83, "1:23", "The clamp opens.")]),
        ("1:02:03 - late\n0:05: early", [Noted(5, "0:05", "early"), Noted(3723, "1:02:03", "late")]),
        ("no time here\n1:75 nor here\n", []),
    ],
)
def test_lines_that_begin_with_a_time_are_notes(text: str, expected: list[Noted]) -> None:
    assert noted(text) == expected


def test_notes_on_a_film_are_saved_with_the_form_and_stay_the_evaluators_own(office: Office) -> None:
    office.write()
    office.send(
        "Alice", office.at("write", "wiring"), statement="x", do="file", file=as_it_is("a.mp4", mp4(place=False))
    )
    office.submit()
    office.accept()
    office.settle()
    office.begin()
    office.assign()
    address = office.at("judge", "wiring")
    page = office.get("Ben", address)
    [field] = re.findall(r'<textarea name="(notes_[0-9a-f]{16})"', page)
    assert f'data-notes="{field}"' in page
    page = office.send("Ben", address, do="save", **{field: "0:07 <b>It slips.</b>"})
    [link] = re.findall(r'<a href="([^"]+)#t=7" data-second="7">0:07</a> &lt;b&gt;It slips', page)
    assert Client().get(link).status_code == 200
    assert "It slips" not in office.get("Cleo", address)
    criterion = next(one for one in office.people_criteria if one.id == "wiring")
    office.send("Ben", address, **office.verdict(criterion, met=False), **{field: "0:07 It slips."})
    office.judge("Cleo", criterion)
    talk = office.get("Ben", office.at("talk", "wiring"))
    assert "It slips." in talk
    assert "It slips" not in office.get("Cleo", office.at("talk", "wiring"))
    assert all("It slips" not in str(entry.data) for entry in memory().entries)


def test_the_same_address_is_given_for_an_hour_so_that_a_browser_knows_it_again(office: Office) -> None:
    now = clock.now().replace(minute=0, second=0)
    given = [closed_address("a", "0" * 64, "x", now + timedelta(minutes=one)) for one in (0, 59, 61)]
    assert given[0] == given[1] != given[2]
