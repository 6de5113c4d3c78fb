# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A kept file becomes a piece of evidence in a draft, whichever way it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.certification.criterion import EvidenceKind
from oshmark.errors import RefusedError
from oshmark.web.evidence import taken_out
from oshmark.web.workplaces import draft
from oshmark.web.workplaces.evidence.media import VIDEOS
from oshmark.web.workplaces.evidence.uploads import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.web.workplaces.draft import Piece, WrittenPoint
    from oshmark.web.workplaces.models import Upload
    from oshmark.web.workplaces.seat import Seat


def file_piece(seat: Seat, row: Upload, *, public: bool) -> Piece:
    """A file as it is."""
    del seat
    return draft.Piece(id="e0", kind=EvidenceKind.FILE, label=row.name, digest=digest_of(row), public=public)


def video_piece(seat: Seat, row: Upload, *, public: bool) -> Piece:
    """A video that shows the newest code. Raises `RefusedError` for what is none."""
    code = challenge_of(seat)
    if row.media_type not in VIDEOS:
        raise RefusedError(_("This is no video that we know: MP4, WebM, Ogg and QuickTime are."))
    facts: dict[str, Any] = {"label": row.name, "digest": digest_of(row), "challenge": code}
    return draft.Piece(id="e0", kind=EvidenceKind.VIDEO, public=public, **facts)


PIECES: dict[str, Callable[..., Piece]] = {"file": file_piece, "video": video_piece}
"""By the kind of what was sent."""


def challenge_of(seat: Seat) -> str:
    """The newest code that was drawn at the criterion. Raises `RefusedError` where none was."""
    criterion = "" if seat.criterion is None else seat.criterion.id
    codes = [one.code for one in seat.case.challenges if one.criterion == criterion]
    if not codes:
        raise RefusedError(_("Draw a code first, and show it in the video."))
    return codes[-1]


def add(seat: Seat, key: str, piece: Piece) -> str:
    """Add a piece to what is written; gives the sentence to be shown. Raises `RefusedError` for one too many."""
    draft.change_point(seat, key, lambda point: _with(point, piece))
    return _added(seat.case.id, (piece.digest or "").removeprefix("sha256:"))


def added(row: Upload) -> str:
    """The sentence that is shown when a file was added: that, and what was taken out of it."""
    return _added(row.application, row.sha256)


def _added(application: str, sha256: str) -> str:
    said = taken_out.said_of(application, [sha256]).get(sha256, taken_out.Said())
    return " ".join(filter(None, (_("Added."), *said)))


def _with(point: WrittenPoint, piece: Piece) -> WrittenPoint:
    if len(point.pieces) >= draft.MOST_PIECES:
        raise RefusedError(_("There are %(most)d pieces already, which is the most.") % {"most": draft.MOST_PIECES})
    return msgspec.structs.replace(point, pieces=(*point.pieces, msgspec.structs.replace(piece, id=point.new_id())))
