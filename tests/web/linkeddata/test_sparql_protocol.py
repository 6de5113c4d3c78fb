# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pyoxigraph
import pytest
import rdflib
from django.test import Client

from oshmark.web import wiring
from tests.web.linkeddata.conftest import SITE

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.usefixtures("published")

MODULES = "SELECT ?module ?name { ?module a okh:Module ; rdfs:label ?name } ORDER BY ?name"
GRAPH = "CONSTRUCT { ?m a okh:Module } WHERE { ?m a okh:Module }"
SPARQL_QUERY = "application/sparql-query"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_a_query_can_come_in_three_ways(client: Client) -> None:
    form = urlencode({"query": MODULES})
    answers = [
        client.get("/sparql", {"query": MODULES}),
        client.post("/sparql", data=form, content_type="application/x-www-form-urlencoded"),
        client.post("/sparql", data=MODULES, content_type=SPARQL_QUERY),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert answers[0].content == answers[1].content == answers[2].content
    assert len(json.loads(answers[0].content)["results"]["bindings"]) == 8


def test_a_post_without_cookies_passes_where_csrf_is_checked() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/sparql", data="ASK {}", content_type=SPARQL_QUERY).status_code == 200


@pytest.mark.parametrize(
    ("query", "accept", "named", "media"),
    [
        (MODULES, "", "", "application/sparql-results+json"),
        (MODULES, "*/*", "", "application/sparql-results+json"),
        (MODULES, "application/json", "", "application/sparql-results+json"),
        (MODULES, "application/sparql-results+xml", "", "application/sparql-results+xml"),
        (MODULES, "application/xml;q=0.9, text/csv;q=0.2", "", "application/sparql-results+xml"),
        (MODULES, "text/csv;q=0.3, text/tab-separated-values;q=0.7", "", "text/tab-separated-values"),
        (MODULES, BROWSER, "", "text/html"),
        (MODULES, BROWSER, "csv", "text/csv"),
        (MODULES, "image/png", "tsv", "text/tab-separated-values"),
        ("ASK {}", "text/csv", "", "text/csv"),
        (GRAPH, "", "", "text/turtle"),
        (GRAPH, "application/n-triples", "", "application/n-triples"),
        (GRAPH, BROWSER, "", "text/html"),
        ("# a remark: select\nPREFIX select: <http://x.example/#> " + GRAPH, "", "nt", "application/n-triples"),
    ],
)
def test_the_client_chooses_the_form(client: Client, query: str, accept: str, named: str, media: str) -> None:
    answer = client.get("/sparql", {"query": query, "format": named}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, media)
    assert "Accept" in [one.strip() for one in answer.headers["Vary"].split(",")]


def test_all_forms_of_rows_say_the_same(client: Client) -> None:
    answers = {name: client.get("/sparql", {"query": MODULES, "format": name}).content for name in ("json", "xml")}
    by_json = [row["name"]["value"] for row in json.loads(answers["json"])["results"]["bindings"]]
    by_xml = [node.text for node in ET.fromstring(answers["xml"]).iter() if node.tag.endswith("}literal")]  # noqa: S314  our own answer
    by_csv = [
        row["name"]
        for row in csv.DictReader(
            io.StringIO(client.get("/sparql", {"query": MODULES, "format": "csv"}).content.decode())
        )
    ]
    by_tsv = client.get("/sparql", {"query": MODULES, "format": "tsv"}).content.decode().splitlines()[1:]
    assert by_json == by_xml == by_csv
    assert [line.partition("\t")[2].strip('"') for line in by_tsv] == by_json


def test_both_forms_of_triples_are_the_same_graph(client: Client) -> None:
    answers = [client.get("/sparql", {"query": GRAPH, "format": name}).content for name in ("ttl", "nt")]
    formats = (pyoxigraph.RdfFormat.TURTLE, pyoxigraph.RdfFormat.N_TRIPLES)
    turtle, ntriples = (
        {str(quad.triple) for quad in pyoxigraph.parse(content, format=format_)}
        for content, format_ in zip(answers, formats, strict=True)
    )
    assert len(turtle) == 8
    assert turtle == ntriples


@pytest.mark.parametrize(
    ("query", "accept", "named"),
    [(MODULES, "text/turtle", ""), (GRAPH, "text/csv", ""), (GRAPH, "", "json"), (MODULES, "", "nt")],
)
def test_what_cannot_be_had_is_406_with_a_list(client: Client, query: str, accept: str, named: str) -> None:
    answer = client.get("/sparql", {"query": query, "format": named}, headers={"accept": accept})
    assert answer.status_code == 406
    assert "format=" in answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("query=ASK+%7B%7D&default-graph-uri=http%3A%2F%2Fx.example%2F", "A dataset cannot be chosen"),
        ("query=ASK+%7B%7D&named-graph-uri=http%3A%2F%2Fx.example%2F", "A dataset cannot be chosen"),
        ("query=ASK+%7B%7D&query=ASK+%7B%7D", "several queries"),
        ("query=", "There is no query"),
        ("query=+", "There is no query"),
        ("query=ASK+%7B%7D&format=pdf", "no such form"),
        ("update=DELETE+WHERE+%7B+%3Fs+%3Fp+%3Fo+%7D", "not changed"),
        ("query=%FF%FE", "not text in UTF-8"),
        ("query=ASK+%7B%7D%00", "null character"),
        ("&".join(f"a{n}=1" for n in range(40)), "too many fields"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_reason(client: Client, fields: str, said: str) -> None:
    for answer in (
        client.get(f"/sparql?{fields}"),
        client.post("/sparql", data=fields, content_type="application/x-www-form-urlencoded"),
    ):
        assert answer.status_code == 400
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert said in answer.content.decode()


def test_an_empty_choice_of_graphs_is_no_choice(client: Client) -> None:
    assert client.get("/sparql?query=ASK+%7B%7D&default-graph-uri=&named-graph-uri=").status_code == 200


def test_bodies_of_other_kinds_and_sizes_are_refused(client: Client) -> None:
    assert client.post("/sparql", data="ASK {}", content_type="text/plain").status_code == 415
    assert client.post("/sparql", {"query": "ASK {}"}).status_code == 415  # the client's multipart
    refused = client.post("/sparql", data="CLEAR ALL", content_type="application/sparql-update")
    assert (refused.status_code, "not changed" in refused.content.decode()) == (400, True)
    assert client.post("/sparql", data=" " * 1_000_001, content_type=SPARQL_QUERY).status_code == 413
    assert client.post("/sparql", data=b"ASK {} # \xff", content_type=SPARQL_QUERY).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    answer = client.generic(method, "/sparql")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


def test_pages_of_other_sites_may_ask(client: Client) -> None:
    asked = client.options("/sparql", headers={"access-control-request-method": "POST"})
    assert (asked.status_code, asked.content) == (204, b"")
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]
    for answer in (asked, client.get("/sparql?query=ASK+%7B%7D"), client.get("/sparql?query=nonsense")):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "X-Oshmark-Generation" in answer.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_what_is_known_already_is_neither_asked_nor_sent_again(
    client: Client, form: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/sparql", {"query": MODULES, "format": form})
    assert first.headers["X-Oshmark-Generation"] == str(wiring.generation())
    assert first.headers["Cache-Control"] == "public, no-cache"
    wiring.sparql().close()
    settings.SPARQL_TIMEOUT_S = 0.0  # no query is answered any more
    known = {"if-none-match": first.headers["ETag"]}
    again = client.get("/sparql", {"query": MODULES, "format": form}, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["X-Oshmark-Generation"] == first.headers["X-Oshmark-Generation"]
    assert again.headers["ETag"] == first.headers["ETag"]


def test_the_name_of_a_state_has_generation_query_and_form_in_it(client: Client) -> None:
    asked = [(MODULES, "json"), (MODULES, "csv"), (MODULES, "html"), (f"{MODULES} LIMIT 2", "json")]
    tags = [client.get("/sparql", {"query": query, "format": form}).headers["ETag"] for query, form in asked]
    assert len(set(tags)) == len(tags)


def test_time_and_chance_are_not_kept(client: Client) -> None:
    answer = client.get("/sparql", {"query": "SELECT (NOW() AS ?now) {}"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_head_says_the_same_without_content(client: Client) -> None:
    got, head = (ask("/sparql", {"query": MODULES}) for ask in (client.get, client.head))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Type"] == got.headers["Content-Type"]
    assert head.headers["ETag"] == got.headers["ETag"]


@pytest.mark.parametrize(("accept", "parser"), [("text/turtle", "turtle"), ("application/n-triples", "nt")])
def test_the_service_describes_itself(client: Client, accept: str, parser: str) -> None:
    answer = client.get("/sparql", headers={"accept": accept})
    assert answer.headers["Content-Type"].partition(";")[0] == accept
    graph = rdflib.Graph().parse(data=answer.content, format=parser)
    said = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    [service] = graph.subjects(rdflib.RDF.type, said.Service)
    assert graph.value(service, said.endpoint) == rdflib.URIRef(f"{SITE}/sparql")
    assert (service, said.feature, said.UnionDefaultGraph) in graph
    assert (service, said.supportedLanguage, said.SPARQL11Query) in graph
    assert len(list(graph.objects(service, said.resultFormat))) == 6
    assert graph.value(graph.value(service, said.defaultDataset), rdflib.RDF.type) == said.Dataset
    known = {"accept": accept, "if-none-match": answer.headers["ETag"]}
    assert client.get("/sparql", headers=known).status_code == 304


def test_the_description_cannot_be_had_as_a_picture(client: Client) -> None:
    assert client.get("/sparql", headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT ?x\n{ ?x a ?y ; ; }}", 2, 17),
        ("SELEC ?x { ?x a okh:Module }", 1, 1),
        ("\n\nSELECT ?m { ?m a okh:Module\n} ORDER ?m", 4, 9),
        ("SELECT ?m\n{ ?m a okh:Module ; foaf:name ?n }", 2, 30),
    ],
)
def test_a_malformed_query_is_told_where(client: Client, query: str, line: int, column: int) -> None:
    answer = client.post("/sparql", data=query, content_type=SPARQL_QUERY, headers={"accept": "application/json"})
    assert answer.status_code == 400
    said = json.loads(answer.content)
    assert (said["status"], said["line"], said["column"]) == (400, line, column)
    assert "[_]" not in said["detail"]


@pytest.mark.parametrize("query", ["SELEC ?x", "# first\nPREFIX a: <http://x.example/>\n  SELEC ?x { ?x a ?y }"])
def test_a_query_that_begins_with_no_keyword_is_told_so(client: Client, query: str) -> None:
    answer = client.get("/sparql", {"query": query}, headers={"accept": "application/json"})
    said = json.loads(answer.content)
    assert said["detail"] == "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, and not with “SELEC”."
    assert query.split("\n")[said["line"] - 1][said["column"] - 1 :].startswith("SELEC")


def test_a_foreign_prefix_is_named_as_the_trouble(client: Client) -> None:
    answer = client.get("/sparql", {"query": "SELECT ?x { ?x foaf:name ?y }"})
    assert "A prefix is used there that is not declared." in answer.content.decode()


def test_a_prefix_of_the_query_is_stronger_than_ours(client: Client) -> None:
    query = "PREFIX okh: <https://other.example/> SELECT ?x { BIND(okh:thing AS ?x) }"
    answer = client.get("/sparql", {"query": query, "format": "csv"})
    assert answer.content == b"x\r\nhttps://other.example/thing\r\n"


def test_text_of_other_scripts_comes_through(client: Client) -> None:
    query = 'SELECT ?m { ?m rdfs:label ?n FILTER(CONTAINS(?n, "木目")) }'
    answer = client.post("/sparql", data=query, content_type=f"{SPARQL_QUERY}; charset=utf-8")
    assert len(json.loads(answer.content)["results"]["bindings"]) >= 1


def test_nothing_published_is_said(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.PUBLISHED = tmp_path / "empty"
    wiring.forget()
    answer = client.get("/sparql", {"query": "ASK {}"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
    assert "Nothing has been published yet" in answer.content.decode()


def test_a_generation_that_cannot_be_read_is_no_fault_of_the_query(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.PUBLISHED = tmp_path / "damaged"
    (settings.PUBLISHED / "gen-000001").mkdir(parents=True)
    (settings.PUBLISHED / "gen-000001" / "generation.json").write_text("{}")
    (settings.PUBLISHED / "current").write_text("gen-000001\n")
    wiring.forget()
    answer = client.get("/sparql", {"query": "ASK {}"})
    assert answer.status_code == 503
    assert "cannot be read at the moment" in answer.content.decode()
    assert str(tmp_path) not in answer.content.decode()
