# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A release with archived files that a producer has labelled, and units of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oshmark.label.declaration import Link, Topic, TopicText
from oshmark.label.units import batch_of, run_of
from oshmark.web import wiring
from oshmark.web.archive.files import Named, keep, note_problem
from oshmark.web.archive.models import Role
from oshmark.web.labels.issuing import end, issue_units
from tests.web.labels.test_issuing import Shop
from tests.web.library_of import NOW

if TYPE_CHECKING:
    from oshmark.web.labels.models import Label
    from tests.web.library_of import Library

BOM = b"Name,Quantity\n=cmd|' /C calc'!A0,1\nShuttle,2\n"
FILES = {
    "docs/bom.csv": (Role.BOM, BOM),
    "../../cad/loom.FCStd": (Role.SOURCE, b"sources"),
    "LICENSE": (Role.LICENCE, b"open"),
}


class Labelled:
    """A label of the full loom, with files."""

    def __init__(self, library: Library) -> None:
        self.shop = Shop(library)
        self.release = self.shop.facts.address
        for path, (role, raw) in FILES.items():
            keep(Named(self.release, path, role), wiring.archive().stage([raw], limit=1_000_000), NOW)
        note_problem(Named(self.release, "cad/loom.step", Role.EXPORT), "There is no such file.", NOW)
        wiring.bill_reader().close()
        topics = (
            TopicText(topic=Topic.HOW_MADE, text="Weave.", links=(Link("More", "https://weaver.example.org/how"),)),
        )
        self.shop.declaration = replace(
            self.shop.declaration, lifetime_design="It lasts.", repair="Four hex keys do.", topics=topics
        )
        self.label: Label = self.shop.issue()
        issue_units(self.label, run_of("A-0001", 20), actor="person:abc", now=NOW)
        issue_units(self.label, batch_of("LOT-3", 1), actor="person:abc", now=NOW)

    def end(self, reason: str = "The batch was recalled.") -> None:
        end(self.label, reason, actor="person:abc", now=NOW)

    @property
    def path(self) -> str:
        return f"/C/{self.label.number}"
