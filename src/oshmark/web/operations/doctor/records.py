# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is written down: database, log and keys, and whether every table is what the log says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from oshmark.adapters.backups.sqlite_copy import fault_of
from oshmark.certification.status import status_of
from oshmark.credential.events import verify_chain
from oshmark.credential.notes import NoteError, check_signed, read_key, read_note
from oshmark.errors import OshmarkError
from oshmark.web import wiring
from oshmark.web.audit import checkpoints, tree
from oshmark.web.audit.actions import position, read_log
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.queries import STATUSES, VALID, Asked, find
from oshmark.web.operations.doctor.line import Line, ok, warn, wrong
from oshmark.web.operations.presence import database_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

REBUILD = "oshmark log rebuild"
RESTORE = "Restore the newest backup: oshmark restore FILE --into HOME"


def database() -> Line:
    """Whether the file of the database is whole; a server looks after its own."""
    fault = fault_of(database_file()) if connection.vendor == "sqlite" else ""
    return wrong("database", f"The database is damaged: {fault}.", RESTORE) if fault else ok("database", "It is whole.")


def log() -> Iterator[Line]:
    """Whether events fit, the tree lies over them, and they continue what was signed."""
    try:
        verify_chain(read_log())
    except OshmarkError as error:
        yield wrong("log", str(error), RESTORE)
        return
    wrong_tiles = tree.wrong_tiles()
    if wrong_tiles:
        yield wrong("log", f"The tree over the log is wrong at {wrong_tiles[0]}.", REBUILD)
        return
    try:
        checkpoints.check_continues()
    except OshmarkError as error:
        yield wrong("log", str(error), RESTORE)
        return
    yield ok("log", f"{position()} events fit, and continue what was signed.")
    yield keys()


def keys() -> Line:
    """Whether our keys can be read, and have signed the newest state."""
    try:
        known = [read_key(one.key) for one in wiring.log_keys().published()]
    except OshmarkError as error:
        return wrong("keys", str(error), "Restore the file from a backup.")
    newest = checkpoints.newest_checkpoint()
    if newest is None:
        return warn("keys", "No state of the log has been signed yet.", "oshmark log checkpoint")
    try:
        check_signed(read_note(newest.note), *known)
    except NoteError:
        says = "The newest signed state of the log is not signed by a key that is here."
        return wrong("keys", says, "Restore log-keys.json from a backup. Where it is lost: oshmark log checkpoint")
    return ok("keys", f"The state of {newest.size} events is signed by our key.")


def tables(found: Sequence[str]) -> Iterator[Line]:
    """What the comparison with the log has `found` (`looking_over.wrong_tables_now`)."""
    for one in found:
        yield wrong("tables", f"{one}.", REBUILD)
    if not found:
        yield ok("tables", "Every table is what the log says.")


def certificates(now: datetime) -> Iterator[Line]:
    """Whether lists put every certificate where the log and the time do."""
    try:
        known = memory().replay.certificates
    except OshmarkError as error:
        yield wrong("certificates", str(error), RESTORE)
        return
    listed = {one: set(find(Asked(status=one), now.date()).values_list("number", flat=True)) for one in STATUSES}
    differing = []
    for number, certificate in known.items():
        status = status_of(certificate, now)
        state = VALID if status.is_valid else status.state.value
        if {one for one, numbers in listed.items() if number in numbers} != {state}:
            differing.append(number)
    differing += CertificateRow.objects.exclude(number__in=list(known)).values_list("number", flat=True)
    for number in sorted(differing)[:20]:
        yield wrong("certificates", f"Lists show certificate {number} with another status than its page.", REBUILD)
    if not differing:
        yield ok("certificates", f"{len(known)} certificates are listed with the status that the log gives them.")
