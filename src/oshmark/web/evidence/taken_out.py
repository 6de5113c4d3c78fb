# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was taken out of a file, remembered and said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.text import get_text_list
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from oshmark.adapters.metadata.parts import Taken
from oshmark.web.evidence.models import TakenOut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.adapters.metadata.staged import Bare

WORDS = {
    Taken.PLACE: _("the place where it was made"),
    Taken.CAMERA: _("what the camera says of itself and of the time"),
    Taken.EDITING: _("notes of programs"),
    Taken.CAPTION: _("captions"),
    Taken.COMMENT: _("comments"),
    Taken.TRACK: _("tracks that are neither picture nor sound"),
    Taken.BEHIND: _("what stood behind its end"),
    Taken.OTHER: _("other things that are not shown"),
}


def remember(application: str, bare: Bare) -> None:
    """Note what was taken out of a file, when it is kept."""
    facts = {"taken": " ".join(sorted(one.value for one in bare.taken)), "looked": bare.looked}
    digest = bare.staged.digest
    TakenOut.objects.get_or_create(application=application, sha256=digest, defaults=facts)


class Said(NamedTuple):
    """Two sentences, each of which may be empty: what was taken out, and that nobody has looked for anything."""

    taken: str = ""
    unlooked: str = ""


def said_of(application: str, digests: Iterable[str]) -> dict[str, Said]:
    """What is said of each file of an application, by its digest."""
    rows = TakenOut.objects.filter(application=application, sha256__in=list(digests))
    return {row.sha256: Said(_taken(row), _unlooked(row)) for row in rows}


def _unlooked(row: TakenOut) -> str:
    if row.looked:
        return ""
    return now_("In a file of this kind we look for no places and names: take out yourself what nobody is to know.")


def _taken(row: TakenOut) -> str:
    if not row.taken:
        return ""
    names = row.taken.split()
    said = [str(WORDS[one]) for one in Taken if one.value in names]
    return now_("Taken out: %(what)s.") % {"what": get_text_list(said, now_("and"))}
