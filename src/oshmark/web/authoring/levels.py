# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The levels of readiness, and the licences to choose from, in words that need no specification beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from oshmark.values.licence import plain_words, read_licence, title
from oshmark.web.library.labels import LICENCE_CLASSES

if TYPE_CHECKING:
    from django.utils.functional import Promise

LEVELS: dict[str, tuple[str | Promise, str | Promise]] = {
    "OTRL-1": (_("An idea"), _("You know what it should do, and why somebody needs it. Nothing is drawn yet.")),
    "OTRL-2": (_("A concept"), _("You know how it could work: sketches, first calculations, a choice of principle.")),
    "OTRL-3": (_("A design"), _("There is a model of the whole thing: CAD, circuit diagram, list of parts.")),
    "OTRL-4": (
        _("A tested prototype"),
        _("It has been built once with everything that belongs to it, and it was tested: it works."),
    ),
    "OTRL-5": (
        _("Ready to be made again"),
        _("It is clear how to make it repeatedly with the same result, and others can do so."),
    ),
    "OTRL-6": (
        _("Qualified as a product"),
        _("It has been shown to meet the rules for products of its kind, such as those behind a CE mark."),
    ),
    "ODRL-1": (_("Begun"), _("Something is published under a free licence; much is still missing.")),
    "ODRL-2": (
        _("Open for others"),
        _("The files can be edited, and others can see the work and take part in it."),
    ),
    "ODRL-3": (
        _("Complete, as you see it"),
        _(
            "By your own assessment somebody who knows the trade can build it from the documents alone"
            " (DIN SPEC 3105-1)."
        ),
    ),
    "ODRL-3*": (
        _("Complete, and confirmed"),
        _("Somebody else has examined the documents and attests it. Give the address of the attestation, too."),
    ),
    "ODRL-4": (
        _("Enough for a product"),
        _("The documents also hold what is needed to bring it to market: risk assessment, declarations, test reports."),
    ),
}
"""Each level with a short name, and what has to be true of it."""


class LicenceChoice(NamedTuple):
    """A licence to choose: its SPDX id, its full name, its kind, and what it asks in plain words."""

    id: str
    name: str
    kind: str | Promise
    words: str


LICENCE_GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Made for hardware"), ("CERN-OHL-S-2.0", "CERN-OHL-W-2.0", "CERN-OHL-P-2.0", "TAPR-OHL-1.0")),
    (_("Made for texts and pictures, often used for designs"), ("CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0")),
    (_("Made for software, sometimes used for designs"), ("GPL-3.0-or-later", "MIT")),
)
LISTED = frozenset(one for _title, ids in LICENCE_GROUPS for one in ids)


def licence_groups() -> list[tuple[str | Promise, list[LicenceChoice]]]:
    """The licences to choose from."""
    return [(group, [_choice(one) for one in ids]) for group, ids in LICENCE_GROUPS]


def _choice(spdx_id: str) -> LicenceChoice:
    licence = read_licence(spdx_id)
    kind = LICENCE_CLASSES[licence.licence_class][0]
    return LicenceChoice(spdx_id, title(spdx_id) or spdx_id, kind, plain_words(licence).text)
