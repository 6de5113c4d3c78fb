# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pieces of evidence as pages show them: what can be shown in place is, and everything can be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from oshmark.adapters.opening.answer import Active, Document, Listing, Note, Refused, Sheets, Why
from oshmark.adapters.pictures.answer import LARGE_WIDTH, PAGE_WIDTH
from oshmark.errors import StateError
from oshmark.web.evidence.addresses import closed_address, picture_address
from oshmark.web.evidence.kinds import Shown, shown_as
from oshmark.web.evidence.looks import Patience, looked_into, text_of
from oshmark.web.evidence.taken_out import Said, said_of
from oshmark.web.workplaces.evidence.uploads import digest_of, uploads_of
from oshmark.web.workplaces.words import EVIDENCE

if TYPE_CHECKING:
    from datetime import datetime

    from oshmark.adapters.opening.answer import Found
    from oshmark.certification.criterion import Criterion
    from oshmark.certification.event_data.application import Evidence
    from oshmark.web.workplaces.models import Upload
    from oshmark.web.workplaces.seat import Seat

Plain = dict[str, Any]
NOTES = "notes_"
"""How the fields begin in which an evaluator notes what is seen when; the beginning of the digest follows."""
_NOTES_LETTERS = 16
PLAYED = frozenset({Shown.FILM, Shown.SOUND})
WHY = {
    Why.BOMB: _("This archive is a bomb: unpacked it would be far larger than any honest one. Do not unpack it."),
    Why.TOO_MANY: _("The archive has too many files to be listed."),
    Why.TOO_LARGE: _("The file is too large to be looked into here."),
    Why.TOO_DEAR: _("Looking into the file takes too much time or memory. Be careful when you open it."),
    Why.DAMAGED: _("The file is damaged, or not what its name says."),
    Why.NO_TABLE: _("There is no table in the file."),
}
NOTED = {
    Note.LOCKED: _("locked, size not counted"),
    Note.ARCHIVE: _("an archive itself, not opened"),
    Note.LINK: _("a link"),
    Note.LEADS_OUT: _("a name that leads out of the archive"),
}
CAN = {
    Active.SCRIPTS: _("It brings scripts along."),
    Active.PROGRAMS: _("It can start programs."),
    Active.FILES: _("It has files attached."),
}


class Named(NamedTuple):
    """A file that belongs to a criterion, and whether a page plays it."""

    digest: str
    name: str
    is_played: bool


class PieceRows:
    """The pieces of one page, of one application."""

    def __init__(self, application: str, now: datetime) -> None:
        self._application, self._now = application, now
        self._files = uploads_of(application)
        self._taken = said_of(application, [row.sha256 for row in self._files.values()])
        self._patience = Patience()

    def row(self, piece: Evidence) -> Plain:
        """A piece: a number, or a file with what is shown of it."""
        row = self._files.get(piece.digest or "")
        return {
            "id": piece.id,
            "kind": EVIDENCE[piece.kind],
            "measured": piece.measured,
            "challenge": piece.challenge or "",
            "public": piece.public,
            "digest": piece.digest or "",
            **({"name": "", "href": ""} if row is None else self._file(row)),
        }

    def _file(self, row: Upload) -> Plain:
        return {
            "name": row.name,
            "size": row.size,
            "address": row.address,
            "media_type": row.media_type,
            "href": closed_address(row.application, row.sha256, row.name, self._now),
            **self._taken.get(row.sha256, Said())._asdict(),
            "shown": self._shown(row),
        }

    def _shown(self, row: Upload) -> Plain:
        kind = shown_as(row.media_type)
        try:
            return {"as": kind.value, **self._content(kind, row)}
        except StateError as error:
            return {"as": "problem", "problem": str(error)}

    def _content(self, kind: Shown, row: Upload) -> Plain:
        match kind:
            case Shown.PICTURE:
                return {"page": self._picture(row, PAGE_WIDTH), "large": self._picture(row, LARGE_WIDTH)}
            case Shown.FILM | Shown.SOUND:
                return {"notes": notes_field(digest_of(row))}
            case Shown.TEXT:
                text, is_all = text_of(row.sha256, row.size)
                return {"text": text, "is_all": is_all}
            case Shown.TABLE | Shown.ARCHIVE | Shown.DOCUMENT:
                return found_context(looked_into(kind, row.sha256, row.size, self._patience))
            case Shown.OTHER:
                return {}

    def _picture(self, row: Upload, width: int) -> str:
        return picture_address(row.application, row.sha256, width, self._now)


def notes_field(digest: str) -> str:
    """The name of the field with the notes on a film."""
    return NOTES + digest.removeprefix("sha256:")[:_NOTES_LETTERS]


def found_context(found: Found | None) -> Plain:
    """What was found in a file, for a page."""
    match found:
        case Sheets():
            return {"sheets": found.sheets, "more": found.more}
        case Listing():
            rows = [
                {"name": one.name, "size": one.size, "note": NOTED[one.note] if one.note else ""}
                for one in found.members
            ]
            return {"members": rows, "files": found.files, "size": found.size, "more": found.files - len(rows)}
        case Document():
            return {"pages": found.pages, "can": [CAN[one] for one in found.active]}
        case Refused():
            return {"as": "problem", "problem": WHY[found.why], "is_bomb": found.why is Why.BOMB}
        case None:
            return {
                "as": "problem",
                "problem": _("Nobody has looked into this file yet. Load the page again in a while."),
            }


def files_of(seat: Seat, criterion: Criterion) -> list[Named]:
    """The files that were handed in to a criterion, first and later, without a look into them."""
    shown, files = seat.shown, uploads_of(seat.case.id)
    submitted = shown.get("submitted")
    pieces = [
        one
        for point in (submitted.points if submitted else ())
        if point.criterion == criterion.id
        for one in point.evidence
    ]
    for one in shown.get("nonconformities", ()):
        if one.raised.criterion == criterion.id and one.answered is not None:
            pieces += one.answered.evidence
    digests = {one.digest: one for one in pieces if one.digest}
    return [_named(one, files.get(digest)) for digest, one in digests.items()]


def _named(piece: Evidence, row: Upload | None) -> Named:
    played = row is not None and shown_as(row.media_type) in PLAYED
    return Named(piece.digest or "", piece.id if row is None else row.name, played)
