# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done to come to a decision, and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.certification.acts.one import about_case, about_certificate
from oshmark.certification.event_data import decision as said
from oshmark.certification.events import Kind

if TYPE_CHECKING:
    from oshmark.certification.commitment import Said
    from oshmark.certification.event_data.decision import Recommendation
    from oshmark.certification.events import Happened
    from oshmark.certification.moment import Moment


def review(moment: Moment, *, recommends: Recommendation, reason: str, minutes: int = 0) -> tuple[Happened, ...]:
    """Go through all of it, without having evaluated."""
    data = said.Reviewed(role=moment.who.role, recommends=recommends, reason=reason, minutes=minutes)
    return about_case(moment, Kind.REVIEWED, data)


def grant(moment: Moment, *, level: str, scope: tuple[str, ...], reason: str, minutes: int = 0) -> tuple[Happened, ...]:
    """The certificate may be issued."""
    data = said.Granted(role=moment.who.role, level=level, scope=scope, reason=reason, minutes=minutes)
    return about_case(moment, Kind.GRANTED, data)


def refuse(moment: Moment, *, unmet: tuple[str, ...], reason: str, minutes: int = 0) -> tuple[Happened, ...]:
    """There will be no certificate."""
    data = said.Refused(role=moment.who.role, unmet=unmet, reason=reason, minutes=minutes)
    return about_case(moment, Kind.REFUSED, data)


def appeal(moment: Moment, *, grounds: Said) -> tuple[Happened, ...]:
    """Ask for the refusal to be looked at by people who had no part in it."""
    data = said.AppealLodged(role=moment.who.role, grounds=grounds.committed("grounds"))
    return about_case(moment, Kind.APPEAL_LODGED, data)


def dismiss_appeal(moment: Moment, *, panel: tuple[str, ...], reason: str, minutes: int = 0) -> tuple[Happened, ...]:
    """The refusal is upheld, for good."""
    data = said.AppealDismissed(role=moment.who.role, panel=panel, reason=reason, minutes=minutes)
    return about_case(moment, Kind.APPEAL_DISMISSED, data)


def allow_appeal(
    moment: Moment, *, panel: tuple[str, ...], criteria: tuple[str, ...], reason: str, minutes: int = 0
) -> tuple[Happened, ...]:
    """These criteria are judged anew, and then it is decided anew."""
    data = said.AppealAllowed(role=moment.who.role, panel=panel, criteria=criteria, reason=reason, minutes=minutes)
    return about_case(moment, Kind.APPEAL_ALLOWED, data)


def appeal_measure(moment: Moment, *, grounds: Said) -> tuple[Happened, ...]:
    """Ask for the last measure against the certificate to be looked at again."""
    data = said.AppealLodged(role=moment.who.role, grounds=grounds.committed("grounds"))
    return about_certificate(moment, Kind.MEASURE_APPEALED, data)


def uphold_measure(moment: Moment, *, panel: tuple[str, ...], reason: str, minutes: int = 0) -> tuple[Happened, ...]:
    """The measure was right."""
    data = said.AppealDismissed(role=moment.who.role, panel=panel, reason=reason, minutes=minutes)
    return about_certificate(moment, Kind.MEASURE_UPHELD, data)


def annul_measure(moment: Moment, *, panel: tuple[str, ...], reason: str, minutes: int = 0) -> tuple[Happened, ...]:
    """The certificate is as it was before the measure."""
    data = said.AppealAllowed(role=moment.who.role, panel=panel, reason=reason, minutes=minutes)
    return about_certificate(moment, Kind.MEASURE_ANNULLED, data)
