# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values of a manifest as a page shows them, field by field from the tables of `manifest/fields.py`.

Whatever comes from strangers leaves here without e-mail addresses and control characters; links are http or https.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as _

from oshmark.library.admission import UNVERSIONED
from oshmark.library.privacy import without_emails
from oshmark.manifest.cpc import SECTIONS
from oshmark.manifest.dimensions import plain
from oshmark.manifest.fields import Field, Kind
from oshmark.manifest.media import media_of
from oshmark.manifest.model import Agent, Component, Dimensions, FileRef, Manifest, Mass, Software
from oshmark.manifest.placeholders import is_placeholder
from oshmark.manifest.readiness import ODRL, OTRL
from oshmark.manifest.text import clean
from oshmark.manifest.tsdc import LABELS
from oshmark.values.iri import ModuleId, language_address, process_address
from oshmark.web.library.labels import field_label, language_name
from oshmark.web.library.repository_links import file_link, safe_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

MAX_ITEMS = 200
"""Values of one field that a page shows; JSON has them all."""
MAX_VALUE = 2_000
MAX_TEXT = 20_000
"""Characters of one value, and of a description, that a page shows."""
NAME_LENGTH = 160
MAX_EXPONENT = 30
NARROW = "\N{NO-BREAK SPACE}"

Who = tuple[str, str | None, str | None]
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_DIRECTIONS = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
WRAPPED_FROM = 60
"""A line this long that is followed by another one was broken by an editor, and not by its writer."""
_ITEM = re.compile(r"[-*•·+–]|\d{1,3}[.)]")
_PARAGRAPH = re.compile(r"\n{2,}")


class Shown(msgspec.Struct, frozen=True):
    """One value: its text, an address to link it to, a remark for the reader, and whether it is code."""

    text: str
    href: str | None = None
    note: str = ""
    code: bool = False


class Fact(msgspec.Struct, frozen=True):
    """One field with its values; `more` is how many values are left out."""

    key: str
    label: str
    values: tuple[Shown, ...]
    prose: bool = False
    more: int = 0


class Where(msgspec.Struct, frozen=True):
    """What links of a release start from: the module, the folder of its manifest, the pages of its agents, and the
    addresses of files in the state of the release."""

    module: ModuleId
    folder: str
    agents: Mapping[Who, str] = {}
    perma_urls: Mapping[str, str] = {}


def shown(text: str, *, href: str | None = None, note: str = "", code: bool = False) -> Shown:
    """A value made fit for a page."""
    link = None if href is None else without_emails(href)
    return Shown(decent(text, MAX_VALUE), link, decent(note, MAX_VALUE), code)


def decent(text: str, limit: int = MAX_TEXT) -> str:
    """A stranger's text as it may be shown: bounded, without e-mail addresses, control characters made visible."""
    cut = text if len(text) <= limit else f"{text[:limit].rstrip()}…"
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", without_emails(cut))


SHORT_DIGITS = 7


def version_text(version: str, length: int) -> str:
    """A version for people. Where the manifest states none, a few digits tell the states apart."""
    if version.startswith(UNVERSIONED):
        return _("none stated (%(digits)s)") % {"digits": version.removeprefix(UNVERSIONED)[:SHORT_DIGITS]}
    return one_line(version, length)


def one_line(text: str, limit: int = NAME_LENGTH) -> str:
    """A stranger's text for a title, where nothing can isolate its direction."""
    return decent(_DIRECTIONS.sub("", " ".join(text.split())), limit)


def number_text(value: Decimal) -> str:
    """A number without exponent, unless it would fill the page."""
    plain = abs(value.adjusted()) < MAX_EXPONENT and len(value.as_tuple().digits) < MAX_EXPONENT
    return f"{value:f}" if plain else f"{value:.6e}"


def with_unit(text: str, unit: str | None) -> str:
    """A number and its unit, which stay on one line."""
    return f"{text}{NARROW}{unit}" if unit else text


def facts(thing: Component | Software, fields: Sequence[Field], where: Where) -> Iterator[Fact]:
    """Every field of the table that has a value, apart from those that are things of their own."""
    for field in fields:
        if field.kind in (Kind.PARTS, Kind.SOFTWARE):
            continue
        value = _namespace(thing) if field.kind is Kind.RDF else getattr(thing, field.attribute)
        if value is not None and value != ():
            yield fact(field, value, where)


def fact(field: Field, value: Any, where: Where) -> Fact:  # noqa: ANN401  the value of any field
    """One field."""
    listed = value if isinstance(value, tuple) and field.kind not in _WHOLE else (value,)
    values = tuple(VALUES[field.kind](one, field, where) for one in listed[:MAX_ITEMS])
    more = max(0, len(listed) - MAX_ITEMS)
    return Fact(field.key, field_label(field.key), values, prose=field.kind is Kind.PROSE, more=more)


def paragraphs(text: str) -> list[str]:
    """A description in paragraphs, without the marks of a wiki."""
    return [_unwrapped(piece) for piece in _PARAGRAPH.split(decent(clean(text))) if piece]


