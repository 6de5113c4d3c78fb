# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that are handed in as evidence: bounded, without what they say beside what they show, kept under the digest of
their bytes, and called what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from oshmark.adapters.archive import TooLargeFileError
from oshmark.adapters.metadata.parts import UncleanableError
from oshmark.adapters.metadata.staged import stage_bare
from oshmark.errors import RefusedError
from oshmark.web import wiring
from oshmark.web.archive.media_types import file_name_of
from oshmark.web.evidence.taken_out import remember
from oshmark.web.workplaces.evidence.media import HEAD_BYTES, media_type
from oshmark.web.workplaces.models import Upload

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from oshmark.adapters.metadata.staged import Bare
    from oshmark.web.workplaces.seat import Seat

MEGABYTE = 1_000_000
MOST_UPLOADS = 500
"""Of one application."""
MOST_BYTES = 2_000 * MEGABYTE
"""Of all files of one application."""


def store(seat: Seat, pieces: Iterable[bytes], name: str, *, address: str = "") -> Upload:
    """Keep a file for an application. Raises `RefusedError` for an empty one, for what is too large or too many, and
    for a picture or film out of which metadata cannot be taken surely."""
    return keep(seat.case.id, pieces, name, by=seat.person, now=seat.now, address=address)


def keep(application: str, pieces: Iterable[bytes], name: str, *, by: str, now: datetime, address: str = "") -> Upload:
    """The same, where somebody (`by`) hands it in at a time."""
    archive = wiring.evidence()
    check_count(application)
    try:
        came = archive.stage(pieces, limit=min(settings.ARCHIVE_FILE_MB * MEGABYTE, left_for(application)))
    except TooLargeFileError as error:
        message = _("The file is too large: one file may have %(mb)d MB, and all of an application %(all)d MB.")
        raise RefusedError(message % {"mb": settings.ARCHIVE_FILE_MB, "all": MOST_BYTES // MEGABYTE}) from error
    try:
        bare = bare_of(came.path)
    finally:
        archive.give_up(came)
    with transaction.atomic():
        row = note(application, bare, name, by=by, now=now, address=address)
        archive.settle(bare.staged)
    return row


def check_count(application: str) -> None:
    """Raise `RefusedError` where an application has as many files as it may."""
    if Upload.objects.filter(application=application).count() >= MOST_UPLOADS:
        raise RefusedError(_("This application has %(most)d files, which is the most.") % {"most": MOST_UPLOADS})


def left_for(application: str) -> int:
    """How many bytes an application may still have."""
    kept = Upload.objects.filter(application=application).aggregate(all=Sum("size"))["all"] or 0
    return max(0, MOST_BYTES - kept)


def bare_of(path: Path) -> Bare:
    """A file without its metadata, staged beside its place. Raises `RefusedError` for an empty one, and for one that is
    too odd."""
    if not path.stat().st_size:
        raise RefusedError(_("The file is empty."))
    try:
        return stage_bare(wiring.evidence(), path, limit=path.stat().st_size)
    except UncleanableError as error:
        advice = _(
            "So we cannot take out surely where it was made. Save it anew, as JPEG, PNG or MP4, and hand in that."
        )
        raise RefusedError(f"{error} {advice}") from error


def note(application: str, bare: Bare, name: str, *, by: str, now: datetime, address: str = "") -> Upload:
    """Note that an application has a file, within the transaction in which the caller puts it into its place."""
    staged = bare.staged
    with staged.path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    called = file_name_of(name)
    facts = {
        "name": called,
        "media_type": media_type(head, called),
        "size": staged.size,
        "address": address,
        "uploaded_by": by,
        "uploaded_at": now,
    }
    row, _is_new = Upload.objects.get_or_create(application=application, sha256=staged.digest, defaults=facts)
    remember(application, bare)
    return row


def digest_of(row: Upload) -> str:
    """The digest of a file as events write it."""
    return f"sha256:{row.sha256}"


def uploads_of(application: str) -> dict[str, Upload]:
    """The files of an application by their digests, as events write them."""
    return {digest_of(row): row for row in Upload.objects.filter(application=application)}
