# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Texts, numbers and addresses stand in a graph so that every reader of RDF gives them back."""

from __future__ import annotations

import json
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oshmark.ontology import write
from oshmark.ontology.graph import Graph, Term, boolean, date_time, decimal, escape, integer, iri, literal, tagged
from oshmark.ontology.write import unescape

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text(
    '"\\\n\r\t\b\f\x00\x1f\x7fu0041{}<>@^', max_size=20
)


def one_of(graph: Graph) -> list[ox.Literal | ox.NamedNode | ox.BlankNode | ox.Triple]:
    """The object of the only triple, as each form has it."""
    forms = (
        (write.to_turtle(graph), ox.RdfFormat.TURTLE), (write.to_ntriples(graph), ox.RdfFormat.N_TRIPLES),
        (write.to_nquads(graph), ox.RdfFormat.N_QUADS), (write.to_jsonld_text(graph), ox.RdfFormat.JSON_LD),
    )  # fmt: skip
    return [quad.object for text, form in forms for quad in ox.parse(text, format=form)]


def graph_of(term: Term) -> Graph:
    graph = Graph("https://lib.example.org/a")
    graph.add("#this", "rdfs:comment", term)
    return graph


@given(texts)
@example('"""')
@example("\\u0041")
@example("\ufffe\uffff\ufeff")
@example("a\u2028b\u0085c")
def test_a_text_comes_back_from_every_form(text: str) -> None:
    assert one_of(graph_of(literal(text))) == [ox.Literal(text)] * 4
    assert unescape(escape(text)) == text


@given(texts, st.sampled_from(["en", "de-AT", "zh-Hant-TW"]))
def test_a_text_in_a_language_comes_back(text: str, language: str) -> None:
    found = one_of(graph_of(tagged(text, language)))
    assert [(one.value, (one.language or "").lower()) for one in found if isinstance(one, ox.Literal)] == [
        (text, language.lower())
    ] * 4


@given(st.text(max_size=20))
def test_half_a_character_becomes_the_sign_for_it(text: str) -> None:
    whole = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    assert one_of(graph_of(literal(text)))[0] == ox.Literal(whole)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_a_number_is_exact(value: Decimal) -> None:
    for found in one_of(graph_of(decimal(value))):
        assert isinstance(found, ox.Literal)
        assert Decimal(found.value) == value
        assert "E" not in found.value
        assert found.datatype == ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


@given(st.integers())
def test_a_whole_number_is_exact(value: int) -> None:
    assert {one.value for one in one_of(graph_of(integer(value))) if isinstance(one, ox.Literal)} == {str(value)}


@pytest.mark.parametrize(
    ("term", "value"),
    [(boolean(True), "true"), (boolean(False), "false"), (date_time("2026-01-02T03:04:05Z"), "2026-01-02T03:04:05Z")],
)
def test_other_values_come_back(term: Term, value: str) -> None:
    assert {one.value for one in one_of(graph_of(term)) if isinstance(one, ox.Literal)} == {value}


@given(texts)
def test_an_address_comes_back_encoded(text: str) -> None:
    term = iri(f"https://a.example/{text}")
    assert {str(one) for one in one_of(graph_of(term))} == {term}


def test_names_in_a_document_are_those_of_the_document() -> None:
    graph = Graph("https://lib.example.org/a b")
    graph.add("#this", "okh:hasBoM", "#bom-1")
    graph.add("#this", "okh:hasBoM", "#bom-2")
    graph.add("#bom-1", "rdf:type", "okh:BoM")
    wanted = {
        "<https://lib.example.org/a%20b#this> <https://w3id.org/oseg/ont/okh#hasBoM> <https://lib.example.org/a%20b#bom-1>",
        "<https://lib.example.org/a%20b#this> <https://w3id.org/oseg/ont/okh#hasBoM> <https://lib.example.org/a%20b#bom-2>",
        "<https://lib.example.org/a%20b#bom-1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/oseg/ont/okh#BoM>",
    }
    for text, form in (
        (write.to_turtle(graph), ox.RdfFormat.TURTLE),
        (write.to_jsonld_text(graph), ox.RdfFormat.JSON_LD),
    ):
        assert {str(quad.triple) for quad in ox.parse(text, format=form)} == wanted
    assert {line.removesuffix(" .") for line in write.to_ntriples(graph).splitlines()} == wanted


def test_quads_stand_in_the_graph_that_is_named() -> None:
    graph = graph_of(literal("a"))
    assert write.to_nquads(graph).endswith(" <https://lib.example.org/a> .\n")
    assert write.to_nquads(graph, "https://lib.example.org/b").endswith(" <https://lib.example.org/b> .\n")


def test_json_ld_needs_no_context_of_others() -> None:
    told = json.loads(write.to_jsonld_text(graph_of(literal("a"))))
    assert isinstance(told["@context"], dict)
    assert all(value.startswith(("http://", "https://")) for value in told["@context"].values())
