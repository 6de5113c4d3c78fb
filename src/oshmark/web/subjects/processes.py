# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A way of making things: what it is called, and what a manifest can say of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from oshmark.adapters.published.facets import NOT_STATED
from oshmark.library.subject_rdf import process_graph, wider_process
from oshmark.manifest.field_help import MODULE_HELP, PART_HELP
from oshmark.manifest.fields import SHARED, Field
from oshmark.manifest.to_rdf import THIS
from oshmark.manifest.tsdc import LABELS
from oshmark.values.iri import process_address
from oshmark.web import wiring
from oshmark.web.library.labels import field_label
from oshmark.web.library.presentation import one_line
from oshmark.web.subjects.subject import Subject, occurs, related_by

FACET = "tsdc"


def process_subject(identifier: str) -> Subject | None:
    """A process of the list, or another one that occurs in the library; `None` for all others."""
    if identifier not in LABELS and (identifier == NOT_STATED or not occurs(FACET, identifier)):
        return None
    fields = fields_of(identifier)
    terms = [(field.key, field.term) for field in fields]
    return Subject(
        address=process_address(identifier),
        name=one_line(LABELS.get(identifier, identifier)),
        facet=FACET,
        value=identifier,
        template="process",
        context=_context(identifier, fields),
        data=_data(identifier, fields),
        graph=lambda document: process_graph(document, identifier, terms, settings.BASE_URL),
        term=THIS,
        # The process may be that of a part only, of which `okh:tsdc` of the release would say too much.
        members=related_by("dcterms:subject"),
    )


def fields_of(identifier: str) -> list[Field]:
    """The fields of a manifest that speak of a process."""
    return [field for field in SHARED if field.process == identifier]


def _context(identifier: str, fields: list[Field]) -> dict[str, Any]:
    wider = wider_process(identifier)
    return {
        "identifier": one_line(identifier),
        "is_listed": identifier in LABELS,
        "wider": _row(wider, {}) if wider else None,
        "kinds": _kinds(identifier),
        "fields": [
            {"label": field_label(field.key), "key": field.key, "says": _says(field), "unit": field.unit or ""}
            for field in fields
        ],
    }


def _says(field: Field) -> str:
    """A line of help, without the unit that stands beside it."""
    found = MODULE_HELP.get(field.key) or PART_HELP[field.key]
    return found.says


def _kinds(identifier: str) -> list[dict[str, Any]]:
    """The processes that are a kind of this one."""
    counts = dict(wiring.searcher().values(FACET).counts)
    return [_row(one, counts) for one in LABELS if wider_process(one) == identifier]


def _row(identifier: str, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "id": identifier,
        "title": LABELS[identifier],
        "href": process_address(identifier),
        "count": counts.get(identifier, 0),
    }


def _data(identifier: str, fields: list[Field]) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": LABELS.get(identifier),
        "wider": wider_process(identifier),
        "fields": [{"key": field.key, "unit": field.unit, "says": _says(field)} for field in fields],
    }
