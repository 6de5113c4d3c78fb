# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whole passes over a real MediaWiki: what the connector believes of its answers is what it answers."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters import clock
from oshmark.adapters.blobs import Blobs
from oshmark.adapters.fetching import Fetcher
from oshmark.adapters.git import Git
from oshmark.adapters.http.client import Client
from oshmark.web.audit.actions import position
from oshmark.web.crawling.crawling import Tools, run_source
from oshmark.web.crawling.models import Repository, Source
from oshmark.web.library.models import Module, Release
from tests import real_wiki

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.engine, pytest.mark.skipif(bool(real_wiki.missing()), reason=real_wiki.missing())]
WEB = "https://www.appropedia.org"
COUNT = 20


def page(number: int, version: str = "first") -> str:
    box = "device" if number % 2 else "project"
    return (
        f"{{{{Infobox {box}\n| authors = [[User:Maker {number}]]\n| license = CERN-OHL-S-2.0\n"
        f"| description = Boils water, ''{version}''.\n| status = Deployed\n}}}}\n"
        f"Text of {number}.\n[[Category:Projects]]\n"
    )


class Passes:
    """Passes over sources, asked at the wiki, each a day after the one before."""

    def __init__(self, folder: Path, wiki: real_wiki.Wiki) -> None:
        self._wiki, self._later = wiki, timedelta()
        self._payloads = Blobs(folder / "payloads")
        self.client = Client(agent="tests", now=self.now, total_s=30)

    def now(self) -> Any:
        return clock.now() + self._later

    def run(self, name: str) -> dict[str, Any]:
        self._later += timedelta(days=1)
        row, _new = Source.objects.get_or_create(name=name, defaults={"added_at": self.now()})
        tools = Tools(
            fetch=Fetcher(self.client, Git(now=self.now)),
            payloads=self._payloads,
            now=self.now,
            pause=time.sleep,
            worker="tests",
        )
        run = run_source(row, tools, base=self._wiki.address)
        assert run.finished_at is not None
        counts: dict[str, Any] = run.counts
        return counts


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> real_wiki.Wiki:
    wiki = real_wiki.Wiki(tmp_path_factory.mktemp("wiki")).install()
    wiki.write({f"Kettle {number}": page(number) for number in range(COUNT)})
    wiki.write({"Old kettle": "#REDIRECT [[Kettle 3]]\n[[Category:Projects]]\n", "Plain": "No box.\n"})
    wiki.write({"Größe & 50% C+": page(100), "Lost kettle": page(101)})
    wiki.delete("Lost kettle")
    return wiki


@pytest.fixture
def wiki(installed: real_wiki.Wiki, socket_enabled: None) -> Iterator[real_wiki.Wiki]:
    with installed.serve():
        yield installed


@pytest.fixture
def passes(transactional_db: None, tmp_path: Path, wiki: real_wiki.Wiki) -> Iterator[Passes]:
    made = Passes(tmp_path, wiki)
    yield made
    made.client.close()


def test_a_category_fills_the_library_and_a_second_pass_moves_only_times(passes: Passes, wiki: real_wiki.Wiki) -> None:
    counts = passes.run("appropedia:category=Projects")
    assert (counts["admitted"], counts.get("faults", 0)) == (COUNT + 1, 0), counts
    names = set(Release.objects.filter(state="admitted").values_list("name", flat=True))
    assert {"Kettle 3", "Größe & 50% C+"} <= names
    assert not {"Old kettle", "Lost kettle", "Plain"} & names
    assert set(Module.objects.values_list("host", flat=True)) == {"www.appropedia.org"}
    lists = [one for one in wiki.requests() if "generator=categorymembers" in one]
    assert len(lists) == -(-(COUNT + 2) // real_wiki.AT_ONCE)  # a redirect stands in the category, too
    before = position()
    counts = passes.run("appropedia:category=Projects")
    assert (position(), counts["same"]) == (before, COUNT + 1)
    assert "admitted" not in counts


def test_an_edit_is_a_new_release_and_the_recent_changes_name_it(passes: Passes, wiki: real_wiki.Wiki) -> None:
    begun = clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    passes.run("appropedia:category=Projects")
    time.sleep(1.1)  # times of a wiki have whole seconds
    wiki.write({"Kettle 5": page(5, "edited"), "Plain": "Still no box.\n"})
    counts = passes.run(f"appropedia:changes={begun}")
    assert (counts["admitted"], counts.get("faults", 0)) == (1, 0), counts
    module = Module.objects.get(path__endswith="Kettle_5")
    assert module.releases.count() == 2
    newest = module.releases.get(latest=True)
    assert newest.version == Repository.objects.get(address=f"{WEB}/Kettle_5").state


def test_a_deleted_page_is_missed_and_a_moved_one_is_found_at_its_new_title(
    passes: Passes, wiki: real_wiki.Wiki
) -> None:
    passes.run("appropedia:category=Projects")
    wiki.delete("Kettle 7")
    wiki.move("Kettle 8", "Samovar")
    counts = passes.run("appropedia:category=Projects")
    assert counts["missed"] == 1
    assert Repository.objects.get(address=f"{WEB}/Kettle_7").misses == 1
    assert Repository.objects.get(address=f"{WEB}/Kettle_8").moved_to == f"{WEB}/Samovar"
    assert Module.objects.filter(path__endswith="Samovar").exists()


def test_pages_that_use_a_template_are_found_where_the_template_is_there(passes: Passes, wiki: real_wiki.Wiki) -> None:
    wiki.write({"Template:Infobox device": "{{{description|}}}"})
    counts = passes.run("appropedia:template=Infobox device")
    assert counts["seen"] >= COUNT // 2 - 1


def test_one_page_is_read_through_its_redirect_and_one_without_a_box_is_said(passes: Passes) -> None:
    counts = passes.run("appropedia:page=Old kettle")
    assert counts["admitted"] == 1
    assert Module.objects.get().path == "Kettle_3"
    counts = passes.run("appropedia:page=Plain")
    assert counts["said"][-1]["where"] == f"{WEB}/Plain"
