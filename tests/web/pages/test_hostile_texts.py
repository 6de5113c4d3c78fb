# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import html
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.web.manifests import FULL

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.library_of import Library

SCRIPT = "<script>alert(1)</script>"
HOSTILE = [
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</pre></title><script>alert(1)</script>",
    "{{ 7|add:7 }}{% load i18n %}",
    "\u202egnirts desrever",
    "\u2066isolate",
    "x" * 10_000,
    "&lt;b&gt; &amp; &#60;",
    "null\x7fdelete\u0085next",
]


class Elements(HTMLParser):
    """The elements and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src", "action"):
                self.addresses.append(value or "")


def hostile(text: str) -> str:
    quoted = json.dumps(text).replace("\x7f", "\\u007f").replace("\u0085", "\\u0085")
    replaced = FULL
    for value in (
        "Full Loom",
        "Weavers United",
        "Beech",
        "screwing",
        "Shuttle",
        "own unit",
        "Weaves cloth",
        "Wilma Weaver",
    ):
        before, after = replaced.split(value, 1)
        replaced = before + quoted[1:-1] + after
    return replaced


@pytest.mark.parametrize("text", HOSTILE)
def test_a_strangers_text_stays_text(library: Library, client: Client, text: str) -> None:
    address = library.add(hostile(text))
    library.publish()
    module = address.partition("/-/")[0]
    parts = html.unescape(client.get(address).content.decode()).split("/-/part/")
    part = parts[1].partition('"')[0]
    for path in (address, module, f"{address}/-/part/{part}", "/", "/search", "/search?q=weaver"):
        response = client.get(path)
        assert response.status_code == 200
        page = response.content.decode()
        elements = Elements(page)
        assert not elements.names & {"script", "img", "iframe", "object", "embed", "style", "base"}
        assert not {name for name in elements.attributes if name.startswith("on") or name == "style"}
        assert not [
            one for one in elements.addresses if one.strip().lower().startswith(("javascript:", "data:", "file:"))
        ]


@pytest.mark.parametrize(
    "scheme", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd"]
)
def test_only_web_addresses_are_linked(library: Library, client: Client, scheme: str) -> None:
    raw = FULL
    for value in ("https://github.com/Weaver/Loom/releases/2.1.0", "docs/bom.csv", "https://weaver.example.org/wilma"):
        raw = raw.replace(f'"{value}"', json.dumps(scheme))
    address = library.add(raw)
    for path in (address, address.partition("/-/")[0]):
        links = Elements(client.get(path).content.decode()).addresses
        assert [one for one in links if not one.startswith(("/", "#", "?", "https://", "http://"))] == []


def test_the_direction_of_a_strangers_text_is_isolated(library: Library, client: Client) -> None:
    page = client.get(library.add(hostile("\u202egnirts"))).content.decode()
    assert "<bdi>" in page
    title = page[page.index("<title>") : page.index("</title>")]
    assert "\u202e" not in title
    raw = page[page.index("<pre>") : page.index("</pre>")]
    assert "\u202e" not in raw


MAIL = "jane.doe@maker.example.org"


def test_e_mail_addresses_appear_nowhere(library: Library, client: Client) -> None:
    raw = FULL.replace("Weavers United", f"Weavers United <{MAIL}>").replace("wilma@weaver.example.org", MAIL)
    raw = raw.replace("900 own unit", f"ask {MAIL}").replace("Weaves cloth", f"Weaves\\n{MAIL} cloth")
    raw = raw.replace('"Shuttle"', f'"Shuttle {MAIL}"').replace("docs/bom.csv", f"docs/{MAIL}.csv")
    address = library.add(raw)
    library.publish()
    module = address.partition("/-/")[0]
    paths = [f"{page}/-/{form}" for page in (address, module) for form in ("ttl", "nt", "jsonld", "json")]
    paths += [
        address,
        module,
        f"{address}/-/toml",
        f"{address}/-/raw",
        "/",
        "/search",
        "/search?q=jane",
        "/search?q=cloth",
    ]
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200
        content = response.content.decode()
        assert MAIL not in content
        assert "maker.example.org" not in html.unescape(content).replace("<mark>", "").replace("</mark>", "")
