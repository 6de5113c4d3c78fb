# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bundle of evidence: one digest over everything that an applicant has handed in, so that nothing can be exchanged.

It is SHA-256 over the points and the answers to nonconformities as JSON with sorted keys: which piece belongs to which
criterion, of what kind, with which digest, number, unit and method, and the commitments to the statements.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from oshmark.certification.application import Application
    from oshmark.certification.event_data.application import Evidence, Point


def bundle_of(case: Application, more: tuple[Evidence, ...] | None = None) -> str:
    """The digest of the evidence of an application; `more` is what an answer adds that is just being given."""
    points: tuple[Point, ...] = () if case.submitted is None else case.submitted.points
    answers = [one.answered.evidence for one in case.nonconformities if one.answered is not None]
    if more is not None:
        answers.append(more)
    written = msgspec.json.encode((points, answers), order="sorted")
    return "sha256:" + hashlib.sha256(written).hexdigest()


def pieces_of(case: Application) -> int:
    """How many pieces there are; a statement is one."""
    answers = sum(len(one.answered.evidence) for one in case.nonconformities if one.answered is not None)
    return answers + sum(len(point.evidence) + 1 for point in case.points.values())
