# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The smallest pieces of TOML and JSON as regular expressions, for the guard and for the scanners of places.

Each is possessive and takes an unclosed text to the end of what it could be, so that no text, however it is
made, is looked at twice: matching stays linear.
"""

from __future__ import annotations

TOML_STRING = (
    r'(?:"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+(?:"{3,5}+|\Z)'
    r"|'''(?:[^']++|'{1,2}+(?!'))*+(?:'{3,5}+|\Z)"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?+'
    r"|'[^'\n]*+'?+)"
)
"""Any of the four kinds; needs `re.DOTALL`."""

JSON_STRING = r'"(?:[^"\\]++|\\.)*+"?+'
"""Needs `re.DOTALL`."""
