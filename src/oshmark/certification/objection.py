# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands in the way of an act: a code that stays the same, and a sentence about the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable


class Objection(msgspec.Struct, frozen=True):
    """One reason why not. `message` is a template over `facts`, so that it can be translated; `code` is stable."""

    code: str
    message: str
    facts: dict[str, str] = {}

    @property
    def sentence(self) -> str:
        """What to tell the person."""
        return self.message.format_map(self.facts)


def objection(code: str, message: str, **facts: object) -> Objection:
    """An objection with its facts as text."""
    return Objection(code, message, {name: str(fact) for name, fact in facts.items()})


def sentences(objections: Iterable[Objection]) -> str:
    """All of them, one after the other."""
    return " ".join(one.sentence for one in objections)
