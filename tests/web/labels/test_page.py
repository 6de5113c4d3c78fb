# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""C-20 … C-34, C-121, C-128: the page behind the code says what it is first, and holds everything."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from msgspec.structs import replace

from oshmark.errors import StateError
from oshmark.label.content import Standing
from oshmark.label.declaration import Performance, Topic
from oshmark.label.ingredients import Ingredient, Ingredients
from oshmark.label.words import LANGUAGES, words
from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.archive.files import files_of
from oshmark.web.labels.models import Label
from oshmark.web.library.withdrawing import withdraw
from tests.web.library_of import NOW
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from tests.web.labels.labelled import Labelled
    from tests.web.library_of import Library

FIRST = 14_000
"""Bytes that come with the first round of an answer (RFC 6928: ten segments)."""


def get(path: str, language: str = "en", **headers: str) -> str:
    response = Client().get(path, headers={"accept": "text/html", "accept-language": language, **headers})
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def head_bytes(path: str, language: str) -> bytes:
    """The first bytes of an answer as they go over the wire, with the headers, uncompressed."""
    response = Client().get(path, headers={"accept": "text/html", "accept-language": language})
    lines = [f"{name}: {value}\r\n" for name, value in response.headers.items()]
    return ("HTTP/1.1 200 OK\r\n" + "".join(lines) + "\r\n").encode() + response.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_is_comes_with_the_first_14_000_bytes(labelled: Labelled, language: str) -> None:
    said = words(language)
    first = head_bytes(f"{labelled.path}/A-0003", language)[:FIRST].decode(errors="ignore")
    body = first[first.index("<body>") :]
    number = labelled.label.number
    wanted = (
        said("self_declared"),
        "Full Loom",
        "2.1.0",
        "Lark Workshop",
        "Graz",
        f"{number[:4]}-{number[4:]}",
        "A-0003",
    )
    places = [body.find(text) for text in wanted]
    assert min(places) >= 0, dict(zip(wanted, places, strict=True))
    assert places[0] == min(places)
    assert f'lang="{language}"' in first
    assert ('dir="rtl"' in first) is (language == "ar")


def test_a_label_that_was_made_of_very_much_says_the_same_as_early(library: Library) -> None:
    from tests.web.labels.test_issuing import Shop  # noqa: PLC0415  it needs the library first

    shop = Shop(library)
    shop.parts = Ingredients(
        order=shop.parts.order, items=tuple(Ingredient(name=f"Part {at}", number=f"N{at}") for at in range(3000))
    )
    shop.declaration = replace(shop.declaration, product="L" * 200, lifetime_design="x" * 4000)
    label = shop.issue()
    whole = head_bytes(f"/C/{label.number}", "en")
    assert b"Graz" in whole[:FIRST]
    body = whole.decode()
    assert all(f">Part {at}<" in body for at in range(3000))  # C-24: none is missing


