# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our words for what manifests, licences and findings call otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from oshmark.adapters.pictures.answer import Why
from oshmark.values.finding import Severity
from oshmark.values.language import primary
from oshmark.values.licence import LicenceClass

if TYPE_CHECKING:
    from django.utils.functional import Promise

FIELDS: dict[str, str | Promise] = {
    "okhv": _("Specification"),
    "name": _("Name"),
    "repo": _("Repository"),
    "version": _("Version"),
    "release": _("Release"),
    "license": _("Licence"),
    "licensor": _("Licensed by"),
    "organization": _("Organisation"),
    "readme": _("Read me"),
    "contribution-guide": _("How to contribute"),
    "documentation-language": _("Language of the documentation"),
    "technology-readiness-level": _("Readiness of the technology"),
    "documentation-readiness-level": _("Readiness of the documentation"),
    "attestation": _("Attestation, as the manifest claims"),
    "publication": _("Publications"),
    "function": _("What it does"),
    "standard-compliance": _("Standards it says it follows"),
    "cpc-patent-class": _("Patent class (CPC)"),
    "bom": _("Bill of materials"),
    "user-manual": _("User manual"),
    "fork-of": _("Developed from"),
    "timestamp": _("Date of the manifest"),
    "rdf": _("Namespace for linked data"),
    "image": _("Pictures"),
    "tsdc": _("Processes and technologies"),
    "manufacturing-instructions": _("Manufacturing instructions"),
    "source": _("Source files"),
    "export": _("Export files"),
    "auxiliary": _("Further files"),
    "joining-process": _("Joining"),
    "material": _("Material"),
    "outer-dimensions": _("Outer dimensions"),
    "mass": _("Mass"),
    "surface-finishing-process": _("Surface finishing"),
    "2d-size-mm": _("Board size"),
    "board-thickness-mm": _("Board thickness"),
    "copper-thickness-mm": _("Copper thickness"),
    "typical-trace-width-mm": _("Typical trace width"),
    "smallest-trace-width-mm": _("Smallest trace width"),
    "typical-space-copper-copper-mm": _("Typical clearance between copper"),
    "smallest-space-copper-copper-mm": _("Smallest clearance between copper"),
    "smallest-via-diameter-mm": _("Smallest via"),
    "component-sides": _("Sides with components"),
    "silkscreen-sides": _("Sides with silkscreen"),
    "solder-mask-sides": _("Sides with solder mask"),
    "layer-count": _("Copper layers"),
    "multi-copper-thickness-mm": _("Copper thickness, layer by layer"),
    "multi-isolator-thickness-mm": _("Insulator thickness, layer by layer"),
    "welding-process": _("Welding process (ISO 4063)"),
    "welder-certification": _("Qualification of the welder"),
    "printing-process": _("Printing process"),
    "infill": _("Infill"),
    "raft-brim": _("Raft or brim"),
    "supports": _("Supports"),
    "resolution-mm": _("Layer height"),
    "shell-thickness": _("Wall thickness"),
    "top-bottom-thickness": _("Top and bottom thickness"),
    "smallest-tolerance-class": _("Smallest tolerance class"),
    "smallest-inner-radius-mm": _("Smallest inner radius"),
    "engraving-depth-mm": _("Engraving depth"),
    "resolution-dpi": _("Engraving resolution"),
    "thickness-mm": _("Sheet thickness"),
    "part": _("Parts"),
    "software": _("Software"),
    "installation-guide": _("Installation guide"),
    "label": _("Name"),
}
"""Each key of the tables of fields, as a reader would say it."""

LICENCE_CLASSES: dict[LicenceClass, tuple[str | Promise, str | Promise]] = {
    LicenceClass.PERMISSIVE: (_("Permissive"), _("Changed designs may be kept closed.")),
    LicenceClass.WEAK: (_("Weak copyleft"), _("Changes to the design stay open; what it is built into need not.")),
    LicenceClass.STRONG: (
        _("Strong copyleft"),
        _("Whoever passes on a changed design passes it on under the same licence."),
    ),
    LicenceClass.NOT_OPEN: (_("Not open"), _("The licence withholds something that open source hardware needs.")),
    LicenceClass.UNKNOWN: (_("Other open licence"), _("What it asks of changed designs is not known here.")),
}
"""A short name, and what it means for somebody who changes the design."""

SEVERITIES: dict[Severity, tuple[str | Promise, str | Promise]] = {
    Severity.ERROR: (_("Errors"), _("Something needed is missing or cannot be used.")),
    Severity.WARNING: (_("Warnings"), _("Something was understood only by changing or leaving out a part of it.")),
    Severity.ADVICE: (_("Advice"), _("The manifest would be better with this.")),
}


PICTURE_REFUSALS: dict[Why, str | Promise] = {
    Why.MISSING: _("The picture that the manifest names is not in the repository."),
    Why.TOO_LARGE: _("The picture is not shown: it has more than 20 MB."),
    Why.UNKNOWN_FORMAT: _("The picture is not shown: it is neither PNG, JPEG, WebP, GIF nor SVG."),
    Why.DAMAGED: _("The picture is not shown: it is damaged."),
    Why.TOO_MANY_PIXELS: _("The picture is not shown: it has more than 50 million pixels."),
    Why.ENTITIES: _("The picture is not shown: it declares entities. Save it as plain SVG."),
    Why.LOADS_FILES: _("The picture is not shown: it loads other files. Embed them in the drawing."),
    Why.TOO_COMPLEX: _("The picture is not shown: it has too many elements, or they are nested too deeply."),
    Why.TOO_DEAR: _("The picture is not shown: reading it takes too much time or memory."),
}
"""What to say in the place of a picture."""


def picture_refusal(why: Why) -> str:
    """Why a picture is not shown, and what its maker can do."""
    return str(PICTURE_REFUSALS[why])


def field_label(key: str) -> str:
    """The words for a key; a key that has none yet speaks for itself."""
    known = FIELDS.get(key)
    return str(known) if known is not None else key.replace("-", " ").capitalize()


def licence_class_label(value: str) -> str:
    """The short name of a class of licences."""
    return str(LICENCE_CLASSES[LicenceClass(value)][0]) if value in _CLASS_VALUES else value


_CLASS_VALUES = frozenset(one.value for one in LicenceClass)


def language_name(tag: str) -> str:
    """The name of a language in the language of the page: `pt-BR` is “Brazilian Portuguese”."""
    for code in (tag.lower(), primary(tag).lower()):
        try:
            return gettext(get_language_info(code)["name"])
        except KeyError:
            continue
    return tag
