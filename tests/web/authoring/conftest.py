# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms of the pages, filled in as a browser without scripts would send them."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from oshmark.web import wiring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def site(db: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """A site with nothing in it."""
    settings.PUBLISHED = tmp_path / "published"
    settings.STATIC_ROOT = tmp_path
    settings.IS_DEMO = False
    wiring.forget()
    yield
    wiring.forget()


class _Boxes(HTMLParser):
    """The fields that a form would send as it is."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.area: str | None = None
        self.select: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "input" and given.get("type") in ("hidden", "text"):
            self.found.append((given["name"], given.get("value", "")))
        elif tag == "input" and "checked" in given:
            self.found.append((given["name"], given["value"]))
        elif tag == "textarea":
            self.area = given["name"]
            self.found.append((self.area, ""))
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and "selected" in given and self.select:
            self.found.append((self.select, given.get("value", "\0")))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            name, text = self.found[-1]
            self.found[-1] = (name, text + data)
        elif self.found and self.found[-1][1] == "\0":
            self.found[-1] = (self.found[-1][0], data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None:
            name, text = self.found[-1]
            self.found[-1] = (name, text.removeprefix("\n"))
            self.area = None
        elif tag == "select":
            self.select = None


def fields_of(page: str) -> dict[str, list[str]]:
    """What the form of a step would send, were it sent as it came."""
    form = page[page.index('<form class="write"') : page.index("</form>")]
    found: dict[str, list[str]] = {}
    for name, value in _Boxes(form).found:
        found.setdefault(name, []).append(value)
    return found


class Writer:
    """Somebody who writes a manifest, without scripts."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.page = ""
        self.status = 0

    def send(self, fields: dict[str, object]) -> None:
        response = self.client.post("/write", fields)
        self.status, self.page = response.status_code, response.content.decode()

    def begin(self) -> None:
        self.send({"go": "begin"})

    def go(self, go: str, /, **answers: object) -> None:
        """Fill in, and press a button. `f__name` stands for the box `f.name`."""
        typed = {name.replace("__", ".").replace("_", "-"): value for name, value in answers.items()}
        self.send({**fields_of(self.page), **typed, "go": go})

    def file(self) -> str:
        """The finished file."""
        response = self.client.post("/write/file", fields_of(self.page))
        assert response.status_code == 200
        assert response.headers["Content-Disposition"] == 'attachment; filename="okh.toml"'
        return response.content.decode()

    @property
    def text(self) -> str:
        """The page without its marks."""
        return " ".join(html.unescape(re.sub("<[^>]*>", " ", self.page)).split())


@pytest.fixture
def writer(client: Client) -> Writer:
    return Writer(client)
