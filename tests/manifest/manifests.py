# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manifests of every kind for properties, with the nastiest texts that a stranger may choose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import strategies as st

from oshmark.manifest import v1
from oshmark.manifest.fields import MODULE, PART, SOFTWARE, Field, Kind
from oshmark.manifest.keys import MODULE_KEYS, meaning_of, reduced
from oshmark.manifest.model import Agent, Dialect, Dimensions, FileRef, Manifest, Mass, Part, Software
from oshmark.manifest.readiness import ODRL, OTRL
from oshmark.manifest.tsdc import LABELS
from oshmark.manifest.write import jsonable
from oshmark.values.iri import encode_iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.manifest.read import Reading

NASTY = (
    '"', "\\", "\n", "\r\n", "\t", "\x00", "\x1f", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\uffff", "\U0001fa94",
    "\u202eabc", "e\u0301", '"""', "'''", "\\u0041", "<a>", "@en", "^^xsd:decimal", "{}", "{was}", "%", "%41", "%zz",
    "#this",
    "https://", "https://[", "https://a.example/a b", "https://a.example/[1]#2#3", "HTTPS://A.EXAMPLE", "urn:x", "~",
    "~2F",
    ".", "..", "-", "/", "a/b", " a ", "true", "null", "1.10", "0x1F", "0o14", "1e3", ".5", "1_000", "~", "=", "<<",
    "yes",
    "2020-01-01", "- a", "a: b", "# a", "|", ">", "&a", "*a", "!a", "?", "a" * 300,
)  # fmt: skip

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=3).map("".join),
)
links = st.builds(
    lambda host, rest: encode_iri(f"https://{host}.example/{rest}"),
    st.sampled_from(["a", "ü", "b"]),
    texts | st.just(""),
)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
extras = st.dictionaries(texts, plain, max_size=3)
files = st.builds(
    FileRef, path=texts | links, title=st.none() | texts, url=st.none() | texts | links,
    frozen_url=st.none() | texts | links,
    mime_type=st.none() | texts | st.just("text/csv"), created_at=st.none() | texts, last_changed=st.none() | texts,
    license=st.none() | texts, licensor=st.none() | texts, depicts=st.lists(texts, max_size=2).map(tuple),
    slots=st.lists(texts, max_size=2).map(tuple), tags=st.lists(texts, max_size=2).map(tuple), extra=extras,
)  # fmt: skip
agents = st.builds(
    Agent, name=texts, url=st.none() | texts | links, affiliation=st.none() | texts,
    kind=st.sampled_from([None, "person", "organization"]), extra=extras,
)  # fmt: skip
lengths = st.none() | numbers
sizes = st.builds(
    Dimensions, open_scad=st.none() | texts, unit=st.none() | texts, width_mm=lengths, depth_mm=lengths,
    height_mm=lengths,
    extra=extras,
)  # fmt: skip
masses = st.builds(Mass, value=numbers, unit=st.sampled_from([None, "g", "kg", "stone"]) | texts, extra=extras)

ONE: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: texts, Kind.OKHV: texts, Kind.LICENCE: texts | st.sampled_from(["MIT", "CC BY SA 4.0", "https://["]),
    Kind.PROSE: texts, Kind.VERSION: texts, Kind.URL: links | texts, Kind.FILE: files, Kind.IMAGE: files,
    Kind.AGENT: agents, Kind.LANGUAGE: texts | st.sampled_from(["en", "de-AT", "zh-Hant-TW", "qq"]),
    Kind.OTRL: st.sampled_from(sorted(OTRL)), Kind.ODRL: st.sampled_from(sorted(ODRL)), Kind.CPC: texts,
    Kind.TSDC: st.sampled_from(sorted(LABELS)) | texts, Kind.NUMBER: numbers, Kind.NUMBERS: numbers,
    Kind.INTEGER: st.integers(0, 10**6), Kind.BOOLEAN: st.booleans(), Kind.DIMENSIONS: sizes, Kind.MASS: masses,
}  # fmt: skip


