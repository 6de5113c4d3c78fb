# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The labels of a release as the library's page of it lists them."""

from __future__ import annotations

from oshmark.errors import StateError
from oshmark.label.declaration import decode
from oshmark.label.number import grouped
from oshmark.label.sections import Speaker
from oshmark.label.signs import Signs
from oshmark.label.words import words
from oshmark.web import wiring
from oshmark.web.labels.queries import labels_of_release
from oshmark.web.library.beside import LabelLine

MOST = 50


def lines_of(address: str) -> tuple[LabelLine, ...]:
    """The labels of a release, running ones first; those whose declaration cannot be read are left out."""
    speaker, lines = Speaker(words("en"), Signs()), []
    for label in labels_of_release(address)[:MOST]:
        try:
            declared = decode(wiring.payloads().get(label.declaration))
        except StateError:
            continue
        place = ", ".join(filter(None, (declared.made.municipality, declared.made.region, declared.made.country)))
        name, where = speaker.said(declared.producer.name), speaker.said(place)
        ended = label.ended_at is not None
        lines.append(LabelLine(grouped(label.number), f"/C/{label.number}", name, where, ended))
    return tuple(lines)
