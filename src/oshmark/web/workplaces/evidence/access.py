# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may open a file of an application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse

from oshmark.certification.roles import Role
from oshmark.certification.views import Audience, view
from oshmark.web.certification.memory import memory
from oshmark.web.certification.open_files import OpenFile
from oshmark.web.workplaces.evidence.handed_in import is_handed_in, is_public
from oshmark.web.workplaces.models import Upload
from oshmark.web.workplaces.seat import at_case, at_certificate

if TYPE_CHECKING:
    from collections.abc import Iterable


def may_open(person: str, row: Upload) -> bool:
    """Whether it is among what somebody may see; an applicant sees what is not handed in yet, too. `person` is empty
    for who is not signed in."""
    return is_open(row) or (bool(person) and _is_for(person, row))


def _is_for(person: str, row: Upload) -> bool:
    try:
        seat = at_case(person, row.application)
    except Http404:
        pass
    else:
        if Role.APPLICANT in seat.roles or f"sha256:{row.sha256}" in _digests(seat.shown):
            return True
    return is_handed_in(row) and _sees_certificate(person, row.application)


def is_open(row: Upload) -> bool:
    """Whether everybody may have it: as the scheme says, once the outcome is public, and never what was marked as
    private."""
    if is_public(row):
        return True
    known = memory()
    case = known.case(row.application)
    seen = {} if case is None else view(case, known.scheme_under(case), Audience.PUBLIC)
    return f"sha256:{row.sha256}" in _digests(seen, public=True)


def open_files(application: str, digests: Iterable[str]) -> dict[str, OpenFile]:
    """The files of an application that are kept, for the registry, which knows that everybody may have them."""
    wanted = [one.removeprefix("sha256:") for one in digests]
    rows = Upload.objects.filter(application=application, sha256__in=wanted)
    return {
        f"sha256:{row.sha256}": OpenFile(
            name=row.name,
            size=row.size,
            media_type=row.media_type,
            href=reverse("evidence", args=[row.sha256, row.name]),
        )
        for row in rows
    }


def _sees_certificate(person: str, application: str) -> bool:
    """Whether somebody has a part in the certificate beside which a file was handed in."""
    number = memory().replay.register.issued.get(application, "")
    try:
        seat = at_certificate(person, number)
    except Http404:
        return False
    return seat.roles != (Role.TREASURER,)


def _digests(shown: dict[str, Any], *, public: bool = False) -> set[str]:
    """The digests of the evidence in a view."""
    submitted = shown.get("submitted")
    pieces = [piece for point in (submitted.points if submitted else ()) for piece in point.evidence]
    for one in shown.get("nonconformities", ()):
        pieces += [] if one.answered is None else one.answered.evidence
    found = {piece.digest for piece in pieces if piece.digest is not None and (piece.public or not public)}
    return found | ({one.proof for one in submitted.training} if submitted and not public else set())
