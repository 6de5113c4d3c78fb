# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be said only when the whole manifest is read: missing fields, placeholders, the licence, processes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from oshmark.manifest import rules
from oshmark.manifest.fields import PART, Field
from oshmark.manifest.model import Component, Dialect, Manifest, Part
from oshmark.manifest.placeholders import is_placeholder
from oshmark.manifest.text import marks_in
from oshmark.values.licence import Licence, Openness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oshmark.manifest.context import Context
    from oshmark.manifest.dialect import Recognised
    from oshmark.values.finding import KeyPath, Rule

MEANING: dict[str, str] = {
    "okhv": "which version of the specification the file follows",
    "name": "what the thing is called",
    "repo": "where its sources are",
    "version": "which state of the design this is",
    "license": "under which licence it may be built, changed and sold",
    "licensor": "who gives the licence",
    "documentation-language": "in which language the documentation is written",
    "function": "what the thing does, and for whom",
}
PLACEHOLDER_KEYS = ("name", "repo", "version", "release", "license", "function", "material")
PLACEHOLDER_LISTS = (
    ("standard-compliance", "standard_compliance"),
    ("attestation", "attestation"),
    ("publication", "publication"),
    ("joining-process", "joining_process"),
)
RECOMMENDED: tuple[tuple[str, Rule], ...] = (
    ("bom", rules.NO_BOM),
    ("image", rules.NO_IMAGE),
    ("manufacturing_instructions", rules.NO_INSTRUCTIONS),
)
PROCESS_NEEDS: tuple[tuple[str, Rule, tuple[tuple[str, str], ...]], ...] = (
    ("3DP", rules.PROCESS_3DP, (("printing_process", "printing-process"), ("material", "material"))),
    ("PCB", rules.PROCESS_PCB, (("size_2d_mm", "2d-size-mm"), ("board_thickness_mm", "board-thickness-mm"))),
    ("WEL", rules.PROCESS_WEL, (("welding_process", "welding-process"),)),
    ("CNC", rules.PROCESS_CNC, (("material", "material"), ("smallest_tolerance_class", "smallest-tolerance-class"))),
    ("LAS", rules.PROCESS_LAS, (("material", "material"), ("thickness_mm", "thickness-mm"))),
)
MODULE_PROCESSES = frozenset({"PCB", "WEL"})
PROCESS_FIELDS: tuple[tuple[str, Field], ...] = tuple((f.attribute, f) for f in PART if f.process is not None)
TOPIC_HOSTS = frozenset(
    {"www.youtube.com", "youtube.com", "youtu.be", "vimeo.com", "www.appropedia.org", "appropedia.org"}
)
_NOT_HARDWARE = re.compile(
    r"\b(recipe|literature review|report|thesis|syllabus|curriculum|conference|documentary|film)\b", re.IGNORECASE
)


def check(
    context: Context, manifest: Manifest, licence: Licence, recognised: Recognised, places: dict[str, KeyPath]
) -> None:
    """Add what is to be said about the manifest as a whole to the findings of the context."""
    _mandatory(context, manifest, recognised)
    _placeholders(context, manifest, places)
    _licence(context, manifest, licence, places)
    _texts(context, manifest, places)
    _recommended(context, manifest)
    _processes(context, manifest, (), places)
    for number, part in enumerate(manifest.part):
        path = ("part", number)
        if part.name is None:
            context.add(rules.MISSING_PART_NAME, path)
        if not part.source and not part.export:
            context.add(rules.MISSING_PART_SOURCE, path, name=part.name or number + 1)
        _processes(context, part, path, places)
    for number, software in enumerate(manifest.software):
        if software.release is None:
            context.add(rules.MISSING_SOFTWARE_RELEASE, ("software", number))


def missing_mandatory(manifest: Manifest, *, dialect_known: bool) -> list[str]:
    """The mandatory keys without a value; a dialect that is known counts as `okhv`."""
    missing = [] if manifest.okhv or dialect_known else ["okhv"]
    missing += [key for key in ("name", "repo", "version", "license", "licensor") if not getattr(manifest, key)]
    if not manifest.documentation_language:
        missing.append("documentation-language")
    if not manifest.function:
        missing.append("function")
    return missing


def _mandatory(context: Context, manifest: Manifest, recognised: Recognised) -> None:
    for key in missing_mandatory(manifest, dialect_known=dialect_counts(recognised)):
        context.add(rules.MISSING, _where_said(context, key), key=key, meaning=MEANING[key])


