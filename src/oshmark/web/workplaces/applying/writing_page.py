# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One criterion as the applicant writes it: a statement, and pieces of evidence that come and go."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from oshmark.adapters import clock
from oshmark.certification.acts import application
from oshmark.certification.criterion import EvidenceKind
from oshmark.certification.roles import Role
from oshmark.errors import RefusedError
from oshmark.web.audit.writing import writing
from oshmark.web.workplaces import draft
from oshmark.web.workplaces.applying.lacking_page import lacking_rows
from oshmark.web.workplaces.case_page import criterion_context, head
from oshmark.web.workplaces.evidence.adding import add, challenge_of, file_piece, video_piece
from oshmark.web.workplaces.evidence.links import keep_page
from oshmark.web.workplaces.evidence.pieces import PieceRows
from oshmark.web.workplaces.evidence.transferring import throw_away, unfinished
from oshmark.web.workplaces.evidence.uploads import MEGABYTE, digest_of, store
from oshmark.web.workplaces.numbers import new_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.core.files.uploadedfile import UploadedFile
    from django.http import QueryDict
    from django.utils.datastructures import MultiValueDict

    from oshmark.certification.criterion import Criterion
    from oshmark.web.workplaces.draft import Piece, WrittenPoint
    from oshmark.web.workplaces.models import Upload
    from oshmark.web.workplaces.seat import Seat

    Files = MultiValueDict[str, UploadedFile[Any]]

MOST_DIGITS = 40
LONGEST_METHOD = 300


def the_criterion(seat: Seat) -> Criterion:
    """The criterion of the page."""
    if seat.criterion is None:
        raise LookupError(seat.case.id)
    return seat.criterion


def written_context(seat: Seat, key: str, *, can_write: bool) -> dict[str, Any]:
    """Everything that the page shows."""
    criterion = the_criterion(seat)
    written = draft.written_for(seat.case.id)
    point, rows = written.point(key), PieceRows(seat.case.id, seat.now)
    kinds = criterion.kinds or frozenset({EvidenceKind.FILE})
    challenges = [one.code for one in seat.case.challenges if one.criterion == criterion.id]
    lacking = [one for one in draft.lacking(seat, written) if one.facts.get("criterion") == criterion.id]
    raised = next(
        (one.raised for one in seat.case.nonconformities if one.raised.nonconformity == seat.nonconformity), None
    )
    return {
        "head": head(seat),
        "criterion": criterion_context(criterion),
        "group": next(one.title for one in seat.scheme.groups if criterion in one.criteria),
        "point": point,
        "words": len(point.statement.split()),
        "pieces": [{**rows.row(one.evidence), "label": one.label} for one in point.pieces],
        "takes": {kind.value: kind in kinds for kind in EvidenceKind},
        "code": challenges[-1] if challenges else "",
        "lacking": [] if seat.nonconformity else lacking_rows(seat, lacking),
        "can_write": can_write,
        "transfers": {
            "address": reverse("work_transfers", args=[seat.case.id]),
            "place": key,
            "most": settings.ARCHIVE_FILE_MB * MEGABYTE,
            "unfinished": unfinished(seat, key),
        },
        "raised": raised,
        "send": reverse("work_answer", args=[seat.case.id, seat.nonconformity])
        if seat.nonconformity and can_write
        else "",
        "longest": draft.LONGEST_STATEMENT,
        "next": "" if seat.nonconformity else _next(seat),
        "automatic": not criterion.needs_people,
    }


def _next(seat: Seat) -> str:
    """The next criterion to which something has to be said."""
    people = [one.id for one in seat.scheme.criteria if one.needs_people]
    place = people.index(the_criterion(seat).id) + 1 if the_criterion(seat).id in people else len(people)
    return reverse("work_write", args=[seat.case.id, people[place]]) if place < len(people) else ""


