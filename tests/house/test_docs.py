# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page of the documentation can be reached, and every decision is listed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parent.parent.parent / "docs"


def pages(navigation: Any) -> set[str]:
    """The pages named in a navigation, at any depth."""
    if isinstance(navigation, str):
        return {navigation}
    below = navigation.values() if isinstance(navigation, dict) else navigation
    return {page for entry in below for page in pages(entry)}


def test_every_page_is_in_the_navigation() -> None:
    settings = tomllib.loads((DOCS.parent / "zensical.toml").read_text(encoding="utf-8"))
    assert pages(settings["project"]["nav"]) == {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")}


def test_every_decision_is_listed_with_its_number_and_title() -> None:
    listed = (DOCS / "adr/README.md").read_text(encoding="utf-8")
    decisions = sorted((DOCS / "adr").glob("0*.md"))
    for number, path in enumerate(decisions, start=1):
        title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix(f"# {number}. ")
        assert f"| {number} | [{title}]({path.name}) |" in listed
    assert len(decisions) == listed.count("| [")
