# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark query`, run as people run it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.instances import Instance
from tests.made_up import REPO, manifest

if TYPE_CHECKING:
    from pathlib import Path

NAMES = b"SELECT ?name { ?m a okh:Module ; okh:version ?v ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """A published library that is only asked."""
    here = tmp_path_factory.mktemp("query")
    for n, name in enumerate(("Hawk, the", "Lark")):
        (here / str(n)).mkdir()
        (here / str(n) / "okh.toml").write_bytes(manifest(repo=f"{REPO}-{n}", name=name))
    instance = Instance(here / "home", here)
    assert instance.run("library", "add", ".").code == 0
    assert instance.run("library", "publish").code == 0
    return instance


def test_rows_are_a_table(library: Instance) -> None:
    done = library.run("query", "-", given=NAMES)
    assert (done.code, done.said) == (0, "")
    assert done.out == "name\n---------\nHawk, the\nLark\n(2 rows)\n"


def test_no_rows_are_a_table_too(library: Instance) -> None:
    assert library.run("query", "-", given=b"SELECT ?a ?b { ?a okh:nothing ?b }").out == "a  b\n-  -\n(0 rows)\n"


def test_a_file_is_read(library: Instance, tmp_path: Path) -> None:
    (tmp_path / "names.rq").write_bytes(NAMES)
    assert library.run("query", tmp_path / "names.rq").out.endswith("(2 rows)\n")


def test_yes_and_no_are_words(library: Instance) -> None:
    assert library.run("query", "-", given=b"ASK { ?m a okh:Module }").out == "yes\n"
    assert library.run("query", "-", given=b"ASK { ?m a okh:Nothing }").out == "no\n"


def test_rows_are_given_to_programs(library: Instance) -> None:
    found = json.loads(library.run("query", "--to", "json", "-", given=NAMES).out)
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["Hawk, the", "Lark"]
    rows = list(csv.reader(io.StringIO(library.run("query", "--to", "csv", "-", given=NAMES).out)))
    assert rows == [["name"], ["Hawk, the"], ["Lark"]]
    assert library.run("query", "--to", "tsv", "-", given=NAMES).out.splitlines() == ["?name", '"Hawk, the"', '"Lark"']
    assert "<sparql" in library.run("query", "--to", "xml", "-", given=NAMES).out


@pytest.mark.parametrize(
    "query",
    [
        b"CONSTRUCT { ?s rdfs:label ?o } { ?s a okh:Module ; okh:version ?v ; rdfs:label ?o }",
        b"construct{?s rdfs:label ?o}{?s a okh:Module;okh:version ?v;rdfs:label ?o}",
        b"# SELECT\nPREFIX select: <http://a/ask#>\nBASE <http://b/SELECT>\nCONSTRUCT WHERE { ?s rdfs:label ?o }",
    ],
)
def test_a_graph_is_turtle(library: Instance, query: bytes) -> None:
    done = library.run("query", "-", given=query)
    assert (done.code, done.said) == (0, "")
    assert "http://www.w3.org/2000/01/rdf-schema#label" in done.out
    assert library.run("query", "--to", "nt", "-", given=query).out.count(" .\n") >= 2


def test_a_word_of_another_kind_of_query_does_not_mislead(library: Instance) -> None:
    query = b'SELECT ?construct { ?construct rdfs:label "Lark" FILTER("DESCRIBE" != "CONSTRUCT") } LIMIT 1'
    assert library.run("query", "-", given=query).out.endswith("(1 row)\n")


@pytest.mark.parametrize(
    ("query", "place"),
    [
        (b"SELECT ?n { ?m a foo:Module }", "1:"),
        (b"SELECT ?n { ?m a okh:Module }\n}", "2:"),
        (b"SELECT ?n {\n  ?m a foo:Module\n}", "2:"),
        (b"nonsense", "1:"),
    ],
)
def test_a_mistake_in_a_query_is_said_with_its_place(library: Instance, query: bytes, place: str) -> None:
    done = library.run("query", "-", given=query)
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith(f"oshmark: This is not a SPARQL query: error at {place}")
    column = int(done.said.split("error at ")[1].split(":")[1])
    assert column <= len(max(query.split(b"\n"), key=len)) + 1


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (b"SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is not answered here"),
        (b"DELETE WHERE { ?s ?p ?o }", "DELETE is not answered here"),
        (b"LOAD <http://127.0.0.1/>", "LOAD is not answered here"),
        (b"SELECT * " + b"{" * 3000 + b"}" * 3000, "nested too deeply"),
        (b"SELECT * { } " + b"#" * 2_000_000, "too long"),
        (b"SELECT * { ?s ?p 'x }", "does not end"),
    ],
)
def test_what_may_not_be_asked_is_refused(library: Instance, query: bytes, says: str) -> None:
    done = library.run("query", "-", given=query)
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("oshmark: ")
    assert says in done.said


def test_a_query_that_takes_too_long_is_stopped(library: Instance) -> None:
    slow = b"SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    done = library.run("query", "--timeout", "1", "-", given=slow)
    assert (done.code, done.out) == (1, "")
    assert done.said.startswith("oshmark: The query was stopped after 1 seconds.")


def test_a_form_that_does_not_fit_is_said(library: Instance) -> None:
    done = library.run("query", "--to", "ttl", "-", given=NAMES)
    assert (done.code, done.out) == (1, "")
    assert done.said == "oshmark: This query cannot be answered as ttl. Use one of: json, xml, csv, tsv.\n"


def test_nothing_published_is_a_clear_error(instance: Instance) -> None:
    done = instance.run("query", "-", given=NAMES)
    assert (done.code, done.out) == (1, "")
    assert done.said == "oshmark: Nothing has been published yet, so there is nothing to ask.\n"
    assert not instance.home.exists()


def test_wrong_use_is_two(library: Instance, tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    for arguments in ([], ["gone.rq"], [str(tmp_path)], [str(tmp_path / "binary")], ["-", "--to", "docx"]):
        done = library.run("query", *arguments, given=NAMES)
        assert (done.code, done.out) == (2, "")
        assert "Traceback" not in done.said
