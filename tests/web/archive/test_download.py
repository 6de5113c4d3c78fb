# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archived files go out to be saved: never shown, never run, in parts where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.archive.files import file_address, files_of
from oshmark.web.archive.media_types import TYPES, file_name_of, media_type_of
from oshmark.web.library.archiving import archive_release
from oshmark.web.library.withdrawing import withdraw
from tests.web.archive.conftest import BOM, FILES, NOW, Hosts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.test import Client


@pytest.fixture
def links(release: str, hosts: Hosts) -> dict[str, str]:
    """The addresses of the archived files by their path."""
    archive_release(release, hosts, NOW)
    return {row.path: file_address(row) for row in files_of(release)}


def body(response: Iterable[bytes]) -> bytes:
    return b"".join(response)


@pytest.mark.parametrize("path", FILES)
def test_each_file_goes_out_as_it_came(client: Client, links: dict[str, str], path: str) -> None:
    response = client.get(links[path])
    assert response.status_code == 200
    assert body(response) == FILES[path]
    assert response.headers["Content-Length"] == str(len(FILES[path]))


@pytest.mark.parametrize("path", FILES)
def test_no_browser_takes_a_file_for_a_page(client: Client, links: dict[str, str], path: str) -> None:
    headers = client.get(links[path]).headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "Set-Cookie" not in headers
    assert not headers["Content-Type"].startswith(("text/html", "image/svg", "application/xhtml", "text/javascript"))


def test_a_drawing_goes_out_as_bytes(client: Client, links: dict[str, str]) -> None:
    assert client.get(links["images/lark.svg"]).headers["Content-Type"] == "application/octet-stream"
    assert client.get(links["bom.csv"]).headers["Content-Type"] == "text/csv"


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-3", 206, 0, 4),
        ("bytes=5-", 206, 5, None),
        ("bytes=-6", 206, -6, None),
        ("bytes=3-99999", 206, 3, None),
        ("bytes=0-0", 206, 0, 1),
        ("bytes=5-2", 200, 0, None),
        ("bytes=0-1,3-4", 200, 0, None),
        ("lines=0-3", 200, 0, None),
        ("bytes=-", 200, 0, None),
    ],
)
def test_a_part_of_a_file_can_be_had(
    client: Client, links: dict[str, str], asked: str, status: int, start: int, end: int | None
) -> None:
    response = client.get(links["bom.csv"], headers={"range": asked})
    assert (response.status_code, body(response)) == (status, BOM[start:end])
    if status == 206:
        first = start if start >= 0 else len(BOM) + start
        last = (len(BOM) if end is None else end) - 1
        assert response.headers["Content-Range"] == f"bytes {first}-{last}/{len(BOM)}"


@pytest.mark.parametrize("asked", ["bytes=99999-", "bytes=99999-100000", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client: Client, links: dict[str, str], asked: str) -> None:
    response = client.get(links["bom.csv"], headers={"range": asked})
    assert (response.status_code, response.headers["Content-Range"]) == (416, f"bytes */{len(BOM)}")


def test_who_has_the_file_gets_no_bytes_and_a_part_of_another_state_is_the_whole(
    client: Client, links: dict[str, str]
) -> None:
    etag = client.get(links["bom.csv"]).headers["ETag"]
    known = client.get(links["bom.csv"], headers={"if-none-match": etag})
    assert (known.status_code, body(known)) == (304, b"")
    same = client.get(links["bom.csv"], headers={"range": "bytes=0-3", "if-range": etag})
    other = client.get(links["bom.csv"], headers={"range": "bytes=0-3", "if-range": '"other"'})
    assert (same.status_code, other.status_code) == (206, 200)


def test_head_says_the_same_without_the_bytes(client: Client, links: dict[str, str]) -> None:
    response = client.head(links["bom.csv"])
    assert (response.status_code, body(response)) == (200, b"")
    assert response.headers["Content-Length"] == str(len(BOM))


def test_a_file_goes_under_its_own_name_only(client: Client, links: dict[str, str]) -> None:
    digest = links["bom.csv"].split("/")[2]
    assert client.get(f"/files/{digest}/invoice.exe").status_code == 404
    assert client.get(f"/files/{'0' * 64}/bom.csv").status_code == 404


def test_what_was_withdrawn_is_gone(client: Client, links: dict[str, str]) -> None:
    withdraw(
        "https://git.example.org/lark",
        Why.OPT_OUT,
        reason="a test",
        payloads=wiring.payloads(),
        actor="test",
        now=NOW,
    )
    for link in links.values():
        assert client.get(link).status_code == 410


def test_a_file_that_is_lost_is_said_to_be_so(client: Client, links: dict[str, str]) -> None:
    wiring.archive().remove(links["bom.csv"].split("/")[2])
    assert client.get(links["bom.csv"]).status_code == 503


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("bom.csv", "bom.csv"),
        ("a/b/Stückliste.ods", "Stückliste.ods"),
        ("https://x.example.org/f.step?raw=1#x", "f.step"),
        ('a/"b"\r\nX: y.csv', "_b_X_ y.csv"),
        ("..", "file"),
        ("a/", "a"),
        ("", "file"),
        ("x" * 500 + ".csv", "x" * 100 + ".csv"),
    ],
)
def test_a_name_can_do_no_harm_in_a_header(path: str, name: str) -> None:
    assert file_name_of(path) == name


def test_types_are_told_by_endings_and_none_of_them_is_run() -> None:
    assert media_type_of("a.CSV") == "text/csv"
    assert [media_type_of(name) for name in ("a.html", "a.svg", "a.js", "a.xml", "html")] == [
        "application/octet-stream"
    ] * 5
    assert not {kind for kind in TYPES.values() if "html" in kind or "svg" in kind or "script" in kind}
