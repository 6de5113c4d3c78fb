# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources as rows: which are remembered, how often each is looked through, and how that is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.errors import RefusedError
from oshmark.web.crawling.crawling import add_source, in_words, set_every_hours, source_named
from oshmark.web.crawling.models import Run, Source
from oshmark.web.crawling.ticking import due_sources

if TYPE_CHECKING:
    from tests.instances import Instance

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
NAMES_NOTHING = [
    "github:repository=../../etc",
    "github:repository=weaver",
    "github:repository=https://gitlab.example.org/weaver/loom",
    "gitlab:project=loom",
    "gitlab:group=../x",
    "forgejo:repository=a/b/c",
    "forgejo:list=nothing",
    "git:repository=nonsense",
    "list:manifest=ftp://example.org/okh.toml",
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES_NOTHING)
def test_a_source_that_names_nothing_is_refused_and_not_remembered(name: str) -> None:
    for remember in (add_source, source_named):
        with pytest.raises(RefusedError, match="names nothing"):
            remember(name, now=NOW)
    assert not Source.objects.exists()


def test_what_a_command_refuses_is_not_in_the_list(instance: Instance) -> None:
    for verb in (("run",), ("source", "add")):
        done = instance.run("crawl", *verb, "github:repository=../../etc")
        assert (done.code, done.out) == (1, "")
        assert "names nothing that GitHub could have" in done.said
    assert instance.run("crawl", "source", "list").out == ""


@pytest.mark.django_db
def test_what_a_source_names_is_told_by_the_host_that_it_is_asked_at() -> None:
    name = "forgejo:repository=https://git.example.org/weaver/loom"
    with pytest.raises(RefusedError, match="names nothing"):
        add_source(name, now=NOW)
    row = add_source(name, base="https://git.example.org", now=NOW)
    assert source_named(name, now=NOW) == row
    assert Source.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "base", ["gitlab.example.org", "ftp://gitlab.example.org", "https://", "http://[", "https://x:y"]
)
def test_an_own_host_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(RefusedError):
        add_source("gitlab:group=makers", base=base, now=NOW)
    assert not Source.objects.exists()


@pytest.mark.django_db
def test_a_source_is_due_as_often_as_it_is_set_to() -> None:
    row = add_source("github:user=weaver", every_hours=6, now=NOW)
    Run.objects.create(source=row, started_at=NOW, finished_at=NOW)
    later = NOW + timedelta(hours=7)
    assert due_sources(later) == [row]
    set_every_hours(row.name, 12)
    assert due_sources(later) == []
    for hours in (0, -1, 10_000):
        with pytest.raises(RefusedError, match="every 1 to 8784 hours"):
            set_every_hours(row.name, hours)
        with pytest.raises(RefusedError, match="every 1 to 8784 hours"):
            add_source("github:user=carver", every_hours=hours, now=NOW)
    with pytest.raises(RefusedError, match="no source yet"):
        set_every_hours("github:user=carver", 5)


def test_how_often_is_set_and_shown_by_commands(instance: Instance) -> None:
    added = instance.run("crawl", "source", "add", "github:user=weaver", "--every-hours", "6")
    assert (added.code, added.out) == (0, "github:user=weaver is a source now, looked through every 6 hours.\n")
    assert "every 6 hours" in instance.run("crawl", "status").out
    changed = instance.run("crawl", "source", "set", "github:user=weaver", "--every-hours", "1")
    assert (changed.code, changed.out) == (0, "github:user=weaver is looked through every hour.\n")
    status = msgspec.json.decode(instance.run("crawl", "status", "--json").out)
    assert (status["source"], status["every_hours"], status["paused"]) == ("github:user=weaver", 1, False)
    refused = instance.run("crawl", "source", "set", "github:user=weaver", "--every-hours", "0")
    assert (refused.code, "every 1 to 8784 hours" in refused.said) == (1, True)


def test_one_of_a_thing_is_said_as_one() -> None:
    counts = {"requests": 1, "new repositories": 1, "faults": 2, "seen": 1, "said": []}
    said = in_words(Run(counts=counts, finished_at=NOW))
    assert said == "1 request, 1 new repository, 2 faults, 1 seen."
