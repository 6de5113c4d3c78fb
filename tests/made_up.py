# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small manifests of hardware that nobody makes, as bytes in TOML."""

from __future__ import annotations

REPO = "https://git.example.org/lark/printer"
OPEN, NOT_OPEN, UNCLEAR = "CERN-OHL-S-2.0", "CC-BY-NC-4.0", "LicenseRef-Lark-Licence"


def manifest(
    *,
    name: str | None = "Lark",
    repo: str | None = REPO,
    version: str | None = "1.0.0",
    licence: str | None = OPEN,
    function: str = "It prints.",
    licensor: str = "Lark Makers",
    head: str = "",
) -> bytes:
    """A manifest with these fields; `None` leaves one out. `head` stands before everything."""
    fields = {
        "okhv": "OKH-LOSHv1.0",
        "name": name,
        "repo": repo,
        "version": version,
        "license": licence,
        "licensor": licensor,
        "documentation-language": "en",
        "function": function,
    }
    lines = [f'{key} = "{value}"' for key, value in fields.items() if value is not None]
    return (head + "\n".join(lines) + "\n").encode()
