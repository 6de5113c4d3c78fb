# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, Store  # noqa: TID251  to make stores of few and of many files

from oshmark.adapters.published.publish import publish
from oshmark.adapters.published.sparql import QueryKind, SparqlWorker
from oshmark.adapters.published.sparql_fence import check_query
from oshmark.errors import QueryError, QueryRefusedError, QueryTimeoutError
from tests.adapters.published.conftest import NOW, make_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oshmark.adapters.published.generation import Generation

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o } ORDER BY ?a"


@pytest.fixture
def worker(root: Path, publish_whole: Callable[..., Generation]) -> Iterator[SparqlWorker]:
    publish_whole(*(make_entry(f"m{number}") for number in range(100)))
    with SparqlWorker(root) as answering:
        yield answering


def answers(worker: SparqlWorker) -> bool:
    return worker.query("ASK { ?s ?p ?o }", accept="json").body == b'{"head":{},"boolean":true}'


def test_a_select_sees_all_graphs_together(worker: SparqlWorker) -> None:
    result = worker.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", accept="json")
    assert (result.kind, result.media_type, result.generation) == (
        QueryKind.SOLUTIONS,
        "application/sparql-results+json",
        1,
    )
    assert json.loads(result.body)["results"]["bindings"][0]["n"]["value"] == "100"


def test_graphs_can_be_named(worker: SparqlWorker) -> None:
    graph = make_entry("m7").graph
    result = worker.query(f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", accept="csv")
    assert result.body == b"o\r\n1\r\n"


@pytest.mark.parametrize("accept", ["json", "xml", "csv", "tsv"])
def test_ask_and_select_come_in_four_formats(worker: SparqlWorker, accept: str) -> None:
    assert worker.query("ASK {}", accept=accept).kind is QueryKind.BOOLEAN
    assert worker.query("SELECT * { ?s ?p ?o } LIMIT 1", accept=accept).body


@pytest.mark.parametrize("accept", ["nt", "ttl"])
def test_construct_and_describe_come_in_two_formats(worker: SparqlWorker, accept: str) -> None:
    result = worker.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", accept=accept)
    assert (result.kind, result.body.count(b'"1"')) == (QueryKind.GRAPH, 100)
    subject = f"{make_entry('m7').graph}#this"
    assert worker.query(f"DESCRIBE <{subject}>", accept=accept).body.count(b'"1"') == 1


def test_it_refuses_a_format_that_does_not_fit(worker: SparqlWorker) -> None:
    with pytest.raises(QueryRefusedError, match="nt, ttl"):
        worker.query("CONSTRUCT WHERE { ?s ?p ?o }", accept="json")
    with pytest.raises(QueryRefusedError, match="json, xml, csv, tsv"):
        worker.query("ASK {}", accept="ttl")
    with pytest.raises(QueryRefusedError, match="no format"):
        worker.query("ASK {}", accept="html")
    assert answers(worker)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1/>",
        "PREFIX a: <a:> # note\nCLEAR ALL",
        "DROP ALL",
        "CREATE GRAPH <a:a>",
        "COPY <a:a> TO <a:b>",
        "MOVE <a:a> TO <a:b>",
        "ADD <a:a> TO <a:b>",
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_it_refuses_every_update(worker: SparqlWorker, text: str) -> None:
    with pytest.raises(QueryRefusedError, match="read, not changed"):
        worker.query(text, accept="json")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:8000/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . { SELECT * { service silent ?s { ?a ?b ?c } } } }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:8000/>{ ?a ?b ?c } }",
        "PREFIX : <http://127.0.0.1:8000/> SELECT * { SERVICE:x{ ?a ?b ?c } }",
        "PREFIX : <http://127.0.0.1:8000/> SELECT * { ?s ?p trueSERVICE:x{ ?a ?b ?c } }",
        'SELECT * { ?s ?p "\'" SERVICE <http://127.0.0.1:8000/> { ?a ?b "\'" } }',
        'SELECT * { ?s ?p """a"b""" SERVICE <http://127.0.0.1:8000/> { ?a ?b ?c } }',
        "SELECT * { ?s ?p <http://a.example/#x> SERVICE <http://127.0.0.1:8000/> { ?a ?b ?c } }",
        "SELECT * { ?s ?p ?o FILTER(?o<?p) SERVICE <http://127.0.0.1:8000/> { ?a ?b ?c } }",
        "SELECT * { ?s ?p 'it\\'s' SERVICE <http://127.0.0.1:8000/> { ?a ?b 'x' } }",
        "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE <http://127.0.0.1:8000/> { ?a ?b ?c } } }",
    ],
)
def test_it_refuses_to_call_other_servers(worker: SparqlWorker, text: str) -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE"):
        worker.query(text, accept="json")


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/> {" }',
        "SELECT * { ?service ?p ?load } # SERVICE and LOAD",
        "SELECT * { <http://a.example/SERVICE> ?p ?o }",
        'SELECT * { ?s ?p """ SERVICE "{ INSERT """ }',
        "PREFIX ex: <http://a.example/> SELECT * { ?s ex:service ?o ; ex:load ?x }",
        'SELECT * { ?s ?p "x"@en-service }',
        "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?p > 2) }",
        "SELECT * { " + "{" * 60 + "}" * 60 + " }",
        "SELECT * { " + "{ ?s ?p ?o } " * 100 + "}",
    ],
)
def test_words_and_brackets_elsewhere_are_no_matter(worker: SparqlWorker, text: str) -> None:
    assert worker.query(text, accept="json").kind is QueryKind.SOLUTIONS


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("SELECT * { " + "{" * 2_200 + "}" * 2_200 + " }", "nested"),
        ("ASK { FILTER(" + "(" * 4_800 + "1" + ")" * 4_800 + ") }", "nested"),
        ("ASK { FILTER(?a<" + "(" * 4_800 + "1" + ")" * 4_800 + "&&2>1) }", "nested"),
        ("ASK { ?s ?p " + "[ ?a " * 65 + "1" + "]" * 65 + " }", "nested"),
        ("ASK { " + "<a:)>" * 100 + "(" * 65, "nested"),
        (")" * 1_000 + "(" * 65, "nested"),
        ("# " + "x" * 1_000_000, "too long"),
        ("# " + "é" * 500_000, "too long"),
        ('ASK { ?s ?p "no end }\n"', "line 1"),
        ('ASK {\n ?s ?p """no end }', "line 2"),
    ],
)
def test_the_fence_refuses_before_anything_parses(text: str, complaint: str) -> None:
    with pytest.raises(QueryRefusedError, match=complaint):
        check_query(text)


