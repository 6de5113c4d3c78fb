# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries that want to break or to misuse the service: each is refused or stopped with its own message, and the next
query is quick."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from oshmark.web import wiring

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.usefixtures("published")

SPARQL_QUERY = "application/sparql-query"
QUICK_S = 5.0
CROSS_JOIN = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o } ORDER BY ?o ?a"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
PATHS = "SELECT (COUNT(*) AS ?n) { ?a (!okh:x|^!okh:x)* ?b . ?b (!okh:x|^!okh:x)* ?c . ?c (!okh:x|^!okh:x)* ?d }"

REFUSED = {
    "3,000 nested parentheses": ("SELECT ?x { FILTER" + "(" * 3_000 + "1" + ")" * 3_000 + " }", "nested too deeply"),
    "4 kB of braces": ("SELECT * " + "{" * 4_096, "nested too deeply"),
    "4 kB of closed braces": ("SELECT * " + "{" * 2_048 + "}" * 2_048, "nested too deeply"),
    "4 kB of square brackets": ("SELECT * { ?s ?p " + "[" * 4_096 + " }", "nested too deeply"),
    "brackets in what looks like an address": ("SELECT * { FILTER(1<" + "(" * 3_000 + ">1) }", "nested too deeply"),
    "service": ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is not answered"),
    "service in small letters": ("SELECT * { service <http://x.example/> { } }", "SERVICE is not answered"),
    "silent service": ("SELECT * { SeRvIcE SILENT <http://x.example/> { } }", "SERVICE is not answered"),
    "service without a space": ("SELECT * { FILTER(1=1)SERVICE<http://x.example/> { } }", "SERVICE is not answered"),
    "service after a number": ("SELECT * { BIND(1 AS ?x) FILTER(?x=1SERVICE<http://x/>{}) }", "SERVICE is not"),
    "service as a prefix": ("PREFIX service: <http://x.example/> SELECT * { SERVICE service: { } }", "SERVICE is not"),
    "service after a remark": ("SELECT * { # not here\nSERVICE <http://x.example/> { } }", "SERVICE is not"),
    "service at a variable": ("SELECT * { ?s ?p ?o . SERVICE ?o { ?a ?b ?c } }", "SERVICE is not answered"),
    "service after a string": ("SELECT * { ?s ?p '''a'b'''SERVICE <http://x.example/> {} }", "SERVICE is not answered"),
    "load": ("LOAD <http://x.example/>", "LOAD is not answered"),
    "insert": ("INSERT DATA { <a:b> <a:b> <a:b> }", "INSERT is not answered"),
    "delete": ("DELETE WHERE { ?s ?p ?o }", "DELETE is not answered"),
    "delete after a prologue": (
        "PREFIX x: <http://x.example/>\ndelete { ?s ?p ?o } where { ?s ?p ?o }",
        "DELETE is not",
    ),
    "clear": ("CLEAR ALL", "CLEAR is not answered"),
    "drop": ("DROP SILENT ALL", "DROP is not answered"),
    "a query and then a change": ("ASK {} ; DROP ALL", "DROP is not answered"),
    "null bytes": ("ASK { ?s ?p \0 }", "null character"),
    "a string without an end": ("\nSELECT * { ?s ?p 'x }", "begins in line 2"),
    "a million letters": ("ASK { ?s ?p '" + "x" * 999_990 + "' }", "too long"),
}


def ask(query: str, client: Client | None = None) -> tuple[int, str, float]:
    before = time.monotonic()
    answer = (client or Client()).post("/sparql", data=query, content_type=SPARQL_QUERY)
    return answer.status_code, answer.content.decode(), time.monotonic() - before


def assert_alive() -> None:
    status, content, seconds = ask("SELECT (COUNT(?m) AS ?n) { ?m a okh:Module }")
    assert (status, json.loads(content)["results"]["bindings"][0]["n"]["value"]) == (200, "8")
    assert seconds < QUICK_S


@pytest.mark.parametrize("name", REFUSED)
def test_an_attack_is_refused_with_its_own_message(name: str) -> None:
    query, said = REFUSED[name]
    status, content, seconds = ask(query)
    assert (status, said in content) in ((400, True), (413, True)), content[:300]
    assert seconds < QUICK_S
    assert_alive()


