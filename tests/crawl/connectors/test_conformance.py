# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every connector must do, each against a stand-in for its platform: find everything, and survive any answer."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oshmark.crawl.connector import SchemaError, TooMuchError
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.exchange import JSON_TYPES, Response
from oshmark.crawl.task import Source, Task, read_source
from tests.crawl.connectors import forges, platforms
from tests.crawl.connectors.drive import Run, drive

if TYPE_CHECKING:
    from oshmark.crawl.harvest import Harvest
    from tests.crawl.connectors.cases import Case

CASES: tuple[Case, ...] = (*forges.CASES, *platforms.CASES)
EVERY = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
PLACED = pytest.mark.parametrize("case", [case for case in CASES if not case.anywhere], ids=lambda case: case.name)
ROOT = Path(__file__).parents[3] / "src" / "oshmark" / "crawl" / "connectors"
MOST_LINES = 200
PURE = {"__future__", "collections", "dataclasses", "enum", "functools", "hashlib", "html", "itertools", "math", "re"}
PURE |= {
    "base64",
    "csv",
    "datetime",
    "decimal",
    "io",
    "msgspec",
    "oshmark",
    "pathlib",
    "types",
    "typing",
    "unicodedata",
    "urllib",
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


def crawl(case: Case) -> tuple[Run, list[str]]:
    with case.serve() as fake:
        place = case.place(fake.address)
        _ADDRESSES[case.name] = fake.address
        source = msgspec.structs.replace(case.source, value=case.source.value.replace("{address}", fake.address))
        return drive(case.connector, case.connector.begin(source, place), place), fake.requests


_RUNS: dict[str, Run] = {}
_ADDRESSES: dict[str, str] = {}


@pytest.fixture
def run(case: Case, socket_enabled: None) -> Run:
    """One run of each case, which several tests look at."""
    if case.name not in _RUNS:
        _RUNS[case.name] = crawl(case)[0]
    return _RUNS[case.name]


def answered(case: Case, tasks: list[Task], response: Response) -> Harvest | str:
    """What a connector makes of an answer; the name of the error where it says so. Another one ends the test."""
    try:
        return case.connector.parse(tasks, response, case.place("http://127.0.0.1:9"))
    except (SchemaError, TooMuchError) as error:
        return type(error).__name__


def with_body(response: Response, body: bytes) -> Response:
    return msgspec.structs.replace(response, body=body)


def in_json(run: Run) -> list[tuple[list[Task], Response]]:
    """One exchange of each kind that is answered in JSON."""
    kinds = {
        tasks[0].kind: (tasks, response)
        for tasks, request, response in run.exchanges
        if request.accepts or response.media_type.endswith("json")
    }
    return list(kinds.values())


def test_every_connector_has_a_case() -> None:
    assert {case.connector.name for case in CASES} == set(CONNECTORS)


@EVERY
def test_it_finds_everything_to_the_end_of_the_last_page(case: Case, run: Run) -> None:
    expected = {name.replace("{address}", _ADDRESSES[case.name]): files for name, files in case.expected.items()}
    assert {repository: set(files) for repository, files in run.manifests.items()} == {
        repository: set(files) for repository, files in expected.items()
    }
    for repository, files in expected.items():
        for path, raw in files.items():
            assert raw is None or run.manifests[repository][path] == raw
    assert set(case.gone) <= run.gone
    assert run.unread == []


@PLACED
def test_what_it_publishes_goes_by_public_addresses(case: Case, run: Run) -> None:
    published = [one.repository for one in run.harvest.found] + [one.perma_url for one in run.harvest.found]
    published += [one.file_url for one in run.harvest.listings] + [one.repository for one in run.harvest.sightings]
    assert published
    assert [address for address in published if "127.0.0.1" in address] == []


@PLACED
def test_it_asks_only_where_its_place_is(case: Case, run: Run) -> None:
    place = case.place("http://127.0.0.1:9")
    with_place = {urlsplit(case.connector.ask(tasks, place).url).netloc for tasks, _request, _response in run.exchanges}
    assert with_place == {"127.0.0.1:9"}


@EVERY
def test_the_same_answer_always_means_the_same(case: Case, run: Run) -> None:
    for tasks, _request, response in run.exchanges[:50]:
        assert answered(case, tasks, response) == answered(case, tasks, response)


@EVERY
def test_tasks_are_plain_json(case: Case, run: Run) -> None:
    tasks = [task for batch, _request, _response in run.exchanges for task in batch]
    for task in tasks:
        assert json.loads(json.dumps(task.args)) == dict(task.args)


@EVERY
def test_tasks_are_asked_together_as_promised(case: Case, run: Run) -> None:
    kinds = {tasks[0].kind: 0 for tasks, _request, _response in run.exchanges}
    for tasks, _request, _response in run.exchanges:
        kinds[tasks[0].kind] = max(kinds[tasks[0].kind], len(tasks))
    assert all(size <= case.connector.together.get(kind, 1) for kind, size in kinds.items())


@EVERY
def test_a_web_page_instead_of_an_answer_is_refused(case: Case, run: Run) -> None:
    page = {"content-type": "text/html"}
    for tasks, response in in_json(run):
        html = msgspec.structs.replace(response, body=b"<!DOCTYPE html><title>Wait</title>", headers=page)
        assert answered(case, tasks, html) == "SchemaError"


@EVERY
def test_a_cut_answer_is_refused(case: Case, run: Run) -> None:
    for tasks, response in in_json(run):
        whole = response.body.rstrip()
        for length in {0, 1, len(whole) // 3, len(whole) // 2, len(whole) - 1}:
            assert answered(case, tasks, with_body(response, whole[:length])) == "SchemaError"


@EVERY
@pytest.mark.parametrize("body", [b"null", b"1", b'"x"', b"[null]", b'{"data":null}', b"\xff\xfe", b"[" * 100_000])
def test_another_answer_is_refused_or_empty(case: Case, run: Run, body: bytes) -> None:
    for tasks, response in in_json(run):
        result = answered(case, tasks, with_body(response, body))
        assert isinstance(result, str) or result.found == ()


@EVERY
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=json_values)
def test_no_answer_breaks_it(case: Case, run: Run, body: Any) -> None:
    for tasks, response in in_json(run):
        answered(case, tasks, with_body(response, json.dumps(body).encode()))


@PLACED
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_in_an_answer_breaks_it(case: Case, run: Run, data: st.DataObject) -> None:
    tasks, response = data.draw(st.sampled_from(in_json(run)))
    document = json.loads(response.body)
    place: Any = document
    steps: list[Any] = []
    while isinstance(place, dict | list) and place and data.draw(st.booleans() if steps else st.just(value=True)):
        steps.append(data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place)))))
        place = place[steps[-1]]
    changed = document
    for step in steps[:-1]:
        changed = changed[step]
    if steps:
        changed[steps[-1]] = data.draw(json_values)
    answered(case, tasks, with_body(response, json.dumps(document).encode()))