def _where_said(context: Context, key: str) -> KeyPath:
    """Where the key stands without a value that can be used; the document as a whole if it does not stand there."""
    return next((finding.path for finding in context.findings if finding.path and finding.facts.get("key") == key), ())


def dialect_counts(recognised: Recognised) -> bool:
    """Whether the dialect stands in for `okhv`: it is stated, or the keys are those of one dialect only."""
    return recognised.stated or recognised.dialect in (Dialect.OKH_V1, Dialect.PRE_LOSH)


def _placeholders(context: Context, manifest: Manifest, places: dict[str, KeyPath]) -> None:
    for key, text in _texts_to_fill(manifest):
        if is_placeholder(text):
            context.add(rules.PLACEHOLDER, places.get(key, ()), key=key, was=text)


def _texts_to_fill(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """The texts in which templates and converters leave something behind, each with its key."""
    for key in PLACEHOLDER_KEYS:
        value = getattr(manifest, key)
        if value is not None:
            yield key, value
    for key, attribute in PLACEHOLDER_LISTS:
        for text in getattr(manifest, attribute):
            yield key, text
    for key in ("licensor", "organization"):
        for agent in getattr(manifest, key):
            yield key, agent.name
    for key in ("image", "source", "export", "bom"):
        for file in getattr(manifest, key):
            yield key, file.path


def _licence(context: Context, manifest: Manifest, licence: Licence, places: dict[str, KeyPath]) -> None:
    if manifest.license is None:
        return
    path = places.get("license", ())
    if licence.openness is Openness.NOT_OPEN:
        context.add(rules.LICENCE_NOT_OPEN, path, was=licence.written, reason=licence.reason)
    elif licence.openness is Openness.UNCLEAR:
        context.add(rules.LICENCE_UNCLEAR, path, was=licence.written, reason=licence.reason)
    elif licence.changes and licence.expression != manifest.license:
        context.add(rules.LICENCE_CHANGED, path, was=licence.written, now=licence.expression)


def _texts(context: Context, manifest: Manifest, places: dict[str, KeyPath]) -> None:
    found = marks_in(manifest.function) if manifest.function else ""
    if found:
        context.add(rules.MARKUP, places.get("function", ()), key="function", found=found)
    match = _NOT_HARDWARE.search(manifest.name) if manifest.name else None
    if match:
        context.add(rules.NOT_HARDWARE, places.get("name", ()), reason=f"its name speaks of a {match[0].lower()}")
    for address in manifest.fork_of:
        if not looks_like_repository(address):
            context.add(rules.FORK_DOUBTFUL, places.get("fork-of", ()), was=address)


def looks_like_repository(address: str) -> bool:
    """Whether an address can be a repository of hardware: not a film, not a topic of a wiki."""
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.hostname not in TOPIC_HOSTS and len(parts.path.strip("/")) > 0
    except ValueError:
        return False


def _recommended(context: Context, manifest: Manifest) -> None:
    for attribute, rule in RECOMMENDED:
        if not getattr(manifest, attribute):
            context.add(rule, ())
    if not manifest.source and not manifest.export and not any(p.source or p.export for p in manifest.part):
        context.add(rules.NO_SOURCE, ())


def _processes(context: Context, component: Component, path: KeyPath, places: dict[str, KeyPath]) -> None:
    for rule, lacking in unmet_needs(component):
        context.add(rule, path, found=", ".join(lacking))
    for attribute, field in PROCESS_FIELDS:
        if field.process not in component.tsdc and _stated(component, attribute):
            place = (*path, field.key) if path else places.get(field.key, ())
            context.add(rules.PROCESS_FIELD, place, key=field.key, process=field.process)


def unmet_needs(component: Component) -> list[tuple[Rule, list[str]]]:
    """For each process that the component names: the rule, and the fields that are missing.

    Boards and welds are described at the module, prints and cuts at the part; a module with parts leaves these to them.
    """
    is_part = isinstance(component, Part)
    has_parts = isinstance(component, Manifest) and bool(component.part)
    found = []
    for process, rule, needs in PROCESS_NEEDS:
        skipped = is_part if process in MODULE_PROCESSES else has_parts
        if process in component.tsdc and not skipped:
            lacking = [key for attribute, key in needs if not _stated(component, attribute)]
            if lacking:
                found.append((rule, lacking))
    return found


def _stated(component: Component, attribute: str) -> bool:
    value: Any = getattr(component, attribute)
    return value is not None and value != ()
