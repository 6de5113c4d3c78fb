# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A tick, a hook and a look where there are workers: they do what is due, and the library is the same in the end."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.web.asking.actions import adopt, ask, is_open, is_orphaned
from oshmark.web.asking.looking import look_again
from oshmark.web.asking.models import Visit
from oshmark.web.crawling.handing_over import hand_over
from oshmark.web.crawling.models import Run, Source, Wish
from oshmark.web.crawling.wishes import note_wish
from oshmark.web.jobs import presence, queue
from oshmark.web.jobs.kinds import Kind
from oshmark.web.jobs.models import Job
from tests.instances import Instance
from tests.web.crawling.test_platforms import manifest
from tests.web.jobs.conftest import MAKERS, MODULES, add_sources, library_of, open_passes, wait_for, working

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.server import Fake
    from tests.fakes.world import World

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LOOM = "https://codeberg.org/weaver/loom"
NO_SAMPLES = {"OSHMARK_SAMPLES_A_DAY": "0"}


def plain_library(folder: Path, fake: Fake) -> dict[str, object]:
    folder.mkdir()
    instance = Instance(folder / "home", folder)
    add_sources(instance, fake)
    done = instance.run("tick", variables=NO_SAMPLES)
    assert done.code == 0, done.said
    return library_of(instance)


def test_a_tick_hands_over_to_workers_and_the_library_is_that_of_a_plain_tick(
    instance: Instance, forgejo: Fake, tmp_path: Path
) -> None:
    add_sources(instance, forgejo)
    with working(instance, 2, NO_SAMPLES):
        done = instance.run("tick", variables=NO_SAMPLES)
        said = f"{len(MAKERS) + 5} jobs for 2 workers: {len(MAKERS)} sources, 0 wishes, 5 others.\n"
        assert (done.code, done.out, done.said) == (0, said, "")
        wait_for(lambda: not open_passes(instance), "the jobs")
    found = library_of(instance)
    assert found == plain_library(tmp_path / "plain", forgejo)
    assert len(instance.rows("SELECT * FROM library_release")) == len(MAKERS) * MODULES
    done = instance.run("worker", "status", "--json")
    status = msgspec.json.decode(done.out)
    assert (status["engine"], status["workers"]) == ("database", 0)
    assert status["counts"]["failed"] == status["counts"]["running"] == 0
    says = {one["args"]["source"]: one["says"] for one in status["jobs"] if one["kind"] == "crawl"}
    assert says.keys() == {f"forgejo:user={maker}" for maker in MAKERS}
    assert all(f"{MODULES} admitted" in one for one in says.values())


@pytest.mark.engine
def test_a_wish_reaches_a_worker_in_seconds_although_it_has_a_long_pass_in_hand(
    instance: Instance, forgejo: Fake, world: World
) -> None:
    add_sources(instance, forgejo)
    assert instance.run("tick", variables=NO_SAMPLES).code == 0
    files = {"okh.toml": manifest(forgejo.address, "Ada/kettle-3", "2.0"), "bom.csv": b"Part,Number\n"}
    world.commit("Ada/kettle-3", files)
    for number in range(40):
        name = f"Bo/press-{number}"
        world.add(name, {"okh.toml": manifest(forgejo.address, name, "1.0"), "bom.csv": b"Part,Number\n"})
    instance.change("UPDATE crawling_run SET started_at = '2026-01-01 00:00:00'")
    forgejo.latency_s = 0.5
    with working(instance, 1, NO_SAMPLES):
        instance.run("tick", variables=NO_SAMPLES)
        wait_for(lambda: instance.rows("SELECT 1 FROM crawling_run WHERE finished_at IS NULL"), "a pass")
        address = f"{forgejo.address}/Ada/kettle-3"
        instance.change(
            "INSERT INTO crawling_wish (connector, address, stranger, asked_at, not_before)"
            " VALUES ('forgejo', ?, 0, '2026-01-01 00:00:00', '2026-01-01 00:00:00')",
            address,
        )
        key = json.dumps(["refresh", {"address": address}], separators=(",", ":"))
        instance.change(
            "INSERT INTO jobs_job (kind, args, key, urgent, state, not_before, put_at, taken_by, tries, says)"
            " VALUES ('refresh', ?, ?, 1, 'waiting', '2026-01-01 00:00:00', '2026-01-01 00:00:00', '', 0, '')",
            json.dumps({"address": address}),
            key,
        )
        query = "SELECT 1 FROM library_release WHERE name = 'kettle-3' AND version = '2.0'"
        wait_for(lambda: instance.rows(query), "the wish")
        assert open_passes(instance) != []  # the passes are not over yet
        forgejo.latency_s = 0.0
        wait_for(lambda: not open_passes(instance), "the passes")
    assert instance.rows("SELECT COUNT(*) FROM library_release WHERE name LIKE 'press-%'") == [(40,)]


