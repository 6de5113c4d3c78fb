# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The published library as one file: N-Quads, Turtle, JSON-LD, or tables as CSV and JSON."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import msgspec
import pyoxigraph as ox

from oshmark.adapters.published.generation import Generation, current
from oshmark.errors import StateError
from oshmark.library.payload import Provenance
from oshmark.library.privacy import without_emails
from oshmark.ontology.terms import PREFIXES
from oshmark.web.library.models import Release

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oshmark.web.library.actions import Result

FORMS = ("nq", "ttl", "jsonld", "csv", "json")
COLUMNS = (
    "address",
    "module",
    "version",
    "name",
    "licence",
    "licence_class",
    "host",
    "completeness",
    "latest",
    "found",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(root: Path, form: str) -> Iterator[bytes]:
    """The library in the form `form`, piece by piece. Raises `StateError` when nothing is published yet."""
    if form == "csv":
        yield from _as_csv()
    elif form == "json":
        yield from _as_json()
    else:
        generation = current(root)
        if generation is None:
            raise StateError("Nothing is published yet. Run `oshmark library publish` first.")
        yield from _as_rdf(generation, form)


def _as_rdf(generation: Generation, form: str) -> Iterator[bytes]:
    dumps = generation.dumps
    if form == "nq":
        yield from (path.read_bytes() for path in dumps)
        return
    quads = (quad for path in dumps for quad in ox.parse(path=path, format=ox.RdfFormat.N_QUADS))
    if form == "ttl":  # Turtle has no graphs: the statements of all of them
        written = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    else:
        written = ox.serialize(quads, format=ox.RdfFormat.JSON_LD, prefixes=PREFIXES)
    yield written or b""


def rows() -> Iterator[dict[str, object]]:
    """The admitted releases, in the order of their addresses."""
    releases = Release.objects.select_related("module").filter(state=Release.ADMITTED).order_by("address")
    for release in releases.iterator(chunk_size=500):
        provenance = msgspec.json.decode(release.provenance, type=Provenance)
        yield {
            "address": release.address,
            "module": release.module.address,
            "version": without_emails(release.version),
            "name": without_emails(release.name),
            "licence": release.licence,
            "licence_class": release.licence_class,
            "host": release.module.host,
            "completeness": release.completeness,
            "latest": release.latest,
            "found": provenance.found_at.isoformat(),
        }


def _as_csv() -> Iterator[bytes]:
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    for row in rows():
        writer.writerow([harmless(row[column]) for column in COLUMNS])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()
    yield line.getvalue().encode()


def harmless(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _as_json() -> Iterator[bytes]:
    yield b"[\n"
    before = b""
    for row in rows():
        yield before + msgspec.json.encode(row)
        before = b",\n"
    yield b"\n]\n"


def json_line(result: Result) -> str:
    """What came of a submission, as one line of JSON."""
    return msgspec.json.encode(result).decode()
