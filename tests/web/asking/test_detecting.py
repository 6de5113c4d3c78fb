# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hosts that nobody knows by their name: which forge they run is told by how they answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters import clock
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.exchange import NoResponse, Request, Response, Trouble
from oshmark.crawl.task import Source
from oshmark.web import wiring
from oshmark.web.asking.detecting import detected
from oshmark.web.crawling.crawling import run_source, tasks_at, wanted
from oshmark.web.crawling.equipment import equipped
from oshmark.web.crawling.models import Repository
from oshmark.web.crawling.models import Source as Row
from oshmark.web.library.models import Release
from tests.fakes.forgejo import FakeForgejo
from tests.fakes.gitlab import FakeGitLab
from tests.fakes.list import Host
from tests.web.asking.conftest import okh

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import Settings

    from oshmark.crawl.exchange import Known
    from oshmark.crawl.place import Place
    from tests.fakes.server import Fake
    from tests.fakes.world import World
    from tests.web.asking.conftest import Visitor

ADDRESS = "https://code.heron.example/heron/lamp"
HOST = "code.heron.example"
GIT = Source("git", "repository", ADDRESS)
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(("name", "fake_of"), [("forgejo", FakeForgejo), ("gitlab", FakeGitLab)])
def test_a_forge_on_an_unknown_host_is_read_as_what_it_is(
    visitor: Visitor, settings: Settings, world: World, name: str, fake_of: Callable[..., Fake]
) -> None:
    world.add("heron/lamp", {"okh.toml": okh(ADDRESS)})
    with fake_of(world).serve() as fake:
        settings.STAND_INS = {HOST: fake.address}
        page = visitor.seen(ADDRESS)
        assert "It is in the library" in page
        assert Repository.objects.get().connector == name
        row = Row.objects.get()
        assert (row.name, row.base, row.paused) == (f"{name}:address={ADDRESS}", "", False)
        world.commit("heron/lamp", {"okh.toml": okh(ADDRESS).replace(b"1.0.0", b"1.1.0")})
        with equipped() as tools:
            run = run_source(row, tools)
    assert run.counts["admitted"] == 1
    assert set(Release.objects.values_list("version", flat=True)) == {"1.0.0", "1.1.0"}


def test_a_host_that_is_no_forge_is_asked_twice_at_most(visitor: Visitor, settings: Settings) -> None:
    with Host({}).serve() as fake:
        settings.STAND_INS = {HOST: fake.address}
        client = wiring.fetcher()
        try:
            assert detected(GIT, wiring.asked_by(client)) == GIT
        finally:
            client.close()
        assert fake.requests == ["GET /api/v1/repos/heron/lamp", "GET /api/v4/projects/heron%2Flamp"]


class Answers:
    """A way to ask that always answers the same, and notes what it was asked."""

    def __init__(self, body: bytes, *, status: int = 200, url: str = "", kind: str = "application/json") -> None:
        self._said = body, status, url, kind
        self.asked: list[tuple[str, str, bool]] = []

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        del known
        self.asked.append((request.url, request.token, place.trusted))
        body, status, url, kind = self._said
        if not status:
            return NoResponse(request.url, Trouble.TIMEOUT, "The host took too long.", NOW)
        return Response(url or request.url, status, {"content-type": kind}, body, NOW)


FORGEJO = b'{"full_name":"heron/lamp","default_branch":"main"}'


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answers",
    [
        Answers(b"{}", status=404),
        Answers(b"", status=0),
        Answers(b"<html>", kind="text/html"),
        Answers(b"[]"),
        Answers(b'{"full_name":17}'),
        Answers(b'{"default_branch":"main"}'),
        Answers(b'{"full_name":"heron/other","default_branch":"main"}'),
        Answers(b'{"full_name":"heron/lamp","private":true,"visibility":"private"}'),
        Answers(FORGEJO, url="https://elsewhere.example/api/v1/repos/heron/lamp"),
        Answers(b"{}", status=503),
        Answers(b"{" * 100_000),
    ],
    ids=lambda answers: str(answers._said)[:40],
)
def test_what_is_no_answer_of_a_forge_is_left_to_git(answers: Answers) -> None:
    assert detected(GIT, answers) == GIT
    assert len(answers.asked) <= 2


@pytest.mark.django_db
def test_an_unknown_host_gets_no_credentials_and_stays_behind_the_fence() -> None:
    answers = Answers(FORGEJO)
    assert detected(GIT, answers) == Source("forgejo", "address", ADDRESS)
    assert answers.asked == [(f"https://{HOST}/api/v1/repos/heron/lamp", "", False)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "source",
    [
        Source("github", "address", "https://github.com/heron/lamp"),
        Source("list", "manifest", "https://code.heron.example/okh.toml"),
        Source("git", "repository", "http://code.heron.example/heron/lamp"),
        Source("git", "repository", f"{ADDRESS}#v1"),
        Source("git", "repository", "https://code.heron.example/lamp"),
    ],
)
def test_what_is_known_or_can_be_none_is_not_asked_for(source: Source) -> None:
    answers = Answers(FORGEJO)
    assert detected(source, answers) == source
    assert answers.asked == []


@pytest.mark.django_db
def test_what_git_has_read_before_stays_with_git() -> None:
    row = Row.objects.create(name=GIT.name, added_at=clock.now())
    Repository.objects.create(address=ADDRESS, connector="git", source=row, first_seen_at=NOW, asked_at=NOW)
    answers = Answers(FORGEJO)
    assert detected(GIT, answers) == GIT
    assert answers.asked == []


def test_the_source_of_a_forge_on_an_unknown_host_can_be_named() -> None:
    assert wanted(f"gitlab:address={ADDRESS}") == Source("gitlab", "address", ADDRESS)
    assert tasks_at(CONNECTORS["github"], ADDRESS) == ()
    assert tasks_at(CONNECTORS["gitlab"], "https://code.heron.example/lamp") == ()
