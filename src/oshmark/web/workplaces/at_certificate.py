# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a certificate stands, as its tasks ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.certification.lifecycle import ApplicationState, CertificateState
from oshmark.certification.status import status_of

if TYPE_CHECKING:
    from oshmark.certification.certificate import Certificate
    from oshmark.certification.status import Status
    from oshmark.web.certification.memory import Memory
    from oshmark.web.workplaces.seat import Seat

VALID = (CertificateState.ACTIVE, CertificateState.SURVEILLANCE_DUE)
LIVING = (*VALID, CertificateState.SUSPENDED)
IN_VAIN = frozenset(
    {ApplicationState.WITHDRAWN, ApplicationState.LAPSED, ApplicationState.REFUSED, ApplicationState.UPHELD}
)
"""The ends of an application that leave a certificate as it is."""


def the_certificate(seat: Seat) -> Certificate:
    """The certificate of the page, which its address names."""
    if seat.certificate is None:
        raise LookupError(seat.case.id)
    return seat.certificate


def status_at(seat: Seat) -> Status:
    """The status of the certificate now."""
    return status_of(the_certificate(seat), seat.now)


def in_state(*states: CertificateState) -> Any:  # noqa: ANN401  a function of a seat
    """Whether the certificate is in one of these states."""
    return lambda seat: status_at(seat).state in states


def renewal_of(certificate: Certificate, known: Memory) -> str | None:
    """The application by which another term is applied for or granted, and that did not end in vain; else `None`."""
    case = known.case(certificate.renewal or "")
    return None if case is None or case.state in IN_VAIN else case.id
