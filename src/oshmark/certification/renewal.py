# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether another term of a certificate is applied for: at most one application is open at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oshmark.certification.certificate import Certificate
    from oshmark.certification.register import Register


def open_renewal(certificate: Certificate, register: Register) -> str | None:
    """The application by which another term is applied for, by id, as long as it is not over; else None."""
    if certificate.renewal is None:
        return None
    applied = register.applications.get(certificate.renewal)
    return None if applied is None or applied.closed_at is not None else certificate.renewal
