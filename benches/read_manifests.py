# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading, checking, modelling and writing a manifest as Turtle, against rdflib that only builds and writes a graph."""

from __future__ import annotations

import re

import pyoxigraph as ox

from benches import rdflib_rival
from benches.manifests import manifests
from benches.measure import Ratio, best_of
from oshmark.manifest.read import read
from oshmark.manifest.to_rdf import Place, to_rdf
from oshmark.ontology.write import to_ntriples, to_turtle

_WHOLE = re.compile(r'"(-?\d+)\.0"\^\^')
"""rdflib writes the decimal 350 as 350.0: the same number."""
COUNT = 400
PASSES = 5
SITE = "https://library.example"


def ratios() -> list[Ratio]:
    """One claim, over manifests of different length."""
    raw = list(manifests(COUNT))
    tables = [rdflib_rival.ready(_ours(one, to_ntriples)) for one in raw]
    for one, table in zip(raw[:50], tables[:50], strict=True):
        _assert_equal(_ours(one, to_turtle), rdflib_rival.to_turtle(table))
    ours = best_of(PASSES, lambda: [_ours(one, to_turtle) for one in raw])
    other = best_of(PASSES, lambda: [rdflib_rival.to_turtle(table) for table in tables])
    triples = sum(len(pairs) for table in tables for pairs in table.values()) / COUNT
    claim = f"read + check + model + Turtle, against rdflib's build + Turtle of the same {triples:.0f} triples"
    return [Ratio(claim, ours * 1e6 / COUNT, other * 1e6 / COUNT, at_least=8)]


def _ours(raw: bytes, write: object) -> str:
    reading = read(raw, name="okh.toml", folder="")
    graph = to_rdf(reading.manifest, reading.licence, Place(f"{SITE}/m/git.example.org/maker/thing/-/v/1", SITE))
    written: str = write(graph)  # type: ignore[operator]  # one of our writers
    return written


def _assert_equal(ours: str, other: str) -> None:
    left, right = (
        {_WHOLE.sub(r'"\1"^^', str(quad)) for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}
        for text in (ours, other)
    )
    if left != right:
        raise AssertionError(f"The two sides made different graphs: {sorted(left ^ right)[:5]}")
