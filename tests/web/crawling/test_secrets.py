# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A token goes to the host that it is for, and nowhere else: not into a log, the ledger, a message or a page."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.task import Source
from oshmark.web.crawling.crawling import place_of
from tests.fakes.forgejo import FakeForgejo
from tests.fakes.server import Reply, json_reply
from tests.fakes.world import World
from tests.web.crawling.test_platforms import manifest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.server import Call
    from tests.instances import Done, Instance

TOKEN = "planted-token-5e1f0c"  # noqa: S105  made up for this
HOOK_SECRET = "planted-hook-77ab21"  # noqa: S105  made up for this
PLATFORM_TOKEN = "planted-platform-90ab3e"  # noqa: S105  made up for this
OTHER_TOKEN = "planted-other-41d2c7"  # noqa: S105  made up for this
PLANTED = (TOKEN, HOOK_SECRET, PLATFORM_TOKEN, OTHER_TOKEN)
PAGES = ("/", "/crawl", "/crawl.json", "/statistics", "/about", "/hooks/forgejo", "/search?q=kettle")


class Chatty(FakeForgejo):
    """A forge that repeats what it is told wherever it refuses something, and that counts who had the token."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.with_token = 0
        self.said: set[str] = set()

    def answer(self, call: Call) -> Reply:
        said = call.headers.get("authorization", "")
        self.with_token += TOKEN in said
        self.said.add(said)
        if "refused" in call.target:
            return json_reply({"message": f"Bad credentials: {said}"}, 401)
        if "crash" in call.target:
            return json_reply({"message": said}, 500, {"Retry-After": "1"})
        return super().answer(call)


@pytest.fixture
def forge(socket_enabled: None) -> Iterator[Chatty]:
    world = World()
    with Chatty(world).serve() as fake:
        for name in ("kettle", "refused"):
            world.add(f"Makers/{name}", {"okh.toml": manifest(fake.address, f"Makers/{name}")})
        yield fake


def host_of(fake: FakeForgejo) -> str:
    return fake.address.removeprefix("http://")


def test_each_host_of_a_platform_gets_its_own_token_and_the_platform_none_of_them(
    instance: Instance, socket_enabled: None, tmp_path: Path
) -> None:
    worlds = [World(), World(), World()]
    with Chatty(worlds[0]).serve() as first, Chatty(worlds[1]).serve() as second, Chatty(worlds[2]).serve() as third:
        kept = tmp_path / "tokens"
        kept.write_text(f"{host_of(first)}={TOKEN}\n\n{host_of(second)} = {OTHER_TOKEN}\n", encoding="utf-8")
        variables = {"OSHMARK_TOKENS_FILE": str(kept), "OSHMARK_TOKEN_FORGEJO": PLATFORM_TOKEN}
        for number, (world, fake) in enumerate(zip(worlds, (first, second, third), strict=True)):
            world.add(f"Makers/kettle-{number}", {"okh.toml": manifest(fake.address, f"Makers/kettle-{number}")})
            added = instance.run("crawl", "source", "add", f"forgejo:repository=Makers/kettle-{number}",
                                 "--base-url", fake.address, variables=variables)  # fmt: skip
            assert added.code == 0, added.said
        done = instance.run("crawl", "run", variables=variables)
    assert (done.code, "oshmark:" in done.said) == (0, False)
    assert (first.said, second.said, third.said) == ({f"Bearer {TOKEN}"}, {f"Bearer {OTHER_TOKEN}"}, {""})
    assert instance.rows("SELECT COUNT(*) FROM library_release WHERE state = 'admitted'") == [(3,)]


def test_a_token_of_an_own_host_does_not_go_to_what_stands_in_for_it() -> None:
    signed = frozenset({"git.example.org", "forgejo"})
    source = Source("forgejo", "user", "weaver")
    own = place_of(CONNECTORS["forgejo"], source, "https://git.example.org", "", signed=signed)
    assert (own.signed, own.token) == (True, "git.example.org")
    mirrored = place_of(CONNECTORS["forgejo"], source, "https://git.example.org", "https://b.example", signed=signed)
    assert not mirrored.signed
    other = place_of(CONNECTORS["forgejo"], source, "https://other.example.org", "", signed=signed)
    assert not other.signed
    public = place_of(CONNECTORS["forgejo"], source, "", "https://mirror.example.org", signed=signed)
    assert (public.signed, public.token) == (True, "")


def found_in(home: Path) -> list[str]:
    """The files of an instance that hold something planted."""
    files = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "oshmark.sqlite3" for path in files)
    return [path.name for path in files if any(one.encode() in path.read_bytes() for one in PLANTED)]


def test_tokens_are_nowhere_but_at_their_host(instance: Instance, forge: Chatty) -> None:
    variables = {
        "OSHMARK_TOKENS": f"{host_of(forge)}={TOKEN}, git.example.org={OTHER_TOKEN}",
        "OSHMARK_TOKEN_FORGEJO": PLATFORM_TOKEN,
        "OSHMARK_HOOK_SECRET": HOOK_SECRET,
        "OSHMARK_SAMPLES_A_DAY": "5",
    }
    said: list[Done] = []

    def run(*arguments: str) -> Done:
        said.append(instance.run(*arguments, variables=variables))
        return said[-1]

    run("crawl", "source", "add", "forgejo:user=Makers", "--base-url", forge.address)
    run("tick")
    run("crawl", "run")
    run("crawl", "status", "--json")
    run("crawl", "source", "list")
    told = run("crawl", "explain", f"{forge.address}/Makers/kettle", "--json")
    run("crawl", "explain", f"{forge.address}/Makers/refused")
    run("crawl", "run", f"forgejo:user={'x' * 300}", "--base-url", "nonsense")
    assert forge.with_token > 0
    assert forge.said <= {"", f"Bearer {TOKEN}"}
    assert f'"token":"{host_of(forge)}"' in told.out
    assert instance.rows("SELECT COUNT(*) FROM library_release WHERE state = 'admitted'") == [(1,)]
    assert [one for done in said for one in PLANTED if one in done.out + done.said] == []
    assert found_in(instance.home) == []
    assert _pages_with_planted(instance, variables) == []


def _pages_with_planted(instance: Instance, variables: dict[str, str]) -> list[str]:
    """The pages that hold something planted, as a process with these settings answers them."""
    program = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        f"for path in {PAGES!r}:\n"
        "    answer = Client(raise_request_exception=False).get(path, headers={'host': 'localhost'})\n"
        "    body = b''.join(answer) + repr(answer.headers).encode()\n"
        f"    print(path, answer.status_code, any(one.encode() in body for one in {PLANTED!r}))\n"
    )
    environment = instance.environment({**variables, "DJANGO_SETTINGS_MODULE": "oshmark.web.settings"})
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=instance.here, capture_output=True, text=True, check=False
    )
    rows = re.findall(r"^(\S+) (\d+) (True|False)$", done.stdout, re.MULTILINE)
    assert [path for path, _status, _planted in rows] == list(PAGES), done.stderr
    assert [(path, status) for path, status, _planted in rows if status == "500"] == []
    assert not any(one in done.stderr for one in PLANTED)
    return [path for path, _status, planted in rows if planted == "True"]
