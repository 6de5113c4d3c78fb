# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Celery on a real Redis and on a real RabbitMQ: what comes of the jobs is what comes of them without."""

from __future__ import annotations

import os
import signal
import socket
import time
from typing import TYPE_CHECKING

import msgspec
import pytest

from oshmark.adapters.engines.engine import EngineError
from tests import real_brokers
from tests.web.jobs.conftest import MAKERS, PATIENCE_S, Workers, add_sources, library_of, open_passes, wait_for, working
from tests.web.jobs.test_handing_over import NO_SAMPLES, plain_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.server import Fake
    from tests.instances import Instance
    from tests.real_brokers import Broker

pytestmark = pytest.mark.engine
COUNT = 300


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(
            name, marks=pytest.mark.skipif(bool(real_brokers.missing(name)), reason=real_brokers.missing(name))
        )
        for name in real_brokers.PROGRAMS
    ],
)
def broker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    from pytest_socket import disable_socket, enable_socket  # noqa: PLC0415  the broker outlives the tests

    enable_socket()
    with real_brokers.broker_at_work(request.param, tmp_path_factory.mktemp(request.param)) as made:
        yield made
    disable_socket(allow_unix_socket=True)


def told(broker: Broker) -> dict[str, str]:
    return {"OSHMARK_TASKS": "celery", "OSHMARK_BROKER_URL": broker.url}


@pytest.fixture
def celery_workers(instance: Instance, broker: Broker, socket_enabled: None) -> Iterator[Workers]:
    done = instance.run("worker", "status", variables=told(broker))
    assert (done.code, done.out.startswith("0 workers, by celery.")) == (0, True)
    made = Workers(instance, told(broker) | {"COUNTING_TAKES_S": "0.01"})
    yield made
    made.kill()


def test_two_workers_do_each_of_several_hundred_jobs_once(celery_workers: Workers) -> None:
    process = celery_workers.start(2)
    wait_for(lambda: celery_workers.instance.rows("SELECT COUNT(*) FROM jobs_worker") == [(2,)])
    celery_workers.put(COUNT)
    celery_workers.wait_until_done(COUNT)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0
    for what in ("begin", "end"):
        assert sorted(int(job) for job, _process in celery_workers.noted(what)) == list(range(COUNT))
    by_process = celery_workers.processes()
    assert len(by_process) == 2
    assert min(by_process.values()) > COUNT // 10


def test_a_worker_that_is_killed_and_a_broker_that_forgets_lose_nothing(
    celery_workers: Workers, broker: Broker
) -> None:
    celery_workers.variables["COUNTING_TAKES_S"] = "0.05"
    celery_workers.put(100)
    process = celery_workers.start(2)
    wait_for(lambda: len(celery_workers.noted("end")) >= 20)
    os.kill(celery_workers.noted("begin")[-1][1], signal.SIGKILL)
    wait_for(lambda: len(celery_workers.noted("end")) >= 40)
    broker.stop()
    celery_workers.put(110)  # a hundred of them wait already or are over, and nobody can be told of the others
    broker.start()
    until_done = celery_workers.instance.rows('SELECT COUNT(*) FROM jobs_job WHERE args = \'{"source": "109"}\'')
    assert until_done == [(1,)]
    wait_for(lambda: {int(job) for job, _process in celery_workers.noted("end")} == set(range(110)), "the jobs")
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0


def test_passes_by_two_workers_give_the_library_of_a_plain_tick(
    instance: Instance, broker: Broker, forgejo: Fake, tmp_path: Path
) -> None:
    add_sources(instance, forgejo)
    variables = NO_SAMPLES | told(broker)
    with working(instance, 2, variables):
        done = instance.run("tick", variables=variables)
        assert f"jobs for 2 workers: {len(MAKERS)} sources" in done.out, done.said
        wait_for(lambda: not open_passes(instance), "the jobs")
    assert library_of(instance) == plain_library(tmp_path / "plain", forgejo)
    instance.verify()
    status = msgspec.json.decode(instance.run("worker", "status", "--json", variables=variables).out)
    assert (status["engine"], status["counts"]["failed"]) == ("celery", 0)
    taken = instance.rows("SELECT DISTINCT taken_by FROM jobs_job WHERE state = 'done'")
    assert len(taken) == 2


def test_a_broker_that_says_nothing_keeps_nobody_waiting(broker: Broker, socket_enabled: None) -> None:
    from oshmark.adapters.engines.celery_engine import CeleryEngine  # noqa: PLC0415  an extra that not everybody has

    scheme = broker.url.partition("://")[0]
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine = CeleryEngine(f"{scheme}://127.0.0.1:{silent.getsockname()[1]}/")
        begun = time.monotonic()
        with pytest.raises(EngineError, match="cannot be reached"):
            engine.tell()
    assert time.monotonic() - begun < 10


def test_a_broker_that_is_not_there_keeps_nobody_waiting(
    instance: Instance, broker: Broker, socket_enabled: None
) -> None:
    password = "not-to-be-seen"  # noqa: S105  made up for this
    scheme = broker.url.partition("://")[0]
    nowhere = f"{scheme}://user:{password}@127.0.0.1:{real_brokers.free_port()}/0"
    variables = {"OSHMARK_TASKS": "celery", "OSHMARK_BROKER_URL": nowhere}
    workers = Workers(instance, variables)
    assert instance.run("worker", "status", variables=variables).code == 0
    workers.put(2)
    assert workers.states() == {"waiting": 2}
    process = instance.start("worker", "run", variables=variables)
    wait_for(lambda: instance.rows("SELECT COUNT(*) FROM jobs_worker") == [(1,)])
    process.send_signal(signal.SIGTERM)
    out, said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, said.decode()
    assert password not in (out + said).decode()
