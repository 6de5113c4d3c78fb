# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Labels in the published generations: each is a graph of its own, as long as its release is published.

Archived files are not in it: they come and go without an event, and the page of the label tells of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from oshmark.label.label_rdf import label_graph
from oshmark.web.labels.models import Label
from oshmark.web.labels.page import course_of
from oshmark.web.labels.queries import open_label
from oshmark.web.library.models import Release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.library.payload import Payloads
    from oshmark.web.library.beside import Beside


def published_labels(site: str, payloads: Payloads, after: int | None) -> Iterator[Beside]:
    """The graphs of labels; of those that have changed after an event, or whose release has, where one is named.

    Raises `StateError` where what a label keeps is missing or damaged.
    """
    rows = Label.objects.all()
    if after is not None:
        touched = Release.objects.filter(touched__gt=after).values("address")
        rows = rows.filter(Q(touched__gt=after) | Q(release__in=touched))
    for label in rows.order_by("number").iterator(chunk_size=500):
        is_there = Release.objects.filter(address=label.release, state=Release.ADMITTED).exists()
        content = open_label(label, payloads, site=site).content if is_there else None
        graph = None if content is None else label_graph(content, course_of(label), (), site=site, gtin=label.gtin)
        yield f"/C/{label.number}", graph
