# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Celery on Redis or RabbitMQ. This is the one file that knows either, and it is loaded only where it is chosen.

A message says that there is a job, and not which one: workers take the most urgent from the table. So a lost message
costs seconds, one that comes twice costs a look, and the broker keeps nothing that would have to be backed up.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from celery import Celery
from celery.exceptions import OperationalError
from celery.utils.nodenames import anon_nodename
from celery.worker import WorkController, state

from oshmark.adapters.engines.engine import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.adapters.engines.engine import Stoppable

QUEUE = "oshmark"
MESSAGE = "oshmark.there_is_a_job"
FORGOTTEN_AFTER_S = 3600
"""A message that nobody has taken for so long: whoever comes then looks at the table anyway."""
TIMEOUT_S = 2
"""Somebody may wait for an answer while we tell the broker."""
SLEEP_S = 3600.0
CHOICES: dict[str, Any] = {
    "accept_content": ["json"],
    "task_serializer": "json",
    "task_default_queue": QUEUE,
    "task_ignore_result": True,
    # A worker takes a message when it is free, and keeps none for later: another one may be free sooner.
    "task_acks_late": True,
    "worker_prefetch_multiplier": 1,
    "worker_cancel_long_running_tasks_on_connection_loss": False,
    # What came of a job is in our own table, so nothing of Celery's need be spoken over the broker.
    "worker_enable_remote_control": False,
    "worker_send_task_events": False,
    "broker_connection_timeout": TIMEOUT_S,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
    "task_publish_retry": False,
}
# A connection that broke is tried anew, once and at once. Names of the transports of kombu; each leaves those of the
# other alone.
ONCE_MORE: dict[str, Any] = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
IMPATIENT: dict[str, Any] = ONCE_MORE | dict.fromkeys(
    ("socket_connect_timeout", "socket_timeout", "read_timeout", "write_timeout"), TIMEOUT_S
)
"""For who tells. Who serves waits for messages as long as it takes."""


class CeleryEngine:
    """The engine with a broker, whose address may hold a password and is never shown."""

    def __init__(self, broker_url: str) -> None:
        self._url = broker_url
        self._telling = _app(broker_url, IMPATIENT)

    def tell(self) -> None:
        """Send a message; raises `EngineError` where the broker does not take it."""
        try:
            self._telling.send_task(MESSAGE, expires=FORGOTTEN_AFTER_S, retry=False, ignore_result=True)
        except (OperationalError, OSError) as exc:
            raise EngineError("The broker of jobs cannot be reached. Workers find the job when they look.") from exc

    def serve(self, perform: Callable[[], bool], stop: Stoppable) -> None:
        """Be a worker of Celery: one thread works, and this one speaks with the broker meanwhile. A broker that is not
        there is waited for."""

        def there_is_a_job() -> None:
            perform()

        app = _app(self._url, {"socket_connect_timeout": TIMEOUT_S})
        app.task(there_is_a_job, name=MESSAGE)
        app.set_default()  # the thread that works looks for it there
        worker = WorkController(
            app,
            hostname=anon_nodename(),
            pool="threads",
            concurrency=1,
            without_gossip=True,
            without_mingle=True,
        )
        threading.Thread(target=_end_with, args=(stop,), daemon=True, name="celery-end").start()
        worker.start()


def _app(broker_url: str, transport_options: dict[str, Any]) -> Celery:
    app = Celery("oshmark", broker=broker_url, fixups=[], set_as_current=False)
    app.conf.update(CHOICES, broker_transport_options=transport_options)
    return app


def _end_with(stop: Stoppable) -> None:
    """Have Celery come to an end when this process is asked to: its own signals are not taken, for ours do more."""
    while not stop.is_asked():
        stop.pause(SLEEP_S)
    state.should_stop = 0
