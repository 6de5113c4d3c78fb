# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The shapes that published data is held against, as a page and as SHACL."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.adapters.published.generation import current
from oshmark.adapters.published.misfits import misfits
from oshmark.ontology.shapes import SHAPES, Severity
from oshmark.ontology.shapes_document import ADDRESS, shapes_graph
from oshmark.web.linkeddata.documents import document, document_form

MAX_SHOWN = 200
"""Releases whose misfits the page lists; the tables beside the dumps have all of them."""

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.ontology.shapes import Property, Shape


@require_safe
def shapes(request: HttpRequest) -> HttpResponseBase:
    """Every shape, for people or for machines."""
    return document(request, "/shapes", "linkeddata/shapes.html", _context, shapes_graph)


@require_safe
def shapes_form(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The shapes in the form that the address names."""
    unknown = _("The shapes can be had as /shapes.ttl, /shapes.jsonld and /shapes.nt.")
    return document_form(request, "/shapes", ending, shapes_graph, unknown)


def _context() -> dict[str, object]:
    published = current(settings.PUBLISHED)
    total = 0 if published is None else published.counts.misfits
    rows = [] if published is None else list(islice(misfits(published), MAX_SHOWN))
    return {"address": ADDRESS, "shapes": [_shape(shape) for shape in SHAPES], "misfits": rows, "total": total}


def _shape(shape: Shape) -> dict[str, object]:
    return {"name": shape.name, "target": shape.target, "rows": [_row(one) for one in shape.properties]}


def _row(one: Property) -> dict[str, object]:
    return {"path": " | ".join(one.path), "says": one.says, "is_warning": one.severity is Severity.WARNING}