def change_as_asked(seat: Seat, key: str, sent: QueryDict, files: Files) -> str:
    """Keep the statement, and do what the button says that was pressed. Gives the sentence to be shown; raises
    `RefusedError`. The statement is kept in any case."""
    statement = sent.get("statement", "")[: draft.LONGEST_STATEMENT]
    draft.change_point(seat, key, lambda point: msgspec.structs.replace(point, statement=statement))
    wish, _colon, which = sent.get("do", "save").partition(":")
    if wish == "drop":
        draft.change_point(seat, key, lambda point: _without(point, which))
        return _("Taken away.")
    if wish == "discard":
        throw_away(seat, which)
        return _("Thrown away.")
    if wish == "challenge":
        return _draw(seat)
    maker = MAKERS.get(wish)
    if maker is None:
        return _("Saved.")
    return add(seat, key, maker(seat, sent, files))


def _without(point: WrittenPoint, which: str) -> WrittenPoint:
    return msgspec.structs.replace(point, pieces=tuple(one for one in point.pieces if one.id != which))


def _draw(seat: Seat) -> str:
    code = new_code()
    with writing():  # what waited for its turn happens when it has it
        seat = msgspec.structs.replace(seat, now=clock.now())
        seat.act(application.give_challenge, Role.APPLICANT, None, criterion=the_criterion(seat).id, code=code)
    return _("Your code is %(code)s. Show it in the video, written on paper beside what you film.") % {"code": code}


def _is_public(sent: QueryDict) -> bool:
    return sent.get("private", "") != "on"


def _file(seat: Seat, sent: QueryDict, files: Files) -> Piece:
    return file_piece(seat, _stored(seat, files.get("file")), public=_is_public(sent))


def _video(seat: Seat, sent: QueryDict, files: Files) -> Piece:
    challenge_of(seat)
    return video_piece(seat, _stored(seat, files.get("video")), public=_is_public(sent))


def _stored(seat: Seat, upload: UploadedFile[Any] | None) -> Upload:
    if upload is None:
        raise RefusedError(_("Choose a file first."))
    return store(seat, upload.chunks(), upload.name or "")


def _link(seat: Seat, sent: QueryDict, _files: Mapping[str, object]) -> Piece:
    row = keep_page(seat, sent.get("address", "").strip())
    return draft.Piece(
        id="e0", kind=EvidenceKind.LINK, label=row.address, digest=digest_of(row), public=_is_public(sent)
    )


def _measurement(seat: Seat, sent: QueryDict, _files: Mapping[str, object]) -> Piece:
    measure = the_criterion(seat).measure
    unit = (measure.unit if measure else "") or sent.get("unit", "").strip()
    method = sent.get("method", "").strip()[:LONGEST_METHOD]
    if not unit or not method:
        raise RefusedError(_("A measurement needs a number, its unit, and how it was measured."))
    count = sent.get("count", "") or "1"
    if not (count.isascii() and count.isdecimal() and int(count[:9]) > 0):
        raise RefusedError(_("Say how often you measured, as a whole number."))
    facts: dict[str, Any] = {
        "value": _number(sent.get("value", "")),
        "unit": unit[:300],
        "method": method,
        "count": int(count[:9]),
    }
    return draft.Piece(id="e0", kind=EvidenceKind.MEASUREMENT, public=_is_public(sent), **facts)


def _number(written: str) -> Decimal:
    """A number as people write it, with a point or a comma."""
    plain = written.strip().replace(",", ".")
    try:
        number = Decimal(plain[:MOST_DIGITS])
    except InvalidOperation as error:
        raise RefusedError(_("“%(text)s” is no number.") % {"text": written[:MOST_DIGITS]}) from error
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise RefusedError(_("“%(text)s” is no number.") % {"text": written[:MOST_DIGITS]})
    return number


MAKERS: dict[str, Callable[[Seat, QueryDict, Any], Piece]] = {
    "file": _file,
    "video": _video,
    "link": _link,
    "measurement": _measurement,
}