@pytest.mark.parametrize("name", ["3,000 nested parentheses", "4 kB of braces", "a million letters"])
def test_an_attack_gets_a_page_if_it_asks_for_one(client: Client, name: str) -> None:
    query, said = REFUSED[name]
    answer = client.post("/sparql", data=query, content_type=SPARQL_QUERY, headers={"accept": "text/html"})
    assert answer.status_code in (400, 413)
    assert said in answer.content.decode()
    assert "<h1>Ask the library</h1>" in answer.content.decode()


@pytest.mark.parametrize("query", [CROSS_JOIN, ENDLESS, PATHS])
def test_what_never_ends_is_stopped(settings: Settings, query: str) -> None:
    assert_alive()
    settings.SPARQL_TIMEOUT_S = 0.7
    answer = Client().post("/sparql", data=query, content_type=SPARQL_QUERY)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] in ("5", "300")
    assert "The query was stopped" in answer.content.decode()
    settings.SPARQL_TIMEOUT_S = 10.0
    assert_alive()


@pytest.mark.parametrize("query", ["ASK { " + "?s ?p ?o . " * 80_000 + "}", "ASK { ?s ?p '" + "x" * 900_000 + "' }"])
def test_a_query_of_nearly_a_megabyte_is_answered_or_stopped(settings: Settings, query: str) -> None:
    settings.SPARQL_TIMEOUT_S = 3.0
    status, _content, seconds = ask(query)
    assert status in (200, 400, 503)
    assert seconds < 8
    settings.SPARQL_TIMEOUT_S = 10.0
    assert_alive()


def test_others_stay_quick_while_a_query_never_ends(settings: Settings) -> None:
    assert_alive()
    assert_alive()
    settings.SPARQL_TIMEOUT_S = 3.0
    answers: list[tuple[int, str, float]] = []
    endless = threading.Thread(target=lambda: answers.append(ask(ENDLESS)))
    endless.start()
    time.sleep(0.2)
    for _ in range(10):
        assert_alive()
    assert endless.is_alive()
    endless.join()
    [(status, content, seconds)] = answers
    assert (status, "was stopped after 3 seconds" in content) == (503, True)
    assert 3 <= seconds < 6


def test_who_waits_too_long_is_told_when_to_come_back(settings: Settings) -> None:
    assert_alive()
    settings.SPARQL_TIMEOUT_S = 6.0
    threads = [threading.Thread(target=lambda: ask(ENDLESS)) for _ in range(settings.SPARQL_WORKERS)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    before = time.monotonic()
    answer = Client().get("/sparql", {"query": "ASK {}"})
    waited = time.monotonic() - before
    for thread in threads:
        thread.join()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Other queries are still running" in answer.content.decode()
    assert waited < 5


def test_several_at_once_are_stopped_or_told_to_wait(settings: Settings) -> None:
    assert_alive()
    settings.SPARQL_TIMEOUT_S = 1.5
    answers: list[tuple[int, str, float]] = []
    threads = [threading.Thread(target=lambda: answers.append(ask(ENDLESS))) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [status for status, _content, _seconds in answers] == [503] * 10
    assert all("was stopped" in content or "still running" in content for _status, content, _seconds in answers)
    assert sum("still running" in content for _status, content, _seconds in answers) >= 1
    assert max(seconds for _status, _content, seconds in answers) < 8
    settings.SPARQL_TIMEOUT_S = 10.0
    assert_alive()


def test_one_process_has_one_worker() -> None:
    made = []
    threads = [threading.Thread(target=lambda: made.append(wiring.sparql())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(worker) for worker in made}) == 1


def test_words_of_attacks_are_harmless_where_they_are_data(client: Client) -> None:
    for query in (
        'ASK { ?s rdfs:label "SERVICE <http://x.example/> DELETE" }',
        "# LOAD and DROP\nASK { ?service ?add ?load }",
        "ASK { ?s <http://x.example/service/insert> ?o }",
    ):
        assert ask(query, client)[0] == 200
