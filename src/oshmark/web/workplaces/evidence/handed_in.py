# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that holders hand in beside a certificate: for a surveillance, as test data, as somebody else's certificate.

They lie among the uploads of the application that the certificate came from. What was given as test data is for
everybody, the others are for those who look at the certificate.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.web.evidence.addresses import closed_address
from oshmark.web.workplaces.at_certificate import the_certificate
from oshmark.web.workplaces.evidence.uploads import store, uploads_of
from oshmark.web.workplaces.models import HandedIn

if TYPE_CHECKING:
    from oshmark.web.workplaces.models import Upload
    from oshmark.web.workplaces.seat import Seat

MOST_CHOICES = 200


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate of somebody else, as its holder describes it. `replaces`: one that is recorded already."""

    standard: str
    issuer: str
    number: str
    scope: str
    valid_until: date | None = None
    replaces: str = ""


def hand_in(seat: Seat, kind: str, file: Any, *, note: str = "", offered: Offered | None = None) -> Upload:  # noqa: ANN401  a file that was sent
    """Keep a file beside the certificate. Raises `RefusedError` as `store` does."""
    row = store(seat, file.chunks(), file.name or "")
    HandedIn.objects.create(
        certificate=the_certificate(seat).number,
        application=seat.case.id,
        kind=kind,
        sha256=row.sha256,
        note=note,
        facts="" if offered is None else msgspec.json.encode(offered).decode(),
        handed_in_by=seat.person,
        handed_in_at=seat.now,
    )
    return row


def waiting(number: str, kind: str) -> list[HandedIn]:
    """What nobody has looked at yet, the oldest first."""
    found = HandedIn.objects.filter(certificate=number, kind=kind, settled_at=None)
    return list(found.order_by("pk")[:MOST_CHOICES])


def offered_in(row: HandedIn) -> Offered:
    """What the holder says of a certificate of somebody else."""
    return msgspec.json.decode(row.facts, type=Offered)


def file_rows(seat: Seat, *kinds: str) -> list[dict[str, Any]]:
    """The files of these kinds, the newest first, as pages show them."""
    rows = HandedIn.objects.filter(certificate=the_certificate(seat).number, kind__in=kinds).order_by("-pk")
    files = uploads_of(seat.case.id)
    return [
        {
            "digest": f"sha256:{row.sha256}",
            "name": file.name,
            "size": file.size,
            "note": row.note,
            "at": row.handed_in_at,
            "href": closed_address(file.application, file.sha256, file.name, seat.now),
        }
        for row in rows[:MOST_CHOICES]
        if (file := files.get(f"sha256:{row.sha256}")) is not None
    ]


def is_handed_in(row: Upload) -> bool:
    """Whether a file was handed in beside a certificate."""
    return HandedIn.objects.filter(application=row.application, sha256=row.sha256).exists()


def is_public(row: Upload) -> bool:
    """Whether it is test data, which everybody may have."""
    same = HandedIn.objects.filter(application=row.application, sha256=row.sha256)
    return same.filter(kind=HandedIn.TEST_DATA).exists()
