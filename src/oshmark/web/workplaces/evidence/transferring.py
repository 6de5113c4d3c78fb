# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of a draft that come in pieces: begun, gone on with, and made evidence when they are whole."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.roles import Role
from oshmark.errors import RefusedError
from oshmark.web import wiring
from oshmark.web.evidence import transfers
from oshmark.web.evidence.models import Transfer
from oshmark.web.evidence.transfers import Wanted
from oshmark.web.workplaces.evidence.adding import PIECES, add, challenge_of
from oshmark.web.workplaces.evidence.uploads import bare_of, check_count, left_for, note
from oshmark.web.workplaces.seat import at_case, at_criterion, at_nonconformity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oshmark.web.workplaces.seat import Seat

S = ApplicationState
WRITING = frozenset({S.DRAFT, S.RETURNED})
RAISED = "nonconformity:"
LONGEST_VALUE = 1_000


def metadata_of(header: str) -> dict[str, str]:
    """What comes in `Upload-Metadata` (tus 1.0.0): names, each with a value in base64. Raises `RefusedError`."""
    found: dict[str, str] = {}
    for one in filter(None, header.split(",")):
        name, _space, value = one.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()[:LONGEST_VALUE]
        except (binascii.Error, UnicodeDecodeError) as error:
            raise RefusedError(_("What the file is called cannot be read.")) from error
    return found


def seat_for(person: str, application: str, place: str) -> Seat:
    """The seat of an applicant at what a file is for. Raises `Http404`, `PermissionDenied` for who is no applicant, and
    `RefusedError` where nothing can be written any more."""
    if place.startswith(RAISED):
        seat = at_nonconformity(person, application, place.removeprefix(RAISED))
        can_write = any(one.raised.nonconformity == seat.nonconformity for one in seat.case.open_nonconformities)
    else:
        seat = at_criterion(person, application, place)
        can_write = seat.case.state in WRITING
    if Role.APPLICANT not in seat.roles:
        raise PermissionDenied
    if not can_write:
        raise RefusedError(_("What was handed in cannot be changed."))
    return seat


def applicant_at(person: str, application: str) -> None:
    """Raise `Http404` for who has no part in an application, and `PermissionDenied` for who is no applicant there."""
    if Role.APPLICANT not in at_case(person, application).roles:
        raise PermissionDenied


def begin(person: str, application: str, size: int, said: Mapping[str, str], now: datetime) -> Transfer:
    """Begin a file. Raises what `seat_for` raises, and `RefusedError` for what could never be added."""
    seat = seat_for(person, application, said.get("place", ""))
    kind = said.get("kind", "file")
    if kind not in PIECES:
        raise RefusedError(_("A file is added as a file or as a video."))
    if kind == "video":
        challenge_of(seat)
    check_count(application)
    wanted = Wanted(
        application=application,
        place=said.get("place", ""),
        kind=kind,
        name=said.get("filename", ""),
        mark=said.get("mark", "")[:100],
        private=said.get("private", "") == "on",
        size=size,
    )
    return transfers.begin(wanted, person, now, left=left_for(application))


def transfer_of(person: str, application: str, token: str) -> Transfer:
    """A file on its way, for who began it alone. Raises `Http404`."""
    found = Transfer.objects.filter(token=token, application=application, person=person).first()
    if found is None:
        raise Http404
    return found


def finish(transfer: Transfer) -> str:
    """Make a whole file a piece of evidence, once; gives the sentence to be shown, empty where somebody else was first.

    Raises `RefusedError` for one that cannot be kept; nothing is left of it then.
    """
    try:
        return _finished(transfer)
    except RefusedError:
        transfers.throw_away(transfer)
        raise


def _finished(transfer: Transfer) -> str:
    seat = seat_for(transfer.person, transfer.application, transfer.place)
    archive = wiring.evidence()
    try:
        bare = bare_of(transfers.path_of(transfer))
    except FileNotFoundError:
        return ""
    try:
        with transaction.atomic():
            if not Transfer.objects.filter(pk=transfer.pk).delete()[0]:
                return ""
            row = note(transfer.application, bare, transfer.name, by=transfer.person, now=seat.now)
            said = add(seat, transfer.place, PIECES[transfer.kind](seat, row, public=not transfer.private))
            archive.settle(bare.staged)
    finally:
        archive.give_up(bare.staged)
    transfers.remove_bytes(transfer)
    return said


def unfinished(seat: Seat, place: str) -> list[dict[str, Any]]:
    """What this person has begun to send to this place, as the page shows it."""
    rows = Transfer.objects.filter(application=seat.case.id, place=place, person=seat.person).order_by("began_at")
    return [
        {
            "token": row.token,
            "name": row.name,
            "size": row.size,
            "mark": row.mark,
            "kind": row.kind,
            "came": (came := transfers.offset_of(row)),
            "share": came * 100 // row.size,
            "until": transfers.expires_at(row),
        }
        for row in rows
    ]


def throw_away(seat: Seat, token: str) -> None:
    """Let go of what was begun."""
    row = Transfer.objects.filter(application=seat.case.id, person=seat.person, token=token).first()
    if row is not None:
        transfers.throw_away(row)
