# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a manifest becomes a release of the library, and why not.

A repository is a module, its `version` a release. An open licence opens the door; a licence that is unclear waits for a
maintainer, one that is not open waits for another licence. A version that was admitted is not read again: changed
content under it is noticed and shown, and the admitted one stays. What waits is tried anew whenever it changes.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from oshmark.library.identity import module_of
from oshmark.manifest.placeholders import is_placeholder
from oshmark.values.iri import ModuleId
from oshmark.values.licence import Openness

if TYPE_CHECKING:
    from oshmark.manifest.read import Reading


class State(Enum):
    """What the library knows of a release."""

    ADMITTED = "admitted"
    WAITING = "waiting"


class Outcome(Enum):
    """What comes of a manifest."""

    ADMIT = "admit"
    QUARANTINE = "quarantine"
    REFUSE = "refuse"
    NOTICE_CHANGE = "notice change"
    UNCHANGED = "unchanged"


class Known(msgspec.Struct, frozen=True):
    """A release that is known already: its state, and the digest of its payload."""

    state: State
    digest: str
    noticed: str | None = None


class Candidate(msgspec.Struct, frozen=True):
    """Which release a manifest wants to be."""

    module: ModuleId
    version: str
    name: str

    @property
    def address(self) -> str:
        """The address that the release has, or would have."""
        return self.module.release(self.version)


class Decision(msgspec.Struct, frozen=True):
    """The outcome with a reason for people; the candidate is `None` when the manifest cannot be placed."""

    outcome: Outcome
    reason: str
    candidate: Candidate | None = None


UNVERSIONED = "unversioned-"
"""What stands in an address before the digits of a version that is not stated."""
DIGITS = 12
"""Digits of the digest that stand in for a version that is not stated: enough never to meet another one."""

MAX_ADDRESS = 2000
"""Characters of the address of a release: what browsers and servers hand on, and what the search index keeps."""


def candidate_of(reading: Reading, digest: str, folder: str = "") -> Candidate | str:
    """The release that a manifest wants to be, or the reason why it cannot be placed.

    A manifest without a version is known by its content: every change of it is a version of its own.
    """
    manifest = reading.manifest
    if manifest.name is None:
        return "it has no name"
    if manifest.repo is None:
        return "it does not say where its repository is (repo)"
    for key, value in (("name", manifest.name), ("repo", manifest.repo)):
        if is_placeholder(value):
            return f"its {key} “{value[:120]}” is that of a template: write the real one"
    module = module_of(manifest.repo, folder)
    if module is None:
        return f"its repo “{manifest.repo[:120]}” is not the address of a place on the web"
    stated = manifest.version
    version = stated if stated and not is_placeholder(stated) else f"{UNVERSIONED}{digest[:DIGITS]}"
    candidate = Candidate(module, version, manifest.name)
    if len(candidate.address) > MAX_ADDRESS:
        return f"its repo and version together are too long for an address: more than {MAX_ADDRESS} characters"
    return candidate


def decide(reading: Reading, digest: str, candidate: Candidate, known: Known | None) -> Decision:
    """What comes of a manifest that can be placed, given what is known of the release."""
    if known is not None and known.state is State.ADMITTED:
        if digest in (known.digest, known.noticed):
            return Decision(Outcome.UNCHANGED, "nothing has changed", candidate)
        return Decision(
            Outcome.NOTICE_CHANGE,
            f"version {candidate.version} was admitted with other content; a new version makes a new release",
            candidate,
        )
    licence = reading.licence
    if licence.openness is Openness.OPEN:
        return Decision(Outcome.ADMIT, licence.reason, candidate)
    if known is not None and known.digest == digest:
        return Decision(Outcome.UNCHANGED, "it still waits for its licence", candidate)
    reason = licence.reason if reading.manifest.license else "The manifest names no licence."
    return Decision(Outcome.QUARANTINE, reason, candidate)
