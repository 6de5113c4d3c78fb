# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A visitor asks for an address, and a worker looks: in seconds, and also when one of them is killed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.github import FakeGitHub
from tests.fakes.world import World
from tests.web.asking import test_killed as asking
from tests.web.asking.conftest import okh
from tests.web.jobs.conftest import wait_for

if TYPE_CHECKING:
    import subprocess

    from tests.instances import Instance


def worker(instance: Instance, fake: FakeGitHub) -> subprocess.Popen[bytes]:
    stand_ins = f"api.github.com={fake.address},raw.githubusercontent.com={fake.address}"
    before = instance.rows("SELECT name FROM jobs_worker")
    process = instance.start("worker", "run", variables={"OSHMARK_STAND_INS": stand_ins})
    wait_for(lambda: set(instance.rows("SELECT name FROM jobs_worker")) - set(before), "the worker")
    return process


@pytest.mark.usefixtures("socket_enabled")
def test_a_look_is_done_by_a_worker_and_gone_on_with_by_the_next_one(instance: Instance) -> None:
    world = World()
    world.add("heron/lamp", {"okh.toml": okh(asking.GITHUB)})
    with (
        FakeGitHub(world, signed=False, latency_s=1.5).serve() as fake,
        asking.server(instance, fake.address) as site,
    ):
        first = worker(instance, fake)
        page = asking.look(site)
        wait_for(lambda: instance.rows("SELECT 1 FROM asking_visit WHERE state = 'running'"), "the look")
        first.kill()
        first.communicate()
        assert instance.rows("SELECT kind, state, tries FROM jobs_job") == [("look", "running", 0)]
        fake.latency_s = 0.0
        second = worker(instance, fake)
        asking.wait_for(site, page, "The search finds it, too.")
        asking.wait_for(site, "/search?q=kettle", "/m/github.com/heron/lamp")
        second.terminate()
        assert (second.communicate()[1], second.returncode) == (b"", 0)
    assert instance.rows("SELECT state, worker FROM asking_visit") == [("done", "")]
    assert instance.rows("SELECT state, tries FROM jobs_job WHERE kind = 'look'") == [("done", 1)]
