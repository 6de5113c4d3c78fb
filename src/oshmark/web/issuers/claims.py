# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which releases claim attestations: found by reading manifests that are new or have changed, some at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from oshmark.certification.worth import Claim
from oshmark.errors import StateError, UnreadableError
from oshmark.web import wiring
from oshmark.web.issuers.models import Claimed, Scanned
from oshmark.web.library.models import Release
from oshmark.web.library.queries import find_release, open_release

if TYPE_CHECKING:
    from collections.abc import Callable

A_PASS = 500
MOST = 20
"""Attestations of one release that are looked at."""
LONGEST = 2_000


def scan(is_stopped: Callable[[], bool] = bool) -> int:
    """Read what was touched since the last time, at most some hundred releases, and give their number."""
    after = Scanned.objects.values_list("touched", flat=True).first() or 0
    rows = Release.objects.filter(touched__gt=after).order_by("touched", "pk")
    numbers = list(rows.values_list("touched", flat=True)[:A_PASS])
    if not numbers:
        return 0
    done = 0
    for release in rows.filter(touched__lte=numbers[-1]):
        if is_stopped():
            return done
        _note(release)
        done += 1
    Scanned.objects.update_or_create(pk=1, defaults={"touched": numbers[-1]})
    return done


def _note(release: Release) -> None:
    """Keep a row for each claim of a release, and none for what it claims no longer."""
    claimed = set(_claims(release))
    with transaction.atomic():
        rows = Claimed.objects.filter(release=release.address)
        rows.exclude(address__in=claimed).delete()
        new = claimed - set(rows.values_list("address", flat=True))
        made = [Claimed(release=release.address, address=one) for one in sorted(new)]
        Claimed.objects.bulk_create(made, ignore_conflicts=True)  # somebody else may read the same


def _claims(release: Release) -> tuple[str, ...]:
    if release.state != Release.ADMITTED:
        return ()
    try:
        manifest = open_release(release, wiring.payloads()).reading.manifest
    except (StateError, UnreadableError):
        return ()
    return tuple(one for one in manifest.attestation[:MOST] if len(one) <= LONGEST)


def claim_of(row: Claimed) -> Claim | None:
    """What is claimed, as the issuer is asked about it; `None` where the release is not shown any more."""
    release = find_release(row.release)
    if release is None or release.state != Release.ADMITTED:
        return None
    try:
        manifest = open_release(release, wiring.payloads()).reading.manifest
    except (StateError, UnreadableError):
        return None
    return Claim(row.address, release.name, release.version, manifest.repo or "", release.digest)
