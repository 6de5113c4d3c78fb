# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Searches that want to break the search or to keep it busy: each is answered or refused, and the next one is quick."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.made_up import manifest

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.library_of import Library

QUICK_S = 5.0
ANSWERED = {
    "parentheses": "(" * 1_000,
    "braces": "{" * 1_000,
    "quotes": '"' * 1_000,
    "stars": "*" * 1_000,
    "minus signs": "-" * 1_000,
    "the language of another engine": "name:loom^9 AND (red OR [a TO z]) ~2 /.*/ NEAR",
    "one endless word": "loom" * 250,
    "a regular expression that explodes": "(a+)+$" * 12,
    "characters without letters": "\u200b\u202e\u0301\ufeff" * 100,
    "words that no one has, in pairs": " ".join("ab" for _ in range(32)),
    "similar words without end": " ".join(f"loomx{letter}yz" for letter in "abcdefghijklmnop"),
    "a run of Chinese": "\u7e54" * 700,
    "the words of another language": "SERVICE <http://127.0.0.1:1/> LOAD DROP ALL ; DELETE WHERE",
}
REFUSED = {
    "3,000 nested parentheses": ("(" * 3_000, "too long"),
    "a thousand words": ("a " * 450, "too many words"),
    "4 kB of braces": ("{" * 4_096, "too long"),
    "a letter too many": ("x" * 1_001, "too long"),
    "a million letters": ("x" * 1_000_000, "too long"),
    "a million parentheses": ("(" * 1_000_000, "too long"),
    "half a million words": ("a " * 500_000, "too long"),
}


@pytest.fixture
def filled(library: Library) -> Library:
    library.add(manifest(name="Blue Loom", repo="https://git.example.org/maker/loom"))
    library.publish()
    return library


def assert_alive(client: Client) -> None:
    before = time.monotonic()
    assert "Blue Loom" in client.get("/search", {"q": "loom"}).content.decode()
    assert time.monotonic() - before < QUICK_S


@pytest.mark.parametrize("name", ANSWERED)
def test_it_is_answered_quickly(filled: Library, client: Client, name: str) -> None:
    before = time.monotonic()
    answer = client.get("/search", {"q": ANSWERED[name]})
    assert answer.status_code == 200
    assert time.monotonic() - before < QUICK_S
    assert_alive(client)


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_own_message(filled: Library, client: Client, name: str) -> None:
    query, said = REFUSED[name]
    answer = client.get("/search", {"q": query})
    assert (answer.status_code, said in answer.content.decode()) == (400, True)
    assert_alive(client)


@pytest.mark.parametrize("name", ["licence", "host", "agent", "sort", "page", "unknown"])
def test_a_million_letters_anywhere_else_do_no_harm(filled: Library, client: Client, name: str) -> None:
    before = time.monotonic()
    answer = client.get("/search", {"q": "loom", name: "(" * 1_000_000})
    assert answer.status_code == (200 if name == "unknown" else 400)
    assert len(answer.content) < 100_000
    assert time.monotonic() - before < QUICK_S
    assert_alive(client)


def test_many_values_of_a_filter_are_refused(filled: Library, client: Client) -> None:
    answer = client.get("/search", {"licence": [f"X-{number}" for number in range(101)]})
    assert (answer.status_code, "too many values" in answer.content.decode()) == (400, True)
    assert_alive(client)


def test_a_page_far_behind_the_last_is_refused(filled: Library, client: Client) -> None:
    assert client.get("/search?page=999999999999").status_code == 400
    assert_alive(client)
