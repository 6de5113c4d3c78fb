# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an address means that somebody typed, and what is no address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.crawl.typed import is_address, read_address

MEANT = {
    "github.com/o/r": "github:address=https://github.com/o/r",
    "https://GitHub.com/o/r.git": "github:address=https://github.com/o/r",
    "git@github.com:o/r.git": "github:address=https://github.com/o/r",
    "https://github.com/o/r/blob/main/okh.toml": "github:address=https://github.com/o/r",
    "https://gitlab.com/a/b/-/tree/main": "gitlab:address=https://gitlab.com/a/b",
    "ssh://git@codeberg.org/a/b.git": "forgejo:address=https://codeberg.org/a/b",
    "https://git.example.org/o/r": "git:repository=https://git.example.org/o/r",
    "https://example.org/x/okh.toml": "list:manifest=https://example.org/x/okh.toml",
    "https://www.thingiverse.com/thing:12": "thingiverse:address=https://www.thingiverse.com/thing:12",
}


@pytest.mark.parametrize("written", MEANT)
def test_an_address_means_one_source_however_it_is_written(written: str) -> None:
    found = read_address(written)
    assert found is not None
    assert found.name == MEANT[written]
    assert is_address(written)
    assert read_address(found.value) == found


@pytest.mark.parametrize(
    "words", ["", "loom", "3D printer", "CERN-OHL-S-2.0", "a/b", "1.5/2 mm", "https://a b/c", "x" * 2000]
)
def test_words_are_no_address(words: str) -> None:
    assert not is_address(words)


def test_names_and_passwords_are_left_out() -> None:
    found = read_address("https://me:secret@git.example.org/o/r")
    assert found is not None
    assert found.value == "https://git.example.org/o/r"


@given(
    st.text(max_size=60)
    | st.text(max_size=30).map("https://{}".format)
    | st.text(max_size=30).map("github.com/{}".format)
)
def test_whatever_is_typed_is_an_address_or_not(written: str) -> None:
    found = read_address(written)
    assert found is None or (found.connector and found.value)
    assert is_address(written) in (True, False)
