# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import contextlib
import html
import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.blobs import FILE
from oshmark.manifest.fields import MODULE, PART, SOFTWARE
from oshmark.manifest.read import read
from oshmark.web.library.groups import GROUPS
from oshmark.web.library.labels import FIELDS
from oshmark.web.library.presentation import VALUES
from tests.made_up import manifest
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from tests.web.library_of import Library


@pytest.fixture
def full(library: Library, client: Client) -> str:
    address = library.add(FULL, origin="https://github.com/Weaver/Loom/raw/main/okh.toml")
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def shown_keys(page: str) -> set[str]:
    return set(re.findall(r'data-key="([^"]+)"', page))


def test_the_full_manifest_has_every_field_of_a_module() -> None:
    found = read(FULL.encode(), name="okh.toml")
    empty = [
        field.key for field in MODULE if field.key != "rdf" and getattr(found.manifest, field.attribute) in (None, ())
    ]
    assert empty == []


def test_every_field_of_a_module_is_on_the_page(full: str) -> None:
    assert {field.key for field in MODULE} - shown_keys(full) == set()
    assert len(shown_keys(full)) >= len(MODULE) == 64


def test_every_field_of_software_is_on_the_page(full: str) -> None:
    software = full[full.index('id="software"') :]
    assert {field.key for field in SOFTWARE} - shown_keys(software) == set()


def test_every_field_of_a_part_that_has_a_value_is_on_its_page(library: Library, client: Client) -> None:
    table = FULL[FULL.index("image =") : FULL.index("weaving-width")].replace("\n[", "\n[part.")
    address = library.add(FULL[: FULL.index("[[part]]")] + '[[part]]\nname = "Heddle"\n' + table + MASS_AND_SIZE)
    page = client.get(f"{address}/-/part/heddle").content.decode()
    assert {field.key for field in PART} - shown_keys(page) == set()


MASS_AND_SIZE = """
[part.outer-dimensions]
openSCAD = "cube(size = [301, 42, 23])"
unit = "mm"
[part.mass]
value = 87.6
unit = "g"
"""


@pytest.mark.parametrize(
    "value",
    [
        "425 × 425 mm",
        "1.61 mm",
        "1201 × 902 × 1503 mm",
        "42.5 kg",
        "41.5 %",
        "305 dpi",
        "0.035 / 0.0175 / 0.0175 / 0.035 mm",
        "Wilma Weaver",
        "Weavers United",
        "British English",
        "Prototyping and testing",
        "D03D 35/00",
        "https://journal.example.org/10.1000/loom",
        "900 own unit",
        "Pattern maker",
        "patterns",
        "Shuttle",
        "301 × 42 × 23 mm",
        "87.6 g",
        "33.3 % infill",
        "CC0-1.0",
        "20 November 2026",
        "This is the maker’s statement; beside each stands what it is worth here.",
        "May I sell what I make?",
    ],
)
def test_the_page_shows(full: str, value: str) -> None:
    assert value in html.unescape(full).replace("\N{NO-BREAK SPACE}", " ")


def test_files_link_to_the_repository(full: str) -> None:
    assert 'href="https://github.com/weaver/loom/blob/HEAD/docs/bom.csv"' in full


def test_links_to_strangers_are_marked(full: str) -> None:
    links = re.findall(r'<a href="https?://[^"]*"[^>]*>', full)
    assert len(links) > 10
    assert [link for link in links if 'rel="nofollow noopener noreferrer"' not in link] == []


def test_own_keys_of_a_part_are_on_its_page(library: Library, client: Client) -> None:
    page = client.get(f"{library.add(FULL)}/-/part/shuttle").content.decode()
    assert "kept with the part" in page


def test_findings_name_line_column_and_what_to_do(library: Library, client: Client) -> None:
    address = library.add(manifest(head="nmae = 'x'\n"))
    page = html.unescape(client.get(address).content.decode())
    assert '<a href="#L1">line 1, column 1</a>' in page
    assert 'id="L1"' in page
    assert "What to do:" in page


def test_a_change_under_the_same_version_is_said(library: Library, client: Client) -> None:
    address = library.add(manifest())
    library.add(manifest(function="It prints otherwise."))
    page = client.get(address).content.decode()
    assert "The manifest has changed under the same version." in page
    # What is new is shown as a difference, and nowhere else: the release stays as it was admitted.
    assert page.count("It prints otherwise.") == page.count("<ins><bdi>It prints otherwise.</bdi></ins>") == 1


def test_an_older_release_names_the_newer_one(library: Library, client: Client) -> None:
    old = library.add(manifest(version="1.0.0"))
    new = library.add(manifest(version="1.1.0"))
    page = client.get(old).content.decode()
    assert f'There is a newer version in the library: <a href="{new}">' in page
    assert "There is a newer version" not in client.get(new).content.decode()


def test_a_module_shows_its_latest_release_and_lists_all(library: Library, client: Client) -> None:
    first = library.add(manifest(version="1.0.0", function="The old text."))
    second = library.add(manifest(version="1.1.0", function="The new text."))
    page = client.get(first.partition("/-/")[0]).content.decode()
    assert "The new text." in page
    assert "The old text." not in page
    assert first in page
    assert second in page


def damage(path: Path) -> None:
    """What a failing disk does to the payloads."""
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute("UPDATE payload SET raw = x'00'").rowcount == 1


def test_a_damaged_payload_is_said_and_no_crash(library: Library, client: Client) -> None:
    address = library.add(manifest())
    damage(library.published.parent / "payloads" / FILE)
    response = client.get(address)
    assert response.status_code == 503
    assert "restored from a backup" in response.content.decode()
    assert client.get(f"{address}/-/ttl").status_code == 503
    assert client.get(f"{address}/-/raw").status_code == 503


def test_ten_thousand_parts_are_bounded(library: Library, client: Client) -> None:
    parts = "".join(f'[[part]]\nname = "Part {n}"\n' for n in range(10_000))
    address = library.add(manifest() + parts.encode())
    response = client.get(address)
    page = response.content.decode()
    assert page.count('role="rowheader"') < 300
    assert "The first 200 of 10000 parts." in page
    assert f"{address}/-/json" in page
    assert len(response.content) < 500_000


def test_every_key_has_words_a_place_and_a_way_to_be_shown() -> None:
    keys = {field.key for field in (*MODULE, *PART, *SOFTWARE)}
    assert keys - FIELDS.keys() == set()
    assert {field.kind for field in (*MODULE, *PART, *SOFTWARE)} - VALUES.keys() == {
        field.kind for field in MODULE if field.key in ("part", "software")
    }
    grouped = [key for _anchor, _title, keys in GROUPS for key in keys]
    assert len(grouped) == len(set(grouped))


def test_a_field_without_a_group_shows_all_the_same(full: str) -> None:
    more = full[full.index('id="more"') :]
    assert {"okhv", "timestamp", "rdf"} <= shown_keys(more)
