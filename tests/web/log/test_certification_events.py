# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the log tells of applications: nothing before they are accepted, and no verdicts before the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oshmark.web.certification import memory as memories
from oshmark.web.log.public import events_between, public_entries
from tests.web.certification.site_world import SiteWorld

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.library_of import Library


@pytest.fixture
def world(library: Library) -> SiteWorld:
    del library
    memories.forget()
    return SiteWorld()


def of(area: str) -> list[dict[str, object]]:
    return [
        one for one in public_entries(events_between(0, 10_000)) if str(one["kind"]).startswith(f"certification:{area}")
    ]


def test_an_application_is_not_told_of_before_it_is_accepted(world: SiteWorld, client: Client) -> None:
    world.open()
    world.submit()
    entries = of("application")
    assert len(entries) == 2
    assert all(one["subject"] is None and set(one["data"].values()) <= {None} for one in entries)  # type: ignore[attr-defined]
    assert "data.about" in entries[0]["withheld"]  # type: ignore[operator]
    assert "Kestrel printer" not in client.get("/log").content.decode()


def test_it_is_told_of_once_it_is_accepted(world: SiteWorld) -> None:
    world.open()
    world.submit()
    world.accept()
    assert all(one["subject"] == "application:a1" for one in of("application"))


def test_verdicts_are_told_of_after_the_decision(world: SiteWorld) -> None:
    world.to_evaluating()
    world.judge_all()
    assert all(one["subject"] is None for one in of("evaluation"))
    world.conclude()
    world.review()
    assert of("decision")[0]["subject"] is None
    world.grant()
    assert all(one["subject"] == "application:a1" for one in of("evaluation"))


def test_a_complaint_is_told_of_once_it_was_screened(world: SiteWorld) -> None:
    world.to_issued()
    world.complain()
    assert [one["subject"] for one in of("complaint")] == [None]
