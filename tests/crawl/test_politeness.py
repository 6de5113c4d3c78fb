# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.crawl.exchange import JSON_TYPES, NoResponse, Request, Response, Trouble
from oshmark.crawl.politeness import LONGEST_WAIT, Meaning, Verdict, backoff, budget_left, judge

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
EPOCH = int(NOW.timestamp())
ASKED = Request("https://api.example.org/a", accepts=JSON_TYPES)
JSON = "application/json; charset=utf-8"


def judged(status: int, *, tries: int = 0, body: bytes = b"{}", **headers: str) -> Verdict:
    named = {"content-type": JSON} | {name.replace("_", "-"): value for name, value in headers.items()}
    return judge(ASKED, Response(ASKED.url, status, named, body, NOW), tries)


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (200, Meaning.READ),
        (206, Meaning.READ),
        (304, Meaning.UNCHANGED),
        (401, Meaning.REFUSED),
        (403, Meaning.REFUSED),
        (400, Meaning.REFUSED),
        (404, Meaning.GONE),
        (410, Meaning.GONE),
        (451, Meaning.GONE),
        (408, Meaning.LATER),
        (429, Meaning.LATER),
        (500, Meaning.LATER),
        (503, Meaning.LATER),
        (302, Meaning.REFUSED),
    ],
)
def test_each_status_means_one_thing(status: int, meaning: Meaning) -> None:
    assert judged(status).meaning is meaning


@pytest.mark.parametrize("trouble", Trouble)
def test_no_answer_is_asked_again_unless_that_is_no_use(trouble: Trouble) -> None:
    verdict = judge(ASKED, NoResponse(ASKED.url, trouble, "why", NOW), 0)
    never = trouble in (Trouble.REFUSED, Trouble.TOO_LARGE)
    assert verdict.meaning is (Meaning.REFUSED if never else Meaning.LATER)
    assert verdict.says == "why"


def test_a_page_instead_of_data_is_asked_for_again_later() -> None:
    verdict = judge(ASKED, Response(ASKED.url, 200, {"content-type": "text/html"}, b"<html>", NOW), 1)
    assert verdict.meaning is Meaning.LATER
    assert "text/html" in verdict.says
    assert judged(200, content_type="application/vnd.github+json").meaning is Meaning.READ


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry_after": "120"}, 120),
        ({"retry_after": "Fri, 20 Nov 2026 12:02:00 GMT"}, 120),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": str(EPOCH + 600)}, 600),
        ({"ratelimit_remaining": "0", "ratelimit_reset": str(EPOCH + 60)}, 60),
        ({"ratelimit_remaining": "0", "ratelimit_reset": "45"}, 45),
        ({"ratelimit_remaining": "0", "ratelimit_reset": "253402300800"}, LONGEST_WAIT.total_seconds()),
        ({"retry_after": "nonsense"}, backoff(2).total_seconds()),
        ({"retry_after": "²"}, backoff(2).total_seconds()),
        ({"retry_after": "-5"}, backoff(2).total_seconds()),
        ({}, backoff(2).total_seconds()),
        ({"retry_after": "999999999999999"}, LONGEST_WAIT.total_seconds()),
    ],
)
def test_the_whole_host_is_left_alone_as_long_as_it_asks(headers: dict[str, str], wait: float) -> None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    verdict = judge(ASKED, Response(ASKED.url, 429, named, b"{}", NOW), 2)
    assert verdict.meaning is Meaning.LATER
    assert verdict.host_wait == verdict.wait == timedelta(seconds=wait)


def test_a_refusal_that_is_a_limit_in_disguise_is_told_apart() -> None:
    for said in (b'{"message": "You have exceeded a secondary rate limit"}', b"Abuse detection mechanism"):
        assert judged(403, body=said).meaning is Meaning.LATER
    assert judged(403, retry_after="60").host_wait == timedelta(seconds=60)
    assert judged(403, body=b'{"message": "Resource not accessible"}').meaning is Meaning.REFUSED
    assert judged(200, mediawiki_api_error="maxlag", retry_after="5").host_wait == timedelta(seconds=5)


def test_a_budget_that_was_just_used_up_pauses_the_host_after_a_good_answer() -> None:
    verdict = judged(200, x_ratelimit_remaining="0", x_ratelimit_reset=str(EPOCH + 30))
    assert verdict == Verdict(Meaning.READ, host_wait=timedelta(seconds=30))
    assert judged(200, x_ratelimit_remaining="1", x_ratelimit_reset=str(EPOCH + 30)).host_wait == timedelta()


def test_what_is_left_of_a_budget_is_told() -> None:
    left = [{"x-ratelimit-remaining": "17"}, {"ratelimit-remaining": "3"}, {}, {"ratelimit-remaining": "many"}]
    assert [budget_left(Response("", 200, headers, b"", NOW)) for headers in left] == [17, 3, None, None]


@given(st.integers(0, 10_000))
def test_waiting_grows_and_never_beyond_measure(tries: int) -> None:
    assert timedelta(0) < backoff(tries) <= backoff(tries + 1) <= LONGEST_WAIT


@given(
    status=st.integers(100, 999),
    headers=st.dictionaries(
        st.sampled_from(
            ["retry-after", "x-ratelimit-reset", "x-ratelimit-remaining", "ratelimit-reset", "content-type"]
        ),
        st.text(max_size=40) | st.integers().map(str),
    ),
    body=st.binary(max_size=60),
    tries=st.integers(0, 99),
)
def test_whatever_a_host_says_there_is_a_verdict_and_no_wait_beyond_measure(
    status: int, headers: dict[str, Any], body: bytes, tries: int
) -> None:
    verdict = judge(ASKED, Response(ASKED.url, status, headers, body, NOW), tries)
    assert timedelta(0) <= verdict.wait <= LONGEST_WAIT
    assert timedelta(0) <= verdict.host_wait <= LONGEST_WAIT
