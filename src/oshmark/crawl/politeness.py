# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an answer means for what is asked next: read it, ask again later, or leave it; and how long a host is left
alone.

Sources: RFC 9110 (`Retry-After`), RFC 6585 (429), the rate limits that GitHub, GitLab and Forgejo document
(`X-RateLimit-*`, `RateLimit-*`), and MediaWiki's `maxlag`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl.exchange import NoResponse, Response, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oshmark.crawl.exchange import Request

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
MAX_TRIES = 5
"""How often one thing is asked before it is left to the next run."""
EPOCH_FROM = 1_000_000_000
"""A reset that is larger is a point in time, else a number of seconds: both occur."""
FAR = 100_000_000_000
"""Points in time behind it count as this one: calendars end in the year 9999."""
LIMIT_WORDS = (b"rate limit", b"abuse detection")
OK, REDIRECTS, NOT_MODIFIED, FORBIDDEN, NOT_FOUND = 200, 300, 304, 403, 404
REQUEST_TIMEOUT, GONE, TOO_MANY, LEGAL_REASONS, SERVER_FAULT = 408, 410, 429, 451, 500


class Meaning(Enum):
    """What comes of an answer."""

    READ = "read"
    UNCHANGED = "unchanged"
    LATER = "later"
    GONE = "gone"
    REFUSED = "refused"


class Verdict(msgspec.Struct, frozen=True):
    """What an answer means; `wait` is for how long this is not asked again, `host_wait` for how long the whole host is
    left alone, `says` a sentence for people where it is not simply read."""

    meaning: Meaning
    says: str = ""
    wait: timedelta = timedelta()
    host_wait: timedelta = timedelta()


def judge(request: Request, answer: Response | NoResponse, tries: int) -> Verdict:
    """What an answer means after it was asked for `tries` times before."""
    if isinstance(answer, NoResponse):
        return _of_trouble(answer, tries)
    pause = budget_wait(answer)
    verdict = _later(request, answer, tries) or Verdict(*_final(answer))
    return msgspec.structs.replace(verdict, host_wait=max(verdict.host_wait, pause))


def _later(request: Request, answer: Response, tries: int) -> Verdict | None:
    """Answers that may be better another time."""
    wanted = retry_after(answer)
    if _is_limit(answer):
        wait = max(wanted, budget_wait(answer)) or backoff(tries)
        return Verdict(Meaning.LATER, "The host asks us to be slower.", wait, wait)
    if answer.status >= SERVER_FAULT or answer.status == REQUEST_TIMEOUT:
        says = f"The host has a fault of its own ({answer.status})."
        return Verdict(Meaning.LATER, says, wanted or backoff(tries), wanted)
    if OK <= answer.status < REDIRECTS and not is_wanted(answer.media_type, request.accepts):
        found = answer.media_type[:80] or "something without a type"
        says = f"The host sends {found} where {request.accepts[0]} was asked for."
        return Verdict(Meaning.LATER, says, backoff(tries))
    return None


def _final(answer: Response) -> tuple[Meaning, str]:
    if OK <= answer.status < REDIRECTS:
        return Meaning.READ, ""
    if answer.status == NOT_MODIFIED:
        return Meaning.UNCHANGED, ""
    if answer.status in (NOT_FOUND, GONE, LEGAL_REASONS):
        return Meaning.GONE, f"The host says {answer.status}: it is not there."
    return Meaning.REFUSED, f"The host does not let us see this ({answer.status})."


def _of_trouble(answer: NoResponse, tries: int) -> Verdict:
    if answer.trouble in (Trouble.REFUSED, Trouble.TOO_LARGE):
        return Verdict(Meaning.REFUSED, answer.says)
    return Verdict(Meaning.LATER, answer.says, backoff(tries))


def _is_limit(answer: Response) -> bool:
    if answer.status == TOO_MANY:
        return True
    if answer.headers.get("mediawiki-api-error") in ("maxlag", "ratelimited"):
        return True
    if answer.status != FORBIDDEN:
        return False
    said = answer.body[:5000].lower()
    return bool(budget_wait(answer) or retry_after(answer)) or any(words in said for words in LIMIT_WORDS)


def backoff(tries: int) -> timedelta:
    """How long to wait after so many tries: twice as long each time."""
    return min(FIRST_WAIT * (1 << min(tries, 12)), LONGEST_WAIT)


def retry_after(answer: Response) -> timedelta:
    """What `Retry-After` asks for, in seconds or as a date; nothing where there is none, or none that can be read."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdecimal() and said.isascii():
        return _bounded(int(said[:9]))
    try:
        when = parsedate_to_datetime(said) if said else None
    except (ValueError, IndexError, TypeError):
        return timedelta()
    return timedelta() if when is None else _until(when, answer.asked_at)


def budget_wait(answer: Response) -> timedelta:
    """How long a host is left alone whose budget is used up, by its own account."""
    for prefix in ("x-ratelimit", "ratelimit"):
        left, reset = (_number(answer.headers, f"{prefix}-{word}") for word in ("remaining", "reset"))
        if left == 0 and reset is not None:
            if reset < EPOCH_FROM:
                return _bounded(reset)
            return _until(datetime.fromtimestamp(min(reset, FAR), UTC), answer.asked_at)
    return timedelta()


def budget_left(answer: Response) -> int | None:
    """How many requests the host says that it will still answer; `None` where it does not say."""
    found = [_number(answer.headers, f"{prefix}-remaining") for prefix in ("x-ratelimit", "ratelimit")]
    return next((number for number in found if number is not None), None)


def _number(headers: Mapping[str, str], name: str) -> int | None:
    said = headers.get(name, "").strip()
    return int(said[:12]) if said.isdecimal() and said.isascii() else None


def _until(when: datetime, now: datetime) -> timedelta:
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return min(max(when - now, timedelta()), LONGEST_WAIT)


def _bounded(seconds: int) -> timedelta:
    return min(timedelta(seconds=seconds), LONGEST_WAIT)


def is_wanted(media_type: str, accepts: tuple[str, ...]) -> bool:
    """Whether an answer is of a type that was asked for; `application/json` stands for everything in JSON."""
    if not accepts or media_type in accepts:
        return True
    return "application/json" in accepts and media_type.endswith("+json")
