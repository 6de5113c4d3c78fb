# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Things that are done at the same moment, each with a connection of its own to the database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, TypeVar

from django.db import connection

from oshmark.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

Given = TypeVar("Given")


def at_once(*acts: Callable[[], Given]) -> list[Given | str]:
    """What each act has given, or why it was refused."""
    barrier = Barrier(len(acts))

    def do(act: Callable[[], Given]) -> Given | str:
        barrier.wait()
        try:
            return act()
        except RefusedError as error:
            return str(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))
