# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A token goes to the host that it is for, and nowhere else: not into a log, the ledger, a message or a page."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

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
PLANTED = (TOKEN, HOOK_SECRET)
PAGES = ("/", "/crawl", "/crawl.json", "/statistics", "/about", "/hooks/forgejo", "/search?q=kettle")


class Chatty(FakeForgejo):
    """A forge that repeats what it is told wherever it refuses something, and that counts who had the token."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.with_token = 0

    def answer(self, call: Call) -> Reply:
        said = call.headers.get("authorization", "")
        self.with_token += TOKEN in said
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


def found_in(home: Path) -> list[str]:
    """The files of an instance that hold something planted."""
    files = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "oshmark.sqlite3" for path in files)
    return [path.name for path in files if any(one.encode() in path.read_bytes() for one in PLANTED)]


def test_tokens_are_nowhere_but_at_their_host(instance: Instance, forge: Chatty) -> None:
    variables = {"OSHMARK_TOKEN_FORGEJO": TOKEN, "OSHMARK_HOOK_SECRET": HOOK_SECRET, "OSHMARK_SAMPLES_A_DAY": "5"}
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
    assert '"token":"forgejo"' in told.out
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
