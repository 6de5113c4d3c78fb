# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""After a crawl the bills of what was found are archived, politely, and once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oshmark.crawl.exchange import Trouble
from oshmark.web import wiring
from oshmark.web.archive import files
from oshmark.web.crawling.archiving import archive_bills
from oshmark.web.crawling.crawling import Tools
from oshmark.web.crawling.models import Pause
from oshmark.web.seen.models import FileSeen
from tests.made_up import manifest
from tests.web.archive.conftest import NAMES, NOW, PINNED, Hosts

if TYPE_CHECKING:
    from tests.web.library_of import Library

DAY = timedelta(days=1)


@pytest.fixture
def tools(library: Library, hosts: Hosts) -> Tools:
    del library
    return Tools(hosts, wiring.payloads(), lambda: NOW, lambda _seconds: None, "tests")


def add(library: Library, number: int, host: str = PINNED) -> str:
    address = library.add(manifest(repo=f"https://git.example.org/lark/lamp-{number}") + NAMES.encode())
    FileSeen.objects.create(release=address, path="bom.csv", perma_url=f"{host}/bom.csv")
    return address


def test_the_bill_of_each_release_is_archived_once(library: Library, release: str, tools: Tools, hosts: Hosts) -> None:
    other = add(library, 1)
    done = archive_bills(tools)
    assert (done.releases, done.kept, done.missing) == (2, 2, 0)
    assert [row.role for address in (release, other) for row in files.files_of(address)] == ["bom", "bom"]
    assert archive_bills(tools).releases == 0
    assert hosts.asked == [f"{PINNED}/bom.csv"] * 2


def test_a_pass_has_an_end_and_the_next_one_goes_on(library: Library, tools: Tools) -> None:
    for number in range(5):
        add(library, number)
    assert [archive_bills(tools, most=2).releases for _ in range(4)] == [2, 2, 1, 0]


def test_it_stops_when_it_is_asked_to(library: Library, hosts: Hosts) -> None:
    add(library, 1)
    stopped = Tools(hosts, wiring.payloads(), lambda: NOW, lambda _s: None, "tests", is_stopped=lambda: True)
    assert archive_bills(stopped).releases == 0


def test_a_host_that_asks_to_be_left_alone_is(library: Library, tools: Tools, hosts: Hosts) -> None:
    add(library, 1)
    Pause.objects.create(host="raw.example.org", until=NOW + DAY)
    assert archive_bills(tools).missing == 1
    assert hosts.asked == []


def test_a_host_that_does_not_answer_is_asked_twice(library: Library, tools: Tools, hosts: Hosts) -> None:
    hosts.says["bom.csv"] = Trouble.TIMEOUT
    for number in range(6):
        add(library, number)
    assert archive_bills(tools).missing == 6
    assert len(hosts.asked) == 2
