# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agents that are one, and agents that are two after all: recorded acts."""

from __future__ import annotations

import pytest

from oshmark.adapters.published.search import Searcher
from oshmark.errors import RefusedError
from oshmark.web.library.merging import merged_agents
from oshmark.web.library.models import Credit
from tests.made_up import REPO, manifest
from tests.web.library.actions.conftest import Library, tables

HOST = "/a/name/git.example.org"


def by(name: str, repo: str) -> bytes:
    return manifest(repo=repo, licensor=name)


@pytest.fixture
def three(library: Library) -> tuple[str, str, str]:
    """Three names that may be one person, each with a module."""
    library.add(*(by(name, f"{REPO}-{name}") for name in ("Ada", "Adah", "A.A.")))
    agents = {row.name: row.agent for row in Credit.objects.all()}
    return agents["Ada"], agents["Adah"], agents["A.A."]


def modules_of(library: Library, agent: str) -> int:
    return Searcher(library.root).search("", filters={"agent": [agent]}).total


def test_modules_of_merged_agents_are_found_under_the_one_that_is_kept(
    library: Library, three: tuple[str, str, str]
) -> None:
    ada, adah, initials = three
    library.publish()
    library.merge(ada, adah)
    library.publish()
    assert [modules_of(library, one) for one in three] == [2, 0, 1]
    library.merge(initials, ada)
    library.publish()
    assert [modules_of(library, one) for one in three] == [0, 0, 3]
    assert merged_agents() == {ada: initials, adah: initials}


def test_a_split_agent_has_its_modules_back(library: Library, three: tuple[str, str, str]) -> None:
    ada, adah, _initials = three
    library.merge(ada, adah)
    library.publish()
    library.split(adah)
    library.publish()
    assert [modules_of(library, one) for one in three] == [1, 1, 1]


def test_a_library_made_anew_equals_the_lived_one(library: Library, three: tuple[str, str, str]) -> None:
    ada, adah, initials = three
    library.merge(ada, adah)
    library.merge(initials, ada)
    library.split(ada)
    library.add(by("Adah", f"{REPO}-again"))
    before = tables()
    library.rebuild()
    assert tables() == before


def test_what_cannot_be_merged_or_split_is_refused(library: Library, three: tuple[str, str, str]) -> None:
    ada, adah, initials = three
    count = len(library.log())
    for kept, gone, says in (
        (ada, ada, "itself"),
        (ada, f"{HOST}/Nobody", "names an agent"),
        (f"{HOST}/Nobody", ada, "names an agent"),
    ):
        with pytest.raises(RefusedError, match=says):
            library.merge(kept, gone)
    with pytest.raises(RefusedError, match="reason"):
        library.merge(ada, adah, reason=" ")
    with pytest.raises(RefusedError, match="was not merged"):
        library.split(ada)
    assert len(library.log()) == count
    library.merge(ada, adah)
    for kept, gone in ((adah, initials), (initials, adah)):
        with pytest.raises(RefusedError, match="already"):
            library.merge(kept, gone)
