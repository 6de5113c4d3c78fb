# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is known of an address, as lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from oshmark.web.crawling.explaining import Asked, Explained


def explained_lines(found: Explained) -> list[str]:
    """One line a fact; what strangers wrote stays on its line."""
    lines = [found.address, *(f"  {sentence}" for sentence in found.why)]
    if found.connector:
        lines += ["", f"Platform: {found.connector}, as the source {found.source}", "Asked first:"]
        lines += [f"  {_request(one)}" for one in found.requests]
    if found.repositories:
        lines += ["", "Known repositories:", *(f"  {_row(row)}" for row in found.repositories)]
    if found.ledger:
        lines += ["", "Asked before:", *(f"  {_row(row)}" for row in found.ledger)]
    return [_one_line(line) for line in lines]


def _request(one: Asked) -> str:
    token = f"with the token “{one.token}”" if one.token else "without a token"
    pause = f"; its host is left alone until {one.pause_until.isoformat()}" if one.pause_until else ""
    return f"{one.task}: {one.method} {one.url}, {token}{pause}"


def _row(row: dict[str, Any]) -> str:
    first, *others = ((name, value) for name, value in row.items() if value not in (None, "", 0))
    return f"{first[1]}  {', '.join(f'{name} {value}' for name, value in others)}"


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
