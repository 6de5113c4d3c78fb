# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manifests mended as text: what is broken becomes readable, what is written oddly is written as it should be.

Everything else stays as it is: comments, order, blank lines, quotation marks, line ends. Where two readings are
possible nothing is changed, and the finding stays.
"""

from __future__ import annotations

from oshmark.manifest.mend.mending import Change, Mended, mend

__all__ = ["Change", "Mended", "mend"]
