# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole look at an instance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DatabaseError

from oshmark.errors import OshmarkError
from oshmark.web.operations.backups.upgrading import pending
from oshmark.web.operations.doctor import configured, machine, records, running, stored
from oshmark.web.operations.doctor.line import Level, Line, ok, wrong
from oshmark.web.operations.looking_over import look_over
from oshmark.web.operations.presence import is_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime


def examine(now: datetime, *, everything: bool = False, quick: bool = False) -> Iterator[Line]:
    """Look at everything, and give a line for each thing. `quick` leaves out what takes long in a large library:
    verifying the log, holding the tables against it, reading files."""
    yield from machine.look()
    yield from configured.look()
    due = _due()
    yield due
    if due.level is not Level.OK:
        return  # nothing can be asked of a database in another form
    looks: list[Callable[[], Iterable[Line]]] = [lambda: running.look(now), lambda: records.certificates(now)]
    if not quick:
        looks += [
            lambda: [records.database()],
            records.log,
            lambda: records.tables(look_over(now)),
            lambda: stored.look(everything=everything),
        ]
    for look in looks:
        yield from _kept_going(look)


def _due() -> Line:
    try:
        if not is_here():
            return wrong("migrations", "There is no database here yet.", "Name its folder: OSHMARK_HOME=…")
        names = pending()
    except DatabaseError as error:
        return wrong("migrations", f"The database cannot be used: {error}.", records.RESTORE)
    if names:
        says = f"The database has not the form of this version: {len(names)} changes are due."
        return wrong("migrations", says, "oshmark upgrade --rehearse, then oshmark upgrade")
    return ok("migrations", "The database has the form of this version.")


def _kept_going(look: Callable[[], Iterable[Line]]) -> Iterator[Line]:
    """What stops one look is a line too, so that the others are still done."""
    try:
        yield from look()
    except (OshmarkError, DatabaseError, OSError) as error:
        yield wrong("look", f"This could not be looked at: {error}", "Mend what it says, and look again.")


def worst(lines: Iterable[Line]) -> Level:
    """The worst of all levels."""
    found = {line.level for line in lines}
    return next((level for level in (Level.WRONG, Level.WARN) if level in found), Level.OK)
