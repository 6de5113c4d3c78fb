# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is still missing in an application, each with the page where it is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from oshmark.web.workplaces.naming import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.certification.objection import Objection
    from oshmark.web.workplaces.seat import Seat


def lacking_rows(seat: Seat, objections: Iterable[Objection]) -> list[dict[str, Any]]:
    """One row for each."""
    return [_row(seat, one) for one in objections]


def _row(seat: Seat, one: Objection) -> dict[str, Any]:
    criterion = one.facts.get("criterion", "")
    if criterion:
        href = reverse("work_write", args=[seat.case.id, criterion])
    elif one.code == "training":
        href = reverse("work_training", args=[seat.case.id])
    else:
        href = ""
    return {"says": in_words(one.sentence, seat.scheme), "href": href, "criterion": criterion}