def test_the_page_loads_nothing_and_runs_nothing(labelled: Labelled) -> None:
    response = Client().get(labelled.path)
    page = response.content.decode()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = response.headers["Content-Security-Policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert "<script" not in page
    assert "style=" not in page
    assert re.findall(r'<link[^>]+rel="(?:stylesheet|preload)"', page) == []
    assert [src for src in re.findall(r'<img[^>]+src="([^"]+)"', page) if not src.startswith("/picture/")] == []


def test_everything_of_the_label_is_there(labelled: Labelled) -> None:
    page = get(labelled.path)
    for text in (
        "It lasts.",
        "Four hex keys do.",
        "Weave.",
        "https://weaver.example.org/how",
        "CERN-OHL-S-2.0",
        "none yet",
    ):
        assert text in page, text
    for item in labelled.shop.parts.items:
        assert item.name.replace("'", "&#x27;") in page
    for topic in Topic:
        assert words("en")(f"topic_{topic.value}") in page
    assert page.count("not provided") >= 4
    assert "BOM-quality: provided, not checked against the bill of materials" in page
    assert page.index("Lifetime design") < page.index("Modularity") < page.index('id="components"')
    assert "It is not a certificate." in page
    assert f'href="{labelled.release}"' in page


def test_every_file_is_two_clicks_away_with_its_digest_and_without_an_account(labelled: Labelled) -> None:
    page = get(labelled.path)
    for row in files_of(labelled.release):
        if not row.sha256:
            assert row.problem in page
            continue
        assert row.sha256 in page
        [address] = re.findall(rf'href="(/files/{row.sha256}/[^"]+)"', page)
        raw = b"".join(Client().get(address))
        assert hashlib.sha256(raw).hexdigest() == row.sha256


def test_other_spellings_lead_to_the_one(labelled: Labelled) -> None:
    number = labelled.label.number
    dashed = f"{number[:4]}-{number[4:]}".lower()
    for written in (f"/c/{number.lower()}", f"/C/{dashed}", f"/C/{number}/", f"/C/%20{number}"):
        response = Client().get(written)
        assert (response.status_code, response.headers["Location"]) == (301, labelled.path), written
    assert Client().get(f"/c/{number}/a-0003?lang=de").headers["Location"] == f"{labelled.path}/A-0003?lang=de"
    assert Client().get(f"/c/{number}/-/ttl").headers["Location"] == f"{labelled.path}/-/ttl"


def test_a_number_that_was_never_given_explains_itself_in_the_language_of_the_phone(labelled: Labelled) -> None:
    del labelled
    for written in ("/C/AAAAAAAA", "/C/x", "/C/%00", "/C/<script>", "/C"):
        response = Client().get(written, headers={"accept-language": "es"})
        assert response.status_code == 404
        assert 'name="number"' in response.content.decode()
        assert 'lang="es"' in response.content.decode()
        assert "<script>" not in response.content.decode()


def test_a_typed_number_is_found(labelled: Labelled) -> None:
    number = labelled.label.number
    assert Client().get("/C", {"number": f" {number[:4]} {number[4:]} ".lower()}).headers["Location"] == labelled.path
    assert Client().get("/C", {"number": f"{number}/a-0003"}).headers["Location"] == f"{labelled.path}/A-0003"
    assert 'action="/C"' in Client().get("/").content.decode()


def test_a_gtin_leads_to_a_running_label_that_owns_it_only(labelled: Labelled) -> None:
    assert Client().get("/01/04006381333931").status_code == 404
    labelled.shop.declare(labelled.label, replace(labelled.shop.declaration, gtin="4006381333931"))
    assert Client().get("/01/04006381333931").headers["Location"] == labelled.path
    assert Client().get("/01/04006381333931/21/a-0003").headers["Location"] == f"{labelled.path}/A-0003"
    labelled.end()
    assert Client().get("/01/04006381333931").status_code == 404


def test_the_language_is_that_of_the_phone_until_the_reader_chooses(labelled: Labelled) -> None:
    assert 'lang="de"' in get(labelled.path, "fr;q=0.9, de-AT;q=0.8, en;q=0.1")
    assert 'lang="hi"' in get(f"{labelled.path}?lang=hi", "de")
    assert '<html lang="en"' in get(f"{labelled.path}?lang=%3Cscript", "en")
    response = Client().get(labelled.path, headers={"accept-language": "zh-CN"})
    assert response.headers["Content-Language"] == "zh"
    assert "Accept-Language" in response.headers["Vary"]
    # The same address again, in another language: what is kept is not given to somebody else.
    assert "Selbst erklärt" in get(labelled.path, "de")
    assert "Self-declared" in get(labelled.path, "en")


def test_an_ended_label_says_so_first_with_the_reason(labelled: Labelled) -> None:
    get(labelled.path)
    labelled.end("<b>The batch</b> was recalled.")
    body = get(labelled.path).partition("<body>")[2]
    assert (
        body.index("This label has ended")
        < body.index("&lt;b&gt;The batch&lt;/b&gt; was recalled.")
        < body.index("<h1")
    )
    assert "Self-declared, not certified" in body


def test_a_newer_release_and_the_history_are_told(labelled: Labelled, library: Library) -> None:
    labelled.shop.declare(labelled.label, replace(labelled.shop.declaration, repair="Two hex keys do."))
    library.add(FULL.replace('"2.1.0"', '"3.0.0"'))
    page = get(labelled.path)
    assert "There is a newer version: 3.0.0" in page
    history = page[page.index("history") :]
    for text in ("Label issued", "Declaration changed", "Newer version 3.0.0 in the library"):
        assert text in history


def test_of_a_withdrawn_release_only_that_is_left(labelled: Labelled) -> None:
    assert "It lasts." in get(labelled.path)
    label = labelled.label
    digests = [row.sha256 for row in files_of(labelled.release) if row.sha256]
    withdraw(
        "https://github.com/Weaver/Loom",
        Why.OPT_OUT,
        reason="They wrote to us.",
        payloads=wiring.payloads(),
        actor="test",
        now=NOW + timedelta(days=1),
    )
    number = labelled.path
    for path in (
        number,
        f"{number}/A-0003",
        f"{number}/-/ttl",
        f"{number}/-/json",
        f"{number}/package.zip",
        f"{number}/-/report",
    ):
        response = Client().get(path)
        assert response.status_code == 410, path
        text = response.content.decode()
        assert not any(word in text for word in ("Full Loom", "It lasts", "Lark", "Graz", "Shuttle")), path
    assert "They wrote to us." in Client().get(number).content.decode()
    for digest in (label.declaration, label.bill):
        with pytest.raises(StateError, match="missing"):
            wiring.payloads().get(digest)
    assert not any(wiring.archive().size(digest) for digest in digests)
    assert Label.objects.filter(number=label.number).exists()  # the number is never given again


def test_what_another_label_declares_stays_when_one_is_withdrawn(labelled: Labelled, library: Library) -> None:
    library.add(FULL.replace("Weaver/Loom", "Weaver/Mill"))
    withdraw(
        "https://github.com/Weaver/Mill", Why.TAKEDOWN, reason="x", payloads=wiring.payloads(), actor="test", now=NOW
    )
    assert "It lasts." in get(labelled.path)


def test_the_producer_cannot_speak_in_our_voice(labelled: Labelled) -> None:
    evil = "Certified by the library</p><p class='standing'>CERTIFIED \u202e"
    measured = Performance(what="Certified", value="ISO 9001 certified", method="<style>body{}</style>", on=NOW.date())
    labelled.shop.declaration = replace(
        labelled.shop.declaration, lifetime_design=evil[:-1], modularity="✔ approved", performance=(measured,)
    )
    labelled.shop.declare(labelled.label, labelled.shop.declaration)
    page = get(labelled.path)
    assert page.count('class="standing') == 1
    assert page.count("<style>") == 1
    assert "“Certified by the library&lt;/p&gt;" in page
    assert "“✔ approved”" in page
    assert "“ISO 9001 certified”" in page
    assert page.count("in the producer&#x27;s own words") + page.count("in the producer's own words") >= 3


def test_the_release_page_lists_its_labels_and_a_new_one_at_once(labelled: Labelled) -> None:
    page = get(labelled.release)
    assert f'href="{labelled.path}"' in page
    assert "self-declared, not certified" in page
    labelled.end()
    assert "<strong>ended</strong>" in get(labelled.release)


def test_a_page_says_while_files_are_on_their_way(labelled: Labelled) -> None:
    assert "Files are still being archived" in get(labelled.path)


def test_standing_is_nothing_but_what_the_log_says(labelled: Labelled) -> None:
    assert {one.value for one in Standing} == {"self-declared", "ended"}
    labelled.end()
    assert Client().get(f"{labelled.path}/-/json").json()["standing"] == "ended"
