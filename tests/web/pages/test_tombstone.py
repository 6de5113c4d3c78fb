# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is left of something that was withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.library.withdrawing import withdraw
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.library_of import Library

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
MODULE = "/m/github.com/weaver/loom"
PAGES = [MODULE, f"{MODULE}/-/v/2.1.0", f"{MODULE}/-/v/2.1.0/-/part/shuttle", f"{MODULE}/-/v/never-seen"]
FORMS = ["", "/-/ttl", "/-/jsonld", "/-/nt", "/-/json"]


@pytest.fixture
def gone(library: Library) -> Library:
    library.add(FULL)
    library.publish()
    withdraw(
        "https://github.com/weaver",
        Why.OPT_OUT,
        reason="<b>wilma@weaver.example.org</b> wrote to us",
        payloads=wiring.payloads(),
        actor="tests",
        now=NOW,
    )
    library.publish()
    return library


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_below_a_withdrawn_address_is_gone_in_the_form_that_was_asked_for(
    client: Client, gone: Library, page: str, form: str
) -> None:
    answer = client.get(f"{page}{form}")
    assert answer.status_code == 410
    text = answer.content.decode()
    assert "asked to be left out of the library on 21 November 2026" in text
    assert "wrote to us" in text
    for secret in ("wilma@", "Full Loom", "Weaves"):
        assert secret not in text
    assert form or "<b>" not in text
    assert (
        answer.headers["Content-Type"].partition(";")[0]
        == {
            "": "text/html",
            "/-/ttl": "text/turtle",
            "/-/jsonld": "application/ld+json",
            "/-/nt": "application/n-triples",
            "/-/json": "application/json",
        }[form]
    )


def test_the_raw_manifest_is_gone_too(client: Client, gone: Library) -> None:
    answer = client.get(f"{MODULE}/-/v/2.1.0/-/raw")
    assert (answer.status_code, b"Loom" in answer.content) == (410, False)


def test_search_quarantine_and_home_name_it_no_more(client: Client, gone: Library) -> None:
    for page in ("/", "/search?q=loom", "/quarantine", "/quarantine.csv"):
        answer = client.get(page)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        assert answer.status_code == 200
        assert b"Full Loom" not in content
