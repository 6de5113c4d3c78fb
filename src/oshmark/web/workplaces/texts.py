# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The personal texts behind the commitments of the log: statements, grounds, messages; and sealed verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.utils.translation import gettext as _

from oshmark.certification.acts.evaluation import Sealed
from oshmark.certification.event_data.evaluation import Verdict
from oshmark.credential.commitments import check_commitment
from oshmark.web.audit.models import PersonalPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oshmark.certification.commitment import Commitment


def texts_of(commitments: Iterable[Commitment]) -> dict[str, str]:
    """What was said, by commitment; `CommitmentError` for a text that is not what was committed to."""
    wanted = [one.commitment for one in commitments]
    found = dict.fromkeys(wanted, _("(not kept here)"))
    for row in PersonalPart.objects.filter(commitment__in=wanted):
        found[row.commitment] = _text(row)
    return found


def _text(row: PersonalPart) -> str:
    if row.content is None or row.salt is None:
        return _("(erased)")
    content = msgspec.json.decode(row.content)
    check_commitment(row.commitment, row.purpose, content, bytes(row.salt))
    return content if isinstance(content, str) else ""


def sealed_of(seals: Mapping[str, str]) -> tuple[Sealed, ...]:
    """The verdicts under these seals, by evaluator. They are handed to the room, which opens them when all are in."""
    rows = {row.commitment: row for row in PersonalPart.objects.filter(commitment__in=seals.values())}
    return tuple(
        Sealed(evaluator, msgspec.json.decode(row.content, type=Verdict), bytes(row.salt))
        for evaluator, seal in seals.items()
        if (row := rows.get(seal)) is not None and row.content is not None and row.salt is not None
    )