def value_of(field: Field) -> st.SearchStrategy[Any]:
    one = ONE[field.kind]
    return st.lists(one, min_size=1, max_size=3).map(tuple) if field.several else one


@st.composite
def things(draw: st.DrawFn, kind: Callable[..., Any], fields: tuple[Field, ...]) -> Any:
    """A part, a piece of software or a manifest with some of the fields."""
    possible = [field for field in fields if field.kind in ONE]
    chosen = draw(st.lists(st.sampled_from(possible), max_size=6, unique=True))
    return kind(extra=draw(extras), **{field.attribute: draw(value_of(field)) for field in chosen})


parts = things(Part, PART)
software = things(Software, SOFTWARE)


@st.composite
def manifests(draw: st.DrawFn) -> Manifest:
    """A manifest with some of all fields."""
    bare: Manifest = draw(things(partial(Manifest, dialect=Dialect.LOSH_V1), MODULE))
    return msgspec.structs.replace(
        bare,
        dialect=draw(st.sampled_from(Dialect)),
        rdf_namespace=draw(st.none() | texts),
        rdf_prefix=draw(st.none() | texts),
        part=tuple(draw(st.lists(parts, max_size=3))),
        software=tuple(draw(st.lists(software, max_size=2))),
    )


AS_A_SET = {Kind.TEXT, Kind.URL, Kind.LANGUAGE, Kind.CPC, Kind.TSDC}
"""Fields whose values are a set in a graph: their order is that of the alphabet, and a repetition is one."""


def kept_by_a_graph(manifest: Manifest) -> Manifest:
    """The manifest without what a graph does not keep: e-mail addresses, and the order of sets."""
    parts = tuple(_kept(part, PART) for part in manifest.part)
    software = tuple(_kept(one, SOFTWARE) for one in manifest.software)
    kept: Manifest = _kept(msgspec.structs.replace(manifest, part=(), software=()), MODULE)
    return msgspec.structs.replace(kept, part=parts, software=software)


def _kept(thing: Any, fields: tuple[Field, ...]) -> Any:
    values: dict[str, Any] = {"extra": jsonable(thing.extra)}
    for field in fields:
        value = getattr(thing, field.attribute, None)
        if value and field.several and field.kind in AS_A_SET:
            values[field.attribute] = tuple(sorted(set(value)))
        elif value and field.kind in (Kind.FILE, Kind.IMAGE):
            values[field.attribute] = tuple(_kept_file(file) for file in value)
        elif value and field.kind is Kind.AGENT:
            values[field.attribute] = tuple(msgspec.structs.replace(agent, email=None) for agent in value)
    return msgspec.structs.replace(thing, **values)


def _kept_file(file: FileRef) -> FileRef:
    lists = {key: tuple(sorted(set(getattr(file, key)))) for key in ("depicts", "slots", "tags")}
    return msgspec.structs.replace(file, **lists)


def keys_not_said(reading: Reading) -> set[str]:
    """Keys of the document that are neither in the model nor kept nor spoken of."""
    said = {str(finding.path[0]) for finding in reading.findings if finding.path} | {"okhv", "rdf"}
    said |= {str(place[0]) for place in reading.places.values()} | reading.manifest.extra.keys()
    return {key for key in reading.document.data if key not in said and not _is_one_of_several(key, reading)}


def _is_one_of_several(key: str, reading: Reading) -> bool:
    """Whether the key feeds a field that others feed too: only the first of them is a place."""
    meaning = meaning_of(key, MODULE_KEYS)
    fed = (
        {row.into for row in v1.ROWS if row.key == reduced(key)}
        if reading.manifest.dialect is Dialect.OKH_V1
        else set()
    )
    if meaning is not None and meaning.field.several:
        fed.add(meaning.field.key)
    return not fed.isdisjoint(reading.places)
