# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A licence: what it allows, why it counts as open or not, and its relatives."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from oshmark.library.subject_rdf import licence_graph, licence_term, official_text
from oshmark.manifest.to_rdf import THIS
from oshmark.values.iri import licence_address
from oshmark.values.licence import (
    Licence,
    LicenceClass,
    Openness,
    family_ids,
    plain_words,
    read_licence,
    title,
)
from oshmark.web import wiring
from oshmark.web.library.actions import allowed_licences
from oshmark.web.library.labels import LICENCE_CLASSES
from oshmark.web.library.models import AllowedLicence, Release
from oshmark.web.library.presentation import one_line
from oshmark.web.library.release_data import plain
from oshmark.web.library.release_page import licence_questions
from oshmark.web.subjects.subject import Subject, occurs, related_by

FACET = "licence"


def licence_subject(spdx_id: str) -> Subject | None:
    """A licence that SPDX lists today, or another one that occurs in the library; `None` for all others."""
    name = title(spdx_id)
    if name is None and not occurs(FACET, spdx_id):
        return None
    licence = read_licence(spdx_id, allowed_licences())
    if licence.ids != (spdx_id,):
        return None
    return Subject(
        address=licence_address(spdx_id),
        name=one_line(spdx_id),
        facet=FACET,
        value=spdx_id,
        template="licence",
        context=_context(spdx_id, name, licence),
        data=_data(spdx_id, name, licence),
        graph=lambda document: licence_graph(document, spdx_id, name, licence),
        term=licence_term(spdx_id) if name else THIS,
        members=related_by("okh:spdxLicense"),
    )


def _context(spdx_id: str, name: str | None, licence: Licence) -> dict[str, Any]:
    words = plain_words(licence)
    class_name, meaning = LICENCE_CLASSES[licence.licence_class]
    return {
        "title": name or one_line(spdx_id),
        "licence": licence,
        "class": class_name,
        "class_key": licence.licence_class.value,
        "openness": openness_text(licence.openness),
        "meaning": meaning,
        "text": words.text,
        "questions": licence_questions(words),
        "who": _who_says_so(spdx_id, licence),
        "accepted": AllowedLicence.objects.filter(licence=spdx_id).first(),
        "official": official_text(spdx_id) if name else None,
        "relatives": _relatives(spdx_id, licence.family),
        "withheld": withheld_under(spdx_id),
    }


def openness_text(openness: Openness) -> str:
    """Whether hardware under a licence is open, in two words or three."""
    match openness:
        case Openness.OPEN:
            return _("Open")
        case Openness.NOT_OPEN:
            return _("Not open")
        case Openness.UNCLEAR:
            return _("Not clear")


def _who_says_so(spdx_id: str, licence: Licence) -> str:
    """On whose word a licence counts as open. The table of licences takes in what OSI and FSF approve; what else is in
    it is a statement of its own."""
    if licence.openness is not Openness.OPEN or read_licence(spdx_id).openness is not Openness.OPEN:
        return ""
    if licence.licence_class is LicenceClass.UNKNOWN:
        return _("The Open Source Initiative or the Free Software Foundation has approved it.")
    return _("Those who keep the table of licences of this library have read it.")


def _relatives(spdx_id: str, family: str | None) -> list[dict[str, Any]]:
    """The other licences of the family, those with the most modules first."""
    counts = dict(wiring.searcher().values(FACET).counts)
    others = [one for one in family_ids(family) if one != spdx_id] if family else []
    others.sort(key=lambda one: (-counts.get(one, 0), one))
    return [
        {"id": one, "title": title(one), "href": licence_address(one), "count": counts.get(one, 0)} for one in others
    ]


def withheld_under(spdx_id: str) -> int:
    """How many releases wait whose licence has this one in it."""
    waiting = Release.objects.filter(state=Release.WAITING, licence__contains=spdx_id)
    counted = waiting.values_list("licence").annotate(releases=Count("pk"))
    return sum(releases for expression, releases in counted if spdx_id in read_licence(expression).ids)


def _data(spdx_id: str, name: str | None, licence: Licence) -> dict[str, Any]:
    return {
        "id": spdx_id,
        "name": name,
        "openness": licence.openness.value,
        "class": licence.licence_class.value,
        "family": licence.family,
        "reason": licence.reason,
        "summary": plain(plain_words(licence)),
        "text": official_text(spdx_id) if name else None,
    }
