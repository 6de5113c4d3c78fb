# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The digest of a scheme, kept: every act asks whether the scheme at hand is the one that an application is under."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from oshmark.certification.scheme import digest

if TYPE_CHECKING:
    from oshmark.certification.scheme import Scheme


@lru_cache(maxsize=64)
def known_digest(scheme: Scheme) -> str:
    """As `scheme.digest`, worked out once for each of the schemes that were used last."""
    return digest(scheme)