@pytest.mark.parametrize("part", ['"\\', '"""', "'", '""" " ', "<", "<a", "a:\\", "{}", "#\n", "\\u0022", "x" * 50])
def test_the_fence_takes_linear_time(part: str) -> None:
    text = (part * 1_000_000)[:900_000]
    start = time.monotonic()
    with contextlib.suppress(QueryRefusedError):
        check_query(text)
    assert time.monotonic() - start < 5


def test_a_text_that_is_no_query_is_refused_with_the_place(worker: SparqlWorker) -> None:
    with pytest.raises(QueryRefusedError, match="1:"):
        worker.query("SELECT * WHERE { ?s ?p }", accept="json")
    with pytest.raises(QueryRefusedError):
        worker.query("", accept="json")
    with pytest.raises(QueryRefusedError):
        worker.query("\ud800", accept="json")
    assert answers(worker)


def test_a_slow_query_is_stopped_in_time_and_the_next_is_answered(worker: SparqlWorker) -> None:
    assert answers(worker)
    start = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"after 0\.5 seconds"):
        worker.query(ENDLESS, accept="json", timeout_s=0.5)
    assert time.monotonic() - start < 2
    assert answers(worker)


def test_a_query_that_wants_all_the_memory_is_stopped(worker: SparqlWorker) -> None:
    with pytest.raises(QueryError, match="too much memory"):
        worker.query(GREEDY, accept="json", timeout_s=60)
    assert answers(worker)


