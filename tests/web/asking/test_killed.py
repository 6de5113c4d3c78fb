# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A server that is killed in the middle of a look: the next one goes on with it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request  # noqa: TID251 a client of the tests, that hides nothing
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.fakes.github import FakeGitHub
from tests.fakes.world import World
from tests.instances import OSHMARK, Instance
from tests.web.asking.conftest import okh

if TYPE_CHECKING:
    from collections.abc import Iterator

GITHUB = "https://github.com/heron/lamp"
PATIENCE_S = 60


@contextmanager
def server(instance: Instance, base: str) -> Iterator[str]:
    """A server of the instance, killed at the end without a word."""
    stand_ins = f"api.github.com={base},raw.githubusercontent.com={base}"
    port = free_port()
    process = subprocess.Popen(
        [*OSHMARK, "serve", "--port", str(port)],
        cwd=instance.here,
        env=instance.environment({"OSHMARK_STAND_INS": stand_ins}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        site = f"http://127.0.0.1:{port}"
        wait_for(site, "/look", "Put a project in")
        yield site
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def read(address: str, data: bytes | None = None) -> tuple[str, str]:
    """Where a page was found in the end, and its text; empty where nobody answers."""
    try:
        with urllib.request.urlopen(address, data, timeout=10) as answer:  # noqa: S310, TID251 as above
            return answer.url, answer.read().decode()
    except (urllib.error.URLError, ConnectionError):
        return address, ""


def wait_for(site: str, path: str, words: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while words not in read(site + path)[1]:
        assert time.monotonic() < until, f"{path} does not say “{words}”"
        time.sleep(0.1)


def look(site: str) -> str:
    """Ask for the repository; the path of the page of the look."""
    url, _page = read(f"{site}/look", urllib.parse.urlencode({"address": GITHUB}).encode())
    return url.removeprefix(site)


@pytest.mark.usefixtures("socket_enabled")
def test_a_look_in_which_the_server_was_killed_is_gone_on_with_by_the_next_one(instance: Instance) -> None:
    world = World()
    world.add("heron/lamp", {"okh.toml": okh(GITHUB)})
    with FakeGitHub(world, signed=False, latency_s=1.5).serve() as fake:
        with server(instance, fake.address) as site:
            page = look(site)
            wait_for(site, page, "It is being looked for")
        fake.latency_s = 0.0
        with server(instance, fake.address) as site:
            wait_for(site, page, "The search finds it, too.")
            wait_for(site, "/search?q=kettle", "/m/github.com/heron/lamp")
