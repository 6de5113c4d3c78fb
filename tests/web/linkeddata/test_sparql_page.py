# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from oshmark.web.linkeddata.examples import BY_KEY, EXAMPLES
from oshmark.web.linkeddata.sparql_text import with_prefixes

if TYPE_CHECKING:
    from django.test import Client

    from oshmark.web.linkeddata.examples import Example

pytestmark = pytest.mark.usefixtures("published")

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def page(client: Client, query: str, status: int = 200) -> str:
    answer = client.post(
        "/sparql",
        data=urlencode({"query": query, "format": "html"}),
        content_type="application/x-www-form-urlencoded",
        headers=BROWSER,
    )
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.key for example in EXAMPLES])
def test_every_example_has_an_answer_in_the_samples(client: Client, example: Example) -> None:
    rows = json.loads(client.get("/sparql", {"query": example.query}).content)["results"]["bindings"]
    assert len(rows) >= 1
    shown = client.get(f"/sparql?example={example.key}", headers=BROWSER)
    assert shown.status_code == 200
    assert str(example.question) in unescape(shown.content.decode())
    assert shown.content.decode().count('<tr role="row">') == len(rows) + 1


def test_examples_answer_the_questions_of_the_specification() -> None:
    answered = [example.answers for example in EXAMPLES if example.answers]
    assert answered == ["f01", "f02", "f03", "f04", "a01", "a02", "a03", "a04", "p01"]
    assert len(BY_KEY) == len(EXAMPLES) == 12


def test_examples_say_what_the_samples_say(client: Client) -> None:
    users = client.get("/sparql", {"query": BY_KEY["where-used"].query, "format": "csv"}).content.decode()
    assert [line.split(",")[1] for line in users.splitlines()[1:]].count("Brook HPU-18") == 1
    assert len(users.splitlines()) == 4
    bed = json.loads(client.get("/sparql", {"query": BY_KEY["bed-220"].query}).content)["results"]["bindings"]
    assert all(float(row[side]["value"]) <= 220 for row in bed for side in ("width", "depth"))
    licences = client.get("/sparql", {"query": BY_KEY["licences"].query, "format": "csv"}).content.decode()
    assert sum(int(line.rpartition(",")[2]) for line in licences.splitlines()[1:]) == 8


def test_an_example_that_is_none_is_404(client: Client) -> None:
    assert client.get("/sparql?example=nothing", headers=BROWSER).status_code == 404


def test_the_editor_keeps_the_query_as_it_was_written(client: Client) -> None:
    query = '\n\nSELECT ?x { ?x rdfs:label "</textarea><b>&amp;" }'
    shown = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page(client, query), re.DOTALL)
    assert shown is not None
    assert unescape(shown[1]) == query


def test_things_of_the_library_are_links_into_it_and_others_are_not_followed(client: Client) -> None:
    shown = page(client, "SELECT ?m ?repo { ?m a okh:Module ; okh:repo ?repo } ORDER BY ?repo LIMIT 1")
    assert re.search(r'<td role="cell" data-label="m"><a href="/m/[^"]*#this" class="path">', shown)
    assert re.search(r'data-label="repo"><a href="https://[^"]*" rel="nofollow noopener noreferrer"', shown)


def test_values_say_their_language_or_datatype_and_are_never_markup(client: Client) -> None:
    query = """SELECT ?a ?b ?c ?d ?e ?f {
      BIND("Webstuhl"@de AS ?a) BIND(2.5 AS ?b) BIND("<script>alert(1)</script>" AS ?c) BIND(BNODE() AS ?d)
      BIND(<javascript:alert(1)> AS ?e) BIND(okh:Module AS ?g)
    }"""
    shown = page(client, query.replace("?f {", "?f ?g {"))
    assert 'Webstuhl</bdi> <small class="quiet">de</small>' in shown
    assert '2.5</bdi> <small class="quiet">decimal</small>' in shown
    assert "<script" not in shown
    assert 'href="javascript' not in shown
    assert "<bdi>okh:Module</bdi></a>" in shown
    assert '<td role="cell" data-label="f"></td>' in shown


def test_only_the_first_rows_are_shown_and_the_download_has_all(client: Client) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1200"
    shown = page(client, query)
    assert shown.count('<tr role="row">') == 201
    assert "The first 200 of 1200 rows are shown" in shown
    href = re.search(r'href="([^"]*format=csv)" download', shown)
    assert href is not None
    assert len(client.get(unescape(href[1])).content.splitlines()) >= 1_201


def test_a_long_query_has_no_address_but_a_way_to_download(client: Client) -> None:
    shown = page(client, "ASK {} #" + "x" * 6_000)
    assert 'download="answer.csv"' not in shown
    assert "choose another result above" in shown


def test_yes_no_nothing_and_graphs_have_pages(client: Client) -> None:
    assert '<p class="answer-boolean">Yes</p>' in page(client, "ASK {}")
    assert '<p class="answer-boolean">No</p>' in page(client, "ASK { FILTER(false) }")
    assert "There are no rows" in page(client, "SELECT ?x { ?x a okh:Nothing }")
    assert "The graph is empty" in page(client, "CONSTRUCT WHERE { ?x a okh:Nothing }")
    assert "okh#Module" in page(client, "CONSTRUCT { ?m a okh:Module } WHERE { ?m a okh:Module }")


def test_a_mistake_is_shown_where_it_is_with_a_way_on(client: Client) -> None:
    shown = page(client, "SELECT ?m\n{ ?m a okh:Module ; foaf:name ?n }", status=400)
    assert "near line 2, column 30." in shown
    assert '<span class="number">2</span>{ ?m a okh:Module ; foaf:name<mark> ?n }</mark>' in shown
    assert 'href="#examples"' in shown


def test_the_page_says_the_time_limit_and_needs_no_script(client: Client) -> None:
    shown = client.get("/sparql", headers=BROWSER).content.decode()
    assert "A query may take 10 seconds" in shown
    assert "<script" not in shown
    assert '<label for="query">' in shown


def test_prefixes_are_declared_in_one_line_and_only_where_they_are_used() -> None:
    assert with_prefixes("ASK {}") == "\nASK {}"
    declared, query = with_prefixes("ASK { ?okh:x a okh:Module ; ^tsdc:x ?y }").split("\n")
    assert declared.count("PREFIX") == 2
    assert query == "ASK { ?okh:x a okh:Module ; ^tsdc:x ?y }"