def _unwrapped(paragraph: str) -> str:
    """A paragraph without the line ends that an editor put in at a certain width; those of lists and verses stay."""
    lines = paragraph.split("\n")
    joined = lines[0]
    for before, line in itertools.pairwise(lines):
        wrapped = len(before) >= WRAPPED_FROM and not _ITEM.match(line)
        joined += f"{' ' if wrapped else chr(10)}{line}"
    return joined


def _namespace(thing: Component | Software) -> tuple[str, ...]:
    if not isinstance(thing, Manifest):
        return ()
    return tuple(text for text in (thing.rdf_namespace, thing.rdf_prefix) if text is not None)


def _text(value: str, _field: Field, _where: Where) -> Shown:
    return shown(value)


def _url(value: str, _field: Field, _where: Where) -> Shown:
    return shown(value, href=safe_link(value))


def _file(value: FileRef, _field: Field, where: Where) -> Shown:
    media = media_of(value.path)
    notes = [media.label] if media else []
    notes += [text for text in (value.license, value.licensor, *value.depicts, *value.tags) if text]
    if value.title:
        notes.insert(0, value.path)
    link = file_link(value.path, where.module, where.folder, where.perma_urls)
    href = link or safe_link(value.url or value.frozen_url or "")
    return shown(value.title or value.path, href=href, note=" · ".join(notes), code=value.title is None)


def _agent(value: Agent, _field: Field, where: Where) -> Shown:
    """Somebody, linked to the page about them here, which links their own."""
    note = _("not named") if is_placeholder(value.name) else value.affiliation or ""
    return shown(value.name, href=where.agents.get(who(value)) or safe_link(value.url or ""), note=note)


def who(agent: Agent) -> Who:
    """What tells the agents of one manifest apart."""
    return agent.name, agent.email, agent.url


def _language(value: str, _field: Field, _where: Where) -> Shown:
    return shown(language_name(value), href=language_address(value), note=value)


def _level(value: str, _field: Field, _where: Where) -> Shown:
    return shown({**OTRL, **ODRL}.get(value, value), note=value)


def _cpc(value: str, _field: Field, _where: Where) -> Shown:
    return shown(value, note=SECTIONS.get(value[:1], ""))


def _tsdc(value: str, _field: Field, _where: Where) -> Shown:
    return shown(LABELS.get(value, value), href=process_address(value), note=value if value in LABELS else "")


def _number(value: Decimal, field: Field, _where: Where) -> Shown:
    return shown(with_unit(number_text(value), field.unit))


def _numbers(value: tuple[Decimal, ...], field: Field, _where: Where) -> Shown:
    between = " × " if field.key == "2d-size-mm" else " / "
    return shown(with_unit(between.join(number_text(one) for one in value[:MAX_ITEMS]), field.unit))


def _integer(value: int, field: Field, _where: Where) -> Shown:
    return shown(with_unit(str(value), field.unit))


def _boolean(value: bool, _field: Field, _where: Where) -> Shown:  # noqa: FBT001  the value itself
    return shown(_("Yes") if value else _("No"))


def _dimensions(value: Dimensions, _field: Field, _where: Where) -> Shown:
    written = value.open_scad or ""
    size = size_text(value)
    return shown(size, note=written) if size else shown(with_unit(written, value.unit), code=True)


def size_text(value: Dimensions) -> str:
    """Width × depth × height in millimetres, as far as they are known."""
    edges = [edge for edge in (value.width_mm, value.depth_mm, value.height_mm) if edge is not None]
    return with_unit(" × ".join(number_text(edge) for edge in edges), "mm") if edges else ""


def _mass(value: Mass, _field: Field, _where: Where) -> Shown:
    grams = value.grams
    note = with_unit(number_text(plain(grams)), "g") if grams is not None and value.unit not in ("g", "kg") else ""
    return shown(with_unit(number_text(value.value), value.unit), note=note)


_WHOLE = frozenset({Kind.NUMBERS})
"""Kinds whose several values are one thing."""

VALUES: dict[Kind, Callable[[Any, Field, Where], Shown]] = {
    Kind.TEXT: _text,
    Kind.PROSE: _text,
    Kind.URL: _url,
    Kind.FILE: _file,
    Kind.IMAGE: _file,
    Kind.AGENT: _agent,
    Kind.LANGUAGE: _language,
    Kind.LICENCE: _text,
    Kind.VERSION: _text,
    Kind.OTRL: _level,
    Kind.ODRL: _level,
    Kind.CPC: _cpc,
    Kind.TSDC: _tsdc,
    Kind.NUMBER: _number,
    Kind.NUMBERS: _numbers,
    Kind.INTEGER: _integer,
    Kind.BOOLEAN: _boolean,
    Kind.DIMENSIONS: _dimensions,
    Kind.MASS: _mass,
    Kind.OKHV: _text,
    Kind.RDF: _text,
}