@EVERY
def test_each_kind_of_source_has_a_sentence_and_begins(case: Case) -> None:
    place = case.place("http://127.0.0.1:9")
    for what, sentence in case.connector.whats.items():
        assert sentence.endswith(".")
        source = Source(case.connector.name, what, case.names.get(what, ""))
        assert case.connector.begin(source, place), f"{source.name} has no first task"
        assert read_source(source.name) == source or what == "all"


@PLACED
@settings(max_examples=100)
@given(value=st.text(max_size=60))
def test_no_name_of_a_source_breaks_it_or_leaves_its_place(case: Case, value: str) -> None:
    place = case.place("http://127.0.0.1:9")
    for what in case.connector.whats:
        for task in case.connector.begin(Source(case.connector.name, what, value), place):
            request = case.connector.ask([task], place)
            assert request.url.startswith("http://127.0.0.1:9/")
            assert request.url.isascii()
            assert request.url.isprintable()
            assert not {".", ".."} & set(urlsplit(request.url).path.split("/"))


@EVERY
def test_it_knows_its_addresses(case: Case) -> None:
    assert {address: case.connector.of_address(address) is not None for address in case.addresses} == case.addresses


@EVERY
@settings(max_examples=100)
@given(text=st.text(max_size=60), host=st.sampled_from(["", "https://", "https://github.com/", "git@gitlab.com:"]))
def test_no_address_breaks_it(case: Case, text: str, host: str) -> None:
    tasks = case.connector.of_address(host + text)
    assert tasks is None or all(task.kind for task in tasks)


@PLACED
def test_a_known_repository_is_asked_for_again(case: Case, run: Run) -> None:
    place = case.place("http://127.0.0.1:9")
    for repository in list(case.expected)[:3]:
        task = case.connector.refresh(repository, place)
        assert case.connector.ask([task], place).url.startswith("http://127.0.0.1:9")


@EVERY
def test_it_says_what_is_a_right_answer(case: Case, run: Run) -> None:
    for _tasks, request, response in run.exchanges:
        assert request.accepts == () or (request.accepts == JSON_TYPES and response.media_type.endswith("json"))


@pytest.mark.parametrize("name", sorted(CONNECTORS))
def test_it_is_small(name: str) -> None:
    assert sum(code_lines(path) for path in (ROOT / name.replace("-", "_")).glob("*.py")) < MOST_LINES


@pytest.mark.parametrize("name", sorted(CONNECTORS))
def test_it_is_pure(name: str) -> None:
    imported = {
        word
        for path in (ROOT / name.replace("-", "_")).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for word in imports(node)
    }
    assert {word.partition(".")[0] for word in imported} <= PURE
    assert not {"urllib.request", "urllib.error", "urllib.robotparser"} & imported


def imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def code_lines(path: Path) -> int:
    """The lines of a file that are code: not empty, no comment, no docstring."""
    text = path.read_text(encoding="utf-8")
    words = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    lines = enumerate(text.splitlines(), start=1)
    return sum(
        1 for number, line in lines if line.strip() and number not in words and not line.lstrip().startswith("#")
    )
