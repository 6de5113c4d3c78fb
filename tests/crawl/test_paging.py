# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a list goes on, in the ways that platforms say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.crawl.exchange import Response
from oshmark.crawl.paging import carry_on
from oshmark.crawl.task import Task
from tests.crawl.connectors.drive import NOW

TASK = Task("owner", {"name": "makers"})


def page(url: str = "https://host.example/list?page=2&limit=50", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url, 200, named, b"[]", NOW)


def after(response: Response, count: int = 0) -> str | None:
    tasks = carry_on(TASK, response, count)
    return tasks[0].args["after"] if tasks else None


@pytest.mark.parametrize(
    "link",
    [
        '<https://host.example/list?page=3>; rel="next"',
        "<https://host.example/list?page=3>;rel=next",
        '<https://host.example/list?page=1>; rel="prev", <https://host.example/list?page=3>; rel="next"',
        '<https://host.example/list?page=3>; title="a, b; c"; rel="last next"',
        '<http://elsewhere.example/other/path?page=3>; rel="next"',
    ],
)
def test_the_query_of_the_next_link_is_taken_and_nothing_else(link: str) -> None:
    assert after(page(link=link)) == "page=3"


@pytest.mark.parametrize("link", ['<https://host.example/list?page=1>; rel="first"', "nonsense", "<>; rel=next", ""])
def test_other_links_are_the_end(link: str) -> None:
    assert after(page(link=link)) is None


def test_a_number_of_the_next_page_will_do() -> None:
    assert after(page(x_next_page="3")) == "page=3&limit=50"
    assert after(page(x_next_page="")) is None


def test_a_total_will_do() -> None:
    assert after(page(x_total_count="120"), 50) == "page=3&limit=50"
    assert after(page(x_total_count="100"), 50) is None
    assert after(page(x_total_count="1000"), 0) is None, "an empty page is the last one"


def test_the_rest_of_the_task_stays() -> None:
    (task,) = carry_on(TASK, page(x_next_page="3"))
    assert task == Task("owner", {"name": "makers", "after": "page=3&limit=50"})


@given(text=st.text(max_size=200))
def test_no_header_breaks_it_or_ends_the_line(text: str) -> None:
    for response in (page(link=f"<https://h.example/?{text}>; rel=next"), page(x_next_page=text, x_total_count=text)):
        query = after(response, 50) or ""
        assert query.isascii()
        assert query.isprintable()
        assert not {"#", " ", "?"} & set(query)
