# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rooms whose tables are made from the log: one line each, and all that rebuilds or compares goes through here."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from django.db import transaction
from django.db.models import Model

from oshmark.credential.events import verify_chain
from oshmark.web import known_faults, wiring
from oshmark.web.audit.actions import read_log
from oshmark.web.audit.checkpoints import check_continues
from oshmark.web.audit.models import Tile
from oshmark.web.audit.tree import rebuild_tree
from oshmark.web.audit.writing import writing
from oshmark.web.certification.projection import TABLES as CERTIFICATION_TABLES
from oshmark.web.certification.projection import rebuild as rebuild_certification
from oshmark.web.labels.projection import TABLES as LABEL_TABLES
from oshmark.web.labels.projection import rebuild as rebuild_labels
from oshmark.web.library.models import Credit
from oshmark.web.library.rebuild import TABLES, rebuild
from oshmark.web.log.snapshots import differences, snapshot


class Room(msgspec.Struct, frozen=True):
    """A room: what makes its tables anew and gives the number of events that it has read, and the tables. All of them
    are held against the log by `wrong_tables`; a table that is not named here is no projection."""

    name: str
    rebuild: Callable[[], int]
    tables: tuple[type[Model], ...]


ROOMS = (
    Room("tree", rebuild_tree, (Tile,)),
    Room("library", lambda: rebuild(wiring.payloads()), (*TABLES, Credit)),
    Room("certification", rebuild_certification, CERTIFICATION_TABLES),
    Room("labels", rebuild_labels, LABEL_TABLES),
)


def rebuild_all() -> dict[str, int]:
    """Make the tables of every room anew, all or nothing, and give what each has read.

    Raises `BrokenChainError` where an event does not fit, or the log is not the one that was signed.
    """
    verify_chain(read_log())
    with writing():
        done = {room.name: room.rebuild() for room in ROOMS}
        check_continues()
    known_faults.note([])
    return done


def wrong_tables() -> list[str]:
    """What a rebuilding would change, in a line for each table. It is done and taken back, so nobody sees any of it."""
    wrong: list[str] = []
    with writing():
        for room in ROOMS:
            before = {table: snapshot(table) for table in room.tables}
            room.rebuild()
            for table, rows in before.items():
                wrong += differences(f"{room.name}, {table.__name__}", rows, snapshot(table))
        transaction.set_rollback(True)
    return wrong
