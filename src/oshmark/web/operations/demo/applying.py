# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A maker of the demonstration applies: for the latest release of what they make, or for themselves as who makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.certification.event_data.application import About
from oshmark.certification.scheme import SubjectKind
from oshmark.errors import StateError
from oshmark.web.accounts.models import Organisation, Person
from oshmark.web.library.models import Release
from oshmark.web.operations.demo.cast import address
from oshmark.web.operations.demo.player import Story

if TYPE_CHECKING:
    from oshmark.certification.scheme import Scheme
    from oshmark.web.operations.demo.cast import Maker
    from oshmark.web.operations.demo.player import Player


def release_of(maker: Maker) -> Release:
    """The latest release of what somebody makes."""
    release = Release.objects.filter(latest=True, module__address__contains=maker.repo).first()
    if release is None:
        raise StateError(f"The sample {maker.repo} is not in the library. Begin the demonstration in an empty folder.")
    return release


def workshop_of(maker: Maker) -> str:
    """The public id of a maker's workshop."""
    members = Organisation.objects.filter(memberships__person__email=address(maker.key))
    found: str = members.get(name=maker.organisation).public_id
    return found


def begin(player: Player, scheme: Scheme, maker: Maker, case: str) -> Story:
    """Somebody applies for the latest release of what they make, or for themselves as who makes it."""
    workshop, release = workshop_of(maker), release_of(maker)
    place: dict[str, Any] = {"municipality": maker.place, "country": maker.country, "producer": workshop}
    made: dict[str, Any] = {"digest": f"sha256:{release.digest}", **place}
    if scheme.subject is SubjectKind.PRODUCER:
        about = About(kind=scheme.subject, ref=workshop, name=maker.organisation, release=release.address, **made)
    else:
        named: dict[str, Any] = {"name": release.name, "version": release.version, "market": maker.country}
        about = About(kind=scheme.subject, ref=release.address, **named, **made)
    story = Story(player, case, scheme, Person.objects.get(email=address(maker.key)).public_id)
    story.submitted(workshop, about)
    return story
