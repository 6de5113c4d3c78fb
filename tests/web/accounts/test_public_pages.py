# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Public pages know nothing of accounts: no cookie, no session, and the same bytes for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from oshmark.web import warm
from oshmark.web.headers import SecurityHeaders
from tests.web.manifests import FULL
from tests.web.people import browser_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.web.library_of import Library
    from tests.web.people import Cast

RELEASE = "/m/github.com/weaver/loom/-/v/2.1.0"
PUBLIC = (
    "/",
    "/search?q=loom",
    RELEASE,
    f"{RELEASE}/-/ttl",
    "/about",
    "/data",
    "/write",
    "/check",
    "/sparql",
    "/crawl",
)


@pytest.fixture(autouse=True)
def published(library: Library) -> Iterator[None]:
    library.add(FULL)
    library.publish()
    warm.forget()
    yield
    warm.forget()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_sets_no_cookie_and_depends_on_none(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "no-store" not in response.headers.get("Cache-Control", "")
    assert not Session.objects.exists()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_the_same_for_who_is_signed_in(cast: Cast, path: str) -> None:
    assert browser_of(cast.alice).get(path).content == Client().get(path).content


def test_every_page_leads_to_the_account_by_one_link_that_is_the_same_for_all(cast: Cast) -> None:
    for client in (Client(), browser_of(cast.alice)):
        page = client.get("/about").content.decode()
        assert page.count('href="/account"') == 1
        assert "Alice" not in page


def asks_who(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.user))


def asks_for_a_token(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def asks_nothing(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponse("the same for all")


def through_the_site(view: Callable[[HttpRequest], HttpResponse]) -> Any:
    """The answer of a view, with sessions and people as on the site."""
    from django.contrib.auth.middleware import AuthenticationMiddleware  # noqa: PLC0415  needs the models
    from django.contrib.sessions.middleware import SessionMiddleware  # noqa: PLC0415

    inner: Any = SessionMiddleware(AuthenticationMiddleware(view))
    return SecurityHeaders(inner)(RequestFactory().get("/somewhere"))


@pytest.mark.parametrize(("view", "kept"), [(asks_who, 0), (asks_for_a_token, 0), (asks_nothing, 1)])
def test_a_page_that_asks_who_the_visitor_is_is_never_kept(
    view: Callable[[HttpRequest], HttpResponse], kept: int
) -> None:
    response = through_the_site(warm.warm(view))  # type: ignore[arg-type]  # its answers are plain ones
    assert len(warm._ready) == kept
    assert ("no-store" in response.headers.get("Cache-Control", "")) is (kept == 0)
