# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that are handed in as evidence: bounded, kept under the digest of their bytes, and called what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from oshmark.adapters.archive import TooLargeFileError
from oshmark.errors import RefusedError
from oshmark.web import wiring
from oshmark.web.archive.media_types import file_name_of
from oshmark.web.workplaces.media import HEAD_BYTES, media_type
from oshmark.web.workplaces.models import Upload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.web.workplaces.seat import Seat

MEGABYTE = 1_000_000
MOST_UPLOADS = 500
"""Of one application."""
MOST_BYTES = 2_000 * MEGABYTE
"""Of all files of one application."""


def store(seat: Seat, pieces: Iterable[bytes], name: str, *, address: str = "") -> Upload:
    """Keep a file for an application. Raises `RefusedError` for an empty one, and for what is too large or too many."""
    application = seat.case.id
    if Upload.objects.filter(application=application).count() >= MOST_UPLOADS:
        raise RefusedError(_("This application has %(most)d files, which is the most.") % {"most": MOST_UPLOADS})
    archive = wiring.evidence()
    limit = min(settings.ARCHIVE_FILE_MB * MEGABYTE, MOST_BYTES - _bytes_of(application))
    try:
        staged = archive.stage(pieces, limit=max(0, limit))
    except TooLargeFileError as error:
        message = _("The file is too large: one file may have %(mb)d MB, and all of an application %(all)d MB.")
        raise RefusedError(message % {"mb": settings.ARCHIVE_FILE_MB, "all": MOST_BYTES // MEGABYTE}) from error
    if not staged.size:
        archive.give_up(staged)
        raise RefusedError(_("The file is empty."))
    with staged.path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    called = file_name_of(name)
    facts = {
        "name": called,
        "media_type": media_type(head, called),
        "size": staged.size,
        "address": address,
        "uploaded_by": seat.person,
        "uploaded_at": seat.now,
    }
    with transaction.atomic():
        row, _is_new = Upload.objects.get_or_create(application=application, sha256=staged.digest, defaults=facts)
        archive.settle(staged)
    return row


def _bytes_of(application: str) -> int:
    return sum(Upload.objects.filter(application=application).values_list("size", flat=True))


def digest_of(row: Upload) -> str:
    """The digest of a file as events write it."""
    return f"sha256:{row.sha256}"


def uploads_of(application: str) -> dict[str, Upload]:
    """The files of an application by their digests, as events write them."""
    return {digest_of(row): row for row in Upload.objects.filter(application=application)}
