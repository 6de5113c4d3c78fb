# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes of a manifest, and the sentence that says why."""

from __future__ import annotations

import pytest

from oshmark.library.admission import (
    DIGITS,
    MAX_ADDRESS,
    Candidate,
    Decision,
    Known,
    Outcome,
    State,
    candidate_of,
    decide,
)
from oshmark.library.payload import digest_of
from oshmark.manifest.read import read
from oshmark.values.iri import ModuleId
from tests.made_up import NOT_OPEN, REPO, UNCLEAR, manifest

LARK = ModuleId("git.example.org", "lark/printer")
OTHER = "f" * 64


def placed(raw: bytes, folder: str = "") -> Candidate:
    candidate = candidate_of(read(raw, name="okh.toml"), digest_of(raw), folder)
    assert isinstance(candidate, Candidate)
    return candidate


def decided(raw: bytes, known: Known | None = None, *, allowed: frozenset[str] = frozenset()) -> Decision:
    reading = read(raw, name="okh.toml", allowed_licences=allowed)
    candidate = candidate_of(reading, digest_of(raw))
    assert isinstance(candidate, Candidate)
    return decide(reading, digest_of(raw), candidate, known)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (manifest(name=None), "it has no name"),
        (manifest(repo=None), "it does not say where its repository is (repo)"),
        (manifest(repo="https://[printer"), "its repo “https://[printer” is not the address of a place on the web"),
        (
            manifest(repo="https://lark..example/printer"),
            "its repo “https://lark..example/printer” is not the address of a place on the web",
        ),
        (
            manifest(repo=f"https://git.example.org/{'x' * MAX_ADDRESS}"),
            f"its repo and version together are too long for an address: more than {MAX_ADDRESS} characters",
        ),
        (
            manifest(version="1" * MAX_ADDRESS),
            f"its repo and version together are too long for an address: more than {MAX_ADDRESS} characters",
        ),
    ],
)
def test_a_manifest_that_cannot_be_placed_says_why(raw: bytes, reason: str) -> None:
    assert candidate_of(read(raw, name="okh.toml"), digest_of(raw)) == reason


def test_a_version_is_taken_as_it_is_written() -> None:
    assert placed(manifest(version="1.10")).version == "1.10"
    assert placed(manifest(version="v 2/β")).address == "/m/git.example.org/lark/printer/-/v/v%202~2F%CE%B2"


@pytest.mark.parametrize("version", [None, "UNVERSIONED", "n/a", "."])
def test_a_manifest_without_a_version_is_known_by_its_content(version: str | None) -> None:
    one, other = manifest(version=version), manifest(version=version, function="It cuts.")
    assert placed(one).version == f"unversioned-{digest_of(one)[:DIGITS]}"
    assert placed(one).version != placed(other).version
    assert placed(one).module == placed(other).module == LARK


def test_a_folder_makes_a_module_of_its_own() -> None:
    assert placed(manifest(), "frame").module == ModuleId("git.example.org", "lark/printer", "frame")


def test_an_open_licence_opens_the_door() -> None:
    decision = decided(manifest())
    assert decision.outcome is Outcome.ADMIT
    assert decision.reason == (
        "Under CERN Open Hardware Licence Version 2 - Strongly Reciprocal everybody may use, study, change, make and "
        "sell the hardware."
    )


def test_a_licence_that_is_not_open_waits_and_says_why() -> None:
    decision = decided(manifest(licence=NOT_OPEN))
    assert decision.outcome is Outcome.QUARANTINE
    assert "does not let everybody sell the hardware" in decision.reason


def test_a_licence_that_is_unclear_waits_and_says_why() -> None:
    decision = decided(manifest(licence=UNCLEAR))
    assert decision.outcome is Outcome.QUARANTINE
    assert "a maintainer has to read it" in decision.reason


def test_a_manifest_without_a_licence_waits_and_says_why() -> None:
    decision = decided(manifest(licence=None))
    assert decision.outcome is Outcome.QUARANTINE
    assert decision.reason == "The manifest names no licence."


def test_an_allowed_licence_opens_the_door() -> None:
    assert decided(manifest(licence=UNCLEAR), allowed=frozenset({UNCLEAR})).outcome is Outcome.ADMIT


def test_an_allowed_licence_does_not_open_it_for_one_that_is_not_open() -> None:
    assert decided(manifest(licence=NOT_OPEN), allowed=frozenset({NOT_OPEN})).outcome is Outcome.QUARANTINE


def test_the_same_manifest_again_is_unchanged() -> None:
    raw = manifest()
    decision = decided(raw, Known(State.ADMITTED, digest_of(raw)))
    assert (decision.outcome, decision.reason) == (Outcome.UNCHANGED, "nothing has changed")


def test_other_content_under_an_admitted_version_is_noticed_and_not_taken() -> None:
    decision = decided(manifest(function="It cuts."), Known(State.ADMITTED, OTHER))
    assert decision.outcome is Outcome.NOTICE_CHANGE
    assert decision.reason == "version 1.0.0 was admitted with other content; a new version makes a new release"


def test_other_content_is_noticed_once() -> None:
    raw = manifest(function="It cuts.")
    assert decided(raw, Known(State.ADMITTED, OTHER, noticed=digest_of(raw))).outcome is Outcome.UNCHANGED
    assert decided(raw, Known(State.ADMITTED, OTHER, noticed="0" * 64)).outcome is Outcome.NOTICE_CHANGE


def test_an_admitted_version_stays_when_its_licence_is_closed_later() -> None:
    assert decided(manifest(licence=NOT_OPEN), Known(State.ADMITTED, OTHER)).outcome is Outcome.NOTICE_CHANGE


def test_what_waits_and_has_not_changed_still_waits() -> None:
    raw = manifest(licence=UNCLEAR)
    decision = decided(raw, Known(State.WAITING, digest_of(raw)))
    assert (decision.outcome, decision.reason) == (Outcome.UNCHANGED, "it still waits for its licence")


def test_what_waits_is_tried_anew_when_it_changes_without_a_new_version() -> None:
    waiting = Known(State.WAITING, OTHER)
    assert decided(manifest(licence=UNCLEAR), waiting).outcome is Outcome.QUARANTINE
    assert decided(manifest(), waiting).outcome is Outcome.ADMIT


def test_what_waits_is_admitted_when_its_licence_was_allowed_meanwhile() -> None:
    raw = manifest(licence=UNCLEAR)
    known = Known(State.WAITING, digest_of(raw))
    assert decided(raw, known, allowed=frozenset({UNCLEAR})).outcome is Outcome.ADMIT


def test_the_address_names_repository_and_version() -> None:
    assert placed(manifest(repo=f"{REPO}.git/")).address == "/m/git.example.org/lark/printer/-/v/1.0.0"
