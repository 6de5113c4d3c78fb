# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses: what strangers name never leads elsewhere, and what people type is understood."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.crawl.addresses import encoded, expand, host_and_steps, is_inside

texts = st.text(max_size=40)


@given(name=texts, path=texts)
def test_what_is_filled_in_stays_in_its_place(name: str, path: str) -> None:
    parts = urlsplit("https://host.example" + expand("/repos/{name}/files/{+path}?ref={name}", locals()))
    assert parts.netloc == "host.example"
    assert parts.fragment == ""
    steps = parts.path.split("/")
    assert steps[1:4] == ["repos", encoded(name, keep=""), "files"]
    assert unquote("/".join(steps[4:])) == path.encode(errors="replace").decode()
    assert unquote(parts.query) == "ref=" + name.encode(errors="replace").decode()


@given(path=texts)
def test_a_path_within_leads_nowhere_else(path: str) -> None:
    if is_inside(path):
        assert not path.startswith("/")
        assert path.isprintable() or not any(letter in path for letter in "\r\n\t\0")
        assert ".." not in path.split("/")


@pytest.mark.parametrize("path", ["", "/a", "a/", "a//b", "../a", "a/../b", ".", "a\nb", "a\0", "x" * 5000])
def test_other_paths_are_refused(path: str) -> None:
    assert not is_inside(path)


@pytest.mark.parametrize(
    "address",
    [
        "https://host.example/o/r",
        "  host.example/o/r/ ",
        "https://www.host.example/o/r?tab=readme#top",
        "git@host.example:o/r",
        "ssh://git@host.example:2222/o/r",
        "git+https://host.example/o/r",
        "git://host.example/o/r",
        "HTTPS://Host.Example/o/r",
        "https://user:secret@host.example/o/r",
    ],
)
def test_the_ways_people_write_an_address_mean_one(address: str) -> None:
    assert host_and_steps(address) == ("host.example", ("o", "r"))


@pytest.mark.parametrize(
    "address",
    ["", "o/r", "file:///etc/passwd", "ftp://host.example/o", "https://host.example/../o", "https://[::1", "https://"],
)
def test_what_is_no_address_has_no_host(address: str) -> None:
    assert host_and_steps(address)[0] == ""


def test_a_port_belongs_to_the_host_of_a_web_address() -> None:
    assert host_and_steps("https://host.example:8443/o/r") == ("host.example:8443", ("o", "r"))
