# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from tests.made_up import NOT_OPEN, manifest
from tests.web.library_of import SITE
from tests.web.manifests import FULL, WAITING

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.library_of import Library

HIDDEN = ("Hidden Person", "Shines only", "Unobtainium", "Concealed Bulb", "bulb.scad")


@pytest.fixture
def address(library: Library) -> str:
    library.add(FULL)
    address = library.add(WAITING)
    library.publish()
    return address


def test_pages_show_name_repository_reason_and_the_way_to_the_text(client: Client, address: str) -> None:
    for path in ("/quarantine", address, address.partition("/-/")[0]):
        page = client.get(path).content.decode()
        assert "Secret Lamp" in page
        assert "git.example.org/secret/lamp" in page
        assert "not open" in page
        assert f"{address}/-/raw" in page


def test_nothing_else_of_it_is_anywhere(client: Client, address: str) -> None:
    module = address.partition("/-/")[0]
    pages = [
        "/",
        "/search",
        "/search?q=lamp",
        "/search?q=secret",
        "/quarantine",
        "/quarantine.csv",
        "/about",
        address,
        module,
    ]
    for path in pages:
        response = client.get(path)
        assert response.status_code == 200
        content = response.getvalue().decode()
        assert [text for text in HIDDEN if text in content] == []


def test_the_search_does_not_find_it(client: Client, address: str) -> None:
    assert address not in client.get("/search?q=lamp").content.decode()
    assert "Nothing was found" in client.get("/search?q=unobtainium").content.decode()


@pytest.mark.parametrize("form", ["ttl", "jsonld", "nt", "json", "toml"])
def test_it_has_no_data_forms(client: Client, address: str, form: str) -> None:
    for path in (address, address.partition("/-/")[0]):
        response = client.get(f"{path}/-/{form}")
        assert response.status_code == 404
        assert [text for text in HIDDEN if text in response.content.decode()] == []


def test_it_cannot_be_had_by_accept_either(client: Client, address: str) -> None:
    assert client.get(address, headers={"accept": "text/turtle"}).status_code == 406
    module = client.get(address.partition("/-/")[0], headers={"accept": "text/turtle"})
    assert module.status_code == 404
    assert "Hidden" not in module.content.decode()


def test_its_parts_have_no_pages(client: Client, address: str) -> None:
    response = client.get(f"{address}/-/part/concealed-bulb")
    assert response.status_code == 404
    assert "Concealed" not in response.content.decode()


def test_its_text_is_there(client: Client, address: str) -> None:
    response = client.get(f"{address}/-/raw")
    assert response.content.decode() == WAITING
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_waiting_release_of_an_open_module_shows_only_that_it_waits(library: Library, client: Client) -> None:
    library.add(manifest(version="1.0.0"))
    library.add(manifest(version="2.0.0", licence=NOT_OPEN, function="Secretly otherwise."))
    address = "/m/git.example.org/lark/printer"
    page = client.get(address).content.decode()
    assert "Waiting for their licence" in page
    assert "Secretly otherwise" not in page
    assert "2.0.0" not in client.get(f"{address}/-/json").content.decode()


def test_the_table_has_one_row_for_each(library: Library, client: Client) -> None:
    library.add(manifest(name="=HYPERLINK(1)", licence=NOT_OPEN))
    rows = list(csv.reader(io.StringIO(client.get("/quarantine.csv").getvalue().decode())))
    assert rows[0] == ["name", "repository", "reason", "manifest"]
    assert len(rows) == 2
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert rows[1][3].startswith(f"{SITE}/m/git.example.org/lark/printer/-/v/1.0.0/-/raw")


def test_a_long_list_comes_in_pages(library: Library, client: Client) -> None:
    for number in range(51):
        library.add(manifest(name=f"Lamp {number:03}", version=str(number), licence=NOT_OPEN))
    first, second = (client.get(f"/quarantine?page={number}").content.decode() for number in (1, 2))
    assert "Lamp 049" in first
    assert "Lamp 050" not in first
    assert "Lamp 050" in second
    assert client.get("/quarantine?page=3").status_code == 404
    assert client.get("/quarantine?page=x").status_code == 404


def test_an_empty_list_says_so(library: Library, client: Client) -> None:
    assert "Nothing is withheld at the moment." in client.get("/quarantine").content.decode()