def test_a_worker_that_is_killed_in_the_middle_of_a_pass_leaves_it_to_another(
    instance: Instance, forgejo: Fake, tmp_path: Path
) -> None:
    add_sources(instance, forgejo)
    forgejo.latency_s = 0.05
    first = instance.start("worker", "run", variables=NO_SAMPLES)
    wait_for(lambda: instance.rows("SELECT COUNT(*) FROM jobs_worker") == [(1,)])
    instance.run("tick", variables=NO_SAMPLES)
    forgejo.forget()
    wait_for(lambda: forgejo.count > 10, "the pass")
    first.kill()
    first.communicate()
    assert instance.rows("SELECT COUNT(*) FROM jobs_job WHERE state = 'running'") == [(1,)]
    forgejo.latency_s = 0.0
    second = instance.start("worker", "run", variables=NO_SAMPLES)
    wait_for(lambda: not open_passes(instance), "the jobs")
    second.terminate()
    assert (second.communicate()[1], second.returncode) == (b"", 0)
    assert library_of(instance) == plain_library(tmp_path / "plain", forgejo)
    instance.verify()


def test_a_worker_that_is_told_to_end_leaves_a_pass_half_way(instance: Instance, forgejo: Fake) -> None:
    add_sources(instance, forgejo)
    forgejo.latency_s = 0.2
    process = instance.start("worker", "run", variables=NO_SAMPLES)
    wait_for(lambda: instance.rows("SELECT COUNT(*) FROM jobs_worker") == [(1,)])
    instance.run("tick", variables=NO_SAMPLES)
    forgejo.forget()
    wait_for(lambda: forgejo.count > 5, "the pass")
    process.terminate()
    _out, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, b"")
    assert instance.rows("SELECT COUNT(*) FROM jobs_job WHERE state = 'running'") == [(0,)]
    waiting = instance.rows("SELECT says, tries FROM jobs_job WHERE kind = 'crawl' AND says != ''")
    assert len(waiting) == 1
    assert "not finished: the next run goes on with it" in waiting[0][0]
    assert waiting[0][1] == 0


def test_a_tick_after_all_workers_have_died_does_all_itself(instance: Instance, forgejo: Fake) -> None:
    add_sources(instance, forgejo)
    process = instance.start("worker", "run")
    wait_for(lambda: instance.rows("SELECT COUNT(*) FROM jobs_worker") == [(1,)])
    process.kill()
    process.communicate()
    done = instance.run("tick", variables=NO_SAMPLES)
    assert done.code == 0, done.said
    assert f"{MODULES} admitted" in done.out
    assert len(instance.rows("SELECT * FROM library_release")) == len(MAKERS) * MODULES


@pytest.mark.django_db
def test_what_is_due_is_handed_over_once() -> None:
    assert hand_over(NOW) is None
    presence.here("one", NOW)
    assert hand_over(NOW, dead=["one"]) is None
    due = Source.objects.create(name="forgejo:user=due", added_at=NOW)
    fresh = Source.objects.create(name="forgejo:user=fresh", added_at=NOW)
    Run.objects.create(source=fresh, started_at=NOW, finished_at=NOW)
    Wish.objects.create(connector="forgejo", address=LOOM, asked_at=NOW, not_before=NOW + timedelta(seconds=9))
    assert hand_over(NOW) == "7 jobs for 1 workers: 1 sources, 1 wishes, 5 others."
    assert hand_over(NOW) == "0 jobs for 1 workers: 1 sources, 1 wishes, 5 others; 7 of them waited already."
    jobs = {job.kind: job for job in Job.objects.all()}
    assert jobs["crawl"].args == {"source": due.name}
    assert (jobs["refresh"].args, jobs["refresh"].not_before) == ({"address": LOOM}, NOW + timedelta(seconds=9))


@pytest.mark.django_db
def test_a_hook_is_a_job_only_where_there_are_workers() -> None:
    note_wish("forgejo", LOOM, now=NOW)
    assert not Job.objects.exists()
    presence.here("one", NOW)
    later = NOW + timedelta(seconds=30)
    for _ in range(3):
        note_wish("forgejo", LOOM, now=later)
    job = Job.objects.get()
    assert (job.kind, job.args, job.urgent, job.not_before) == ("refresh", {"address": LOOM}, True, later)


@pytest.mark.django_db
def test_a_look_is_open_as_long_as_a_worker_could_do_it() -> None:
    presence.here("one", NOW)
    visit, is_new = ask(LOOM, client="a", worker="", now=NOW)
    assert (is_new, queue.is_open(Kind.LOOK, visit=visit.pk)) == (True, True)
    assert ask(LOOM, client="b", worker="", now=NOW) == (visit, False)
    assert is_open(visit, NOW)
    late = NOW + timedelta(minutes=2)
    assert is_orphaned(visit, late)
    assert adopt(visit, worker="a server", now=late)
    assert not look_again(visit.pk)  # the server has it now
    assert Visit.objects.get().state == Visit.WAITING


@pytest.mark.django_db
def test_a_look_of_a_server_that_has_ended_becomes_a_job() -> None:
    visit, _new = ask(LOOM, client="a", worker="a server that has ended", now=NOW)
    presence.here("one", NOW)
    assert adopt(visit, worker="", now=NOW)
    assert queue.is_open(Kind.LOOK, visit=visit.pk)
    assert not is_orphaned(visit, NOW)