def test_an_answer_that_is_too_large_is_refused(worker: SparqlWorker) -> None:
    with pytest.raises(QueryError, match="larger than 1,000 bytes"):
        worker.query("SELECT * { ?s ?p ?o }", accept="json", max_bytes=1_000)
    assert answers(worker)


def test_a_child_that_crashed_or_was_killed_is_replaced(worker: SparqlWorker) -> None:
    assert answers(worker)
    assert worker._child is not None
    os.kill(worker._child._process.pid, signal.SIGKILL)
    worker._child._process.wait()
    assert answers(worker)
    with pytest.raises(QueryError, match="stopped"):
        worker.query("ASK { FILTER(" + "!" * 300_000 + "true) }", accept="json")  # deep without a bracket
    assert answers(worker)


def test_a_child_killed_in_the_middle_is_a_query_error(worker: SparqlWorker) -> None:
    assert answers(worker)
    assert worker._child is not None
    killer = threading.Timer(0.3, os.kill, (worker._child._process.pid, signal.SIGKILL))
    killer.start()
    with pytest.raises(QueryError, match="stopped"):
        worker.query(ENDLESS, accept="json", timeout_s=20)
    assert answers(worker)


def test_the_worker_follows_the_pointer(root: Path, worker: SparqlWorker) -> None:
    assert answers(worker)
    publish(root, put=[make_entry("new")], position=2, now=NOW)
    result = worker.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", accept="csv")
    assert (result.body, result.generation) == (b"n\r\n101\r\n", 2)


def test_nothing_published_is_a_clear_error(tmp_path: Path) -> None:
    with SparqlWorker(tmp_path) as worker, pytest.raises(QueryError, match="Nothing has been published"):
        worker.query("ASK {}", accept="json")


def test_who_waits_for_others_too_long_is_told_so(worker: SparqlWorker) -> None:
    assert answers(worker)

    def ask_long() -> None:
        with pytest.raises(QueryTimeoutError):
            worker.query(ENDLESS, accept="json", timeout_s=1.5)

    first = threading.Thread(target=ask_long)
    first.start()
    time.sleep(0.2)
    with pytest.raises(QueryTimeoutError, match="Other queries"):
        worker.query("ASK {}", accept="json", timeout_s=0.2)
    first.join()


def test_the_child_ends_when_its_asker_does(worker: SparqlWorker) -> None:
    assert answers(worker)
    assert worker._child is not None
    process = worker._child._process
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(timeout=5) == 0


def test_the_child_gets_none_of_our_settings(worker: SparqlWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OSHMARK_SECRET_KEY", "secret")
    assert answers(worker)
    assert worker._child is not None
    environment = Path(f"/proc/{worker._child._process.pid}/environ").read_bytes()
    assert b"secret" not in environment


LOCKED = """
import sys
from pathlib import Path
from pyoxigraph import RdfFormat, Store  # noqa: TID251  to make stores of few and of many files
from oshmark.adapters.published.sparql_child import lock_door
store = Store.read_only(sys.argv[1])
lock_door(Path(sys.argv[1]))
print(len(list(store.query("SELECT * { ?s ?p ?o }", use_default_graph_as_union=True))))
try:
    list(store.query("SELECT * { SERVICE <http://127.0.0.1:" + sys.argv[2] + "/> { ?s ?p ?o } }"))
except OSError as error:
    print("refused")
"""


@pytest.mark.enable_socket
@pytest.mark.parametrize("files", ["few", "many"])
def test_a_service_call_behind_the_fence_opens_no_socket(tmp_path: Path, files: str) -> None:
    path = tmp_path / "store"
    store = Store(path)
    for number in range(1 if files == "few" else 40):
        store.bulk_load(f'<a:{number}> <a:p> "{number}" <a:g{number}> .\n'.encode(), format=RdfFormat.N_QUADS)
    store.flush()
    del store
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = str(server.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", LOCKED, str(path), port], capture_output=True, text=True, check=True, timeout=30
        )
        with pytest.raises(TimeoutError):
            server.accept()
    assert done.stdout.split() == ["1" if files == "few" else "40", "refused"]
