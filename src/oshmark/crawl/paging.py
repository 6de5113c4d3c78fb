# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where an answer goes on: the `Link` header of RFC 8288, and what some forges have instead.

Only the query of the next address is taken over. So an answer cannot lead a crawl to another host, and an instance that
gives its own name wrongly is still read to the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from oshmark.crawl.task import Task

if TYPE_CHECKING:
    from oshmark.crawl.exchange import Response

_LINK = re.compile(r"<([^<>]{1,4000})>([^<]{0,1000})")
_NEXT = re.compile(r"""(?:^|[;\s])rel\s*=\s*["']?(?:[^"';,]*\s)?next(?=["';,\s]|$)""", re.IGNORECASE)
MAX_HEADER = 20_000
MAX_FIELDS = 100
MAX_DIGITS = 9


def carry_on(task: Task, response: Response, count: int = 0) -> tuple[Task, ...]:
    """The task for the page behind this one, which has the query of its address as `after`; none behind the last.

    `count` is how many things this page has, for forges that tell the total and nothing else.
    """
    query = next_query(response) or _next_number(response, count)
    return (Task(task.kind, {**task.args, "after": query}),) if query else ()


def next_query(response: Response) -> str:
    """The query of the next page as the `Link` header has it, well encoded; empty when this is the last one."""
    for target, parameters in _LINK.findall(response.headers.get("link", "")[:MAX_HEADER]):
        if _NEXT.search(parameters):
            return urlencode(_fields(target))
    return ""


def _next_number(response: Response, count: int) -> str:
    """The same from the number of the next page, or from how many things there are."""
    fields = dict(_fields(response.url))
    page, total = _number(fields.get("page", "1")), _number(response.headers.get("x-total-count", ""))
    number = _number(response.headers.get("x-next-page", ""))
    if not number and "link" not in response.headers and 0 < count * page < total:
        number = page + 1
    return urlencode({**fields, "page": number}) if number else ""


def _fields(address: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(urlsplit(address).query, max_num_fields=MAX_FIELDS)
    except ValueError:
        return []


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else 0
