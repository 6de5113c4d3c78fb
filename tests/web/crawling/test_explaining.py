# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What would be asked for an address, and why something is in the library or is not; nobody is asked for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.task import Source as Wanted
from oshmark.errors import RefusedError
from oshmark.library.withdrawal import Why
from oshmark.web.crawling.crawling import add_source, place_of, wanted
from oshmark.web.crawling.explained_lines import explained_lines
from oshmark.web.crawling.explaining import explain
from oshmark.web.crawling.models import Pause, Repository
from oshmark.web.library.withdrawing import withdraw
from tests.web.crawling.conftest import API, START, WEB, Forge, manifest

if TYPE_CHECKING:
    from tests.instances import Instance
    from tests.web.crawling.conftest import Crawler

KETTLE = f"{WEB}/maker/kettle"
SIGNED = frozenset({"github", "gitlab", "forgejo"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "connector", "url", "token"),
    [
        ("https://github.com/weaver/loom", "github", "https://api.github.com/repos/weaver/loom", "github"),
        ("git@github.com:weaver/loom.git", "github", "https://api.github.com/repos/weaver/loom", "github"),
        ("https://gitlab.com/weaver/loom", "gitlab", "https://gitlab.com/api/v4/projects/weaver%2Floom", "gitlab"),
        ("https://codeberg.org/weaver/loom", "forgejo", "https://codeberg.org/api/v1/repos/weaver/loom", "forgejo"),
        ("https://www.appropedia.org/Loom", "appropedia", "https://www.appropedia.org/w/api.php", ""),
        ("https://appropedia.org/Loom", "appropedia", "https://www.appropedia.org/w/api.php", ""),
        ("https://gitlab.example.org/a/b", "gitlab", "https://gitlab.example.org/api/v4/projects/a%2Fb", ""),
        ("https://forgejo.example.org/a/b", "forgejo", "https://forgejo.example.org/api/v1/repos/a/b", ""),
        ("https://framagit.org/a/b", "gitlab", "https://framagit.org/api/v4/projects/a%2Fb", ""),
    ],
)
def test_an_address_says_who_is_asked_and_only_the_main_instance_gets_the_token(
    address: str, connector: str, url: str, token: str
) -> None:
    found = explain(address, signed=SIGNED)
    assert found.connector == connector
    assert [(one.url, one.token) for one in found.requests] == [(url, token)]
    assert found.why == [f"It was not looked at yet. “oshmark crawl run {found.source}” does that."]
    assert wanted(found.source).name == found.source
    assert explain(address).requests[0].token == ""


@pytest.mark.django_db
def test_another_host_is_asked_in_its_place() -> None:
    found = explain("https://github.com/weaver/loom", base="http://127.0.0.1:9", signed=SIGNED)
    assert found.requests[0].url == "http://127.0.0.1:9/repos/weaver/loom"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "loom", "ftp://example.org/x", "https://", "\x00", "a" * 5000])
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    found = explain(address)
    assert (found.connector, found.requests) == ("", [])
    assert found.why[0].startswith("No platform knows this address.")


def test_a_release_in_the_library_is_told_with_its_reason_and_nothing_is_asked(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/kettle")
    forge.put("maker/lamp", okh_toml=manifest("maker/lamp", license="LicenseRef-Odd"))
    crawler.run()
    forge.asked.clear()
    found = explain(KETTLE)
    assert (found.connector, found.source) == ("forge", "forge")
    assert [one.url for one in found.requests] == [f"{API}/state/maker/kettle"]
    assert [one["state"] for one in found.releases] == ["admitted"]
    assert found.repositories[0]["state"] == forge.state("maker/kettle")
    assert found.why == [f"{found.releases[0]['address']} is in the library: {found.releases[0]['reason']}"]
    assert any(one["url"].endswith("/tree/maker/kettle") for one in found.ledger)
    lamp = explain(f"{WEB}/maker/lamp")
    assert [one["state"] for one in lamp.releases] == ["waiting"]
    assert "is waiting for its licence: " in lamp.why[0]
    assert forge.asked == []


def test_a_repository_without_a_manifest_and_a_refused_one_say_why(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/empty", README_md="Hello")
    forge.put("maker/broken", okh_toml="no = [manifest")
    crawler.run()
    [empty] = explain(f"{WEB}/maker/empty").why
    assert empty.startswith("Nothing came into the library of it in the state ")
    broken = explain(f"{WEB}/maker/broken")
    assert broken.releases == []
    assert broken.faults != []
    assert broken.why[-1] == f"{broken.faults[0]['where']}: {broken.faults[0]['says']}"


def test_what_is_left_out_missed_gone_or_moved_is_said(crawler: Crawler, forge: Forge) -> None:
    for name in ("maker/kettle", "maker/lamp", "maker/loom"):
        forge.put(name)
    crawler.run()
    withdraw(KETTLE, Why.OPT_OUT, reason="the maker wrote", payloads=crawler.payloads, actor="test", now=START)
    found = explain(KETTLE)
    assert found.withdrawn is not None
    assert (
        found.why[0]
        == f"{found.withdrawn['address']} is left out of the library, because its maker asked for that: the maker wrote"
    )
    row = Repository.objects.filter(address=f"{WEB}/maker/lamp")
    row.update(misses=2, missed_since=START, says="Not there.")
    assert explain(f"{WEB}/maker/lamp").why[0] == "It was missed 2 times since 2026-11-20: Not there."
    row.update(gone_at=START)
    assert explain(f"{WEB}/maker/lamp").why[0] == "It is gone since 2026-11-20: Not there."
    row.update(gone_at=None, misses=0, moved_to=f"{WEB}/maker/lantern")
    assert explain(f"{WEB}/maker/lamp").why[0] == f"It has moved to {WEB}/maker/lantern."


@pytest.mark.django_db
def test_a_host_that_is_left_alone_is_said_and_lines_stay_lines() -> None:
    Pause.objects.create(host="api.github.com", until=START)
    found = explain("https://github.com/weaver/loom")
    found.why.append("a stranger's\n\x1b[31mreason")
    lines = explained_lines(found)
    assert any(line.endswith("; its host is left alone until 2026-11-20T08:00:00+00:00") for line in lines)
    assert all(line.isprintable() for line in lines)


def test_the_command_says_it_as_text_and_as_json(instance: Instance) -> None:
    done = instance.run("crawl", "explain", "https://github.com/weaver/loom")
    assert (done.code, done.said) == (0, "")
    assert "repository: GET https://api.github.com/repos/weaver/loom, without a token" in done.out
    as_json = instance.run("crawl", "explain", "https://github.com/weaver/loom", "--json")
    found: dict[str, Any] = json.loads(as_json.out)
    assert found["requests"][0]["url"] == "https://api.github.com/repos/weaver/loom"
    assert instance.run("crawl", "explain", "nonsense").code == 1


@pytest.mark.django_db
@pytest.mark.parametrize("base", ["https://me:word@git.example.org", "http://word@git.example.org/x"])
def test_an_address_with_a_password_is_refused_and_not_repeated(base: str) -> None:
    with pytest.raises(RefusedError) as refused:
        add_source("forgejo:user=weaver", base=base, now=START)
    assert "word@" not in str(refused.value)
    for name in (f"git:repository={base}/loom.git", f"list:manifest={base}/okh.toml"):
        with pytest.raises(RefusedError) as refused:
            add_source(name, now=START)
        assert "word@" not in str(refused.value)
    with pytest.raises(RefusedError):
        place_of(CONNECTORS["forgejo"], Wanted("forgejo", "user", "weaver"), "", base)
