# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the public sees of the crawl: where it looks, what came of it, and what it costs the hosts.

Nothing that an operator has set up for a private network is named: of such a source only the platform and the numbers
are shown. Tokens are no part of any row.
"""

from __future__ import annotations

import ipaddress
import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from django.db.models import Count, F, Max, Min
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy

from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.task import read_source
from oshmark.library.file_states import DEAD
from oshmark.web.crawling.hosts import host_of
from oshmark.web.crawling.models import Pause, Repository, Run, Source
from oshmark.web.crawling.sampling import DAY
from oshmark.web.library.columns import Drawn, drawn, last_of_each
from oshmark.web.library.presentation import decent, one_line
from oshmark.web.seen.models import FileSeen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.web.library.paging import Paging

SOURCES_A_PAGE = 100
MAX_REASONS = 8
"""Kinds of fault of one pass that are shown, the most frequent first."""
COUNTED = {
    "requests": gettext_lazy("Requests"),
    "seen": gettext_lazy("Repositories seen"),
    "new repositories": gettext_lazy("New"),
    "changed repositories": gettext_lazy("Changed"),
    "found": gettext_lazy("Manifests found"),
    "admitted": gettext_lazy("Admitted"),
    "waiting": gettext_lazy("Withheld"),
    "refused": gettext_lazy("Refused"),
    "gone": gettext_lazy("Gone"),
    "faults": gettext_lazy("Faults"),
}
"""The numbers of a pass that are shown, and their names."""
_LOGIN = re.compile(r"(?<=//)[^/@\s]*@")
_QUERY = re.compile(r"[?#]\S*")
_INSIDE = (".local", ".internal", ".lan", ".home", ".corp", ".intranet", ".private", ".home.arpa", ".localhost")


class Reason(msgspec.Struct, frozen=True):
    """Something that went wrong, in words; how often, and one of the places, which is empty where it is private."""

    says: str
    times: int
    where: str


class Pass(msgspec.Struct, frozen=True):
    """A source with its last pass; `left` is what its host says that it will still answer, `None` if it does not."""

    name: str
    platform: str
    private: bool
    paused: bool
    started_at: datetime | None = None
    finished_at: datetime | None = None
    counts: Mapping[str, int] = {}
    reasons: tuple[Reason, ...] = ()
    left: int | None = None

    @property
    def numbers(self) -> list[tuple[str, int]]:
        """The numbers with their names."""
        return [(str(label), self.counts.get(name, 0)) for name, label in COUNTED.items()]


class Samples(msgspec.Struct, frozen=True):
    """The budget of a day for asking whether files are still there, what of it is used, and what is known of all."""

    a_day: int
    used: int
    files: int
    asked: int
    dead: int


def passes(offset: int = 0) -> list[Pass]:
    """A page of the sources that were looked through last, each with its last pass; then of those that were not yet."""
    # SQLite and PostgreSQL do not agree where the first of these belongs that have no last pass.
    last_first = F("last").desc(nulls_last=True)
    rows = Source.objects.annotate(last=Max("runs__pk")).order_by(last_first, "name")[offset : offset + SOURCES_A_PAGE]
    sources = list(rows)
    runs = {run.source_id: run for run in Run.objects.filter(pk__in=[one.last for one in sources if one.last])}
    left = dict(Pause.objects.exclude(requests_left=None).values_list("host", "requests_left"))
    return [_pass(one, runs.get(one.pk), left) for one in sources]


def _pass(source: Source, run: Run | None, left: Mapping[str, int | None]) -> Pass:
    meant = read_source(source.name)
    connector = None if meant is None else CONNECTORS.get(meant.connector)
    private = is_private(source)
    platform = one_line(source.name.partition(":")[0]) if connector is None else connector.title
    shown = Pass(platform if private else public_text(source.name), platform, private, source.paused)
    if run is None:
        return shown
    hosts = [] if connector is None or private else [host_of(place.api) for place in connector.places.values()]
    return msgspec.structs.replace(
        shown,
        started_at=run.started_at,
        finished_at=run.finished_at,
        counts={name: run.counts[name] for name in COUNTED if isinstance(run.counts.get(name), int)},
        reasons=() if private else reasons(run.counts.get("said", [])),
        left=next((left[host] for host in hosts if host in left), None),
    )


def is_private(source: Source) -> bool:
    """Whether a source is the operator's own: it is asked at a host that they named, or lies in a private network."""
    if source.base:
        return True
    value = source.name.partition("=")[2]
    try:
        host = urlsplit(value).hostname if "//" in value else ""
    except ValueError:
        return True
    return bool(host) and _is_inside(str(host).rstrip("."))


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_INSIDE)


def public_text(text: str) -> str:
    """A text without what an address may carry that is nobody's business: a login, and what follows `?` or `#`."""
    return decent(_QUERY.sub("", _LOGIN.sub("", text)) if "//" in text else text, 300)


def reasons(said: Sequence[Mapping[str, str]]) -> tuple[Reason, ...]:
    """What went wrong, the most frequent first."""
    times = Counter(one["says"] for one in said)
    where = {one["says"]: one["where"] for one in reversed(said)}
    return tuple(
        Reason(public_text(says), count, public_text(where[says])) for says, count in times.most_common(MAX_REASONS)
    )


def samples(a_day: int, now: datetime) -> Samples:
    """How the budget of a day stands."""
    return Samples(
        a_day=a_day,
        used=FileSeen.objects.filter(sampled_at__gt=now - DAY).count(),
        files=FileSeen.objects.count(),
        asked=FileSeen.objects.exclude(requested_at=None).count(),
        dead=FileSeen.objects.filter(status__gte=DEAD).count(),
    )


def growth() -> tuple[Drawn, ...]:
    """How many repositories were known at the end of each day, or month where there are too many days."""
    first_seen = Min("first_seen_at"), Max("first_seen_at")
    return _growth(*Repository.objects.aggregate(Count("pk"), Max("pk"), *first_seen).values())


@lru_cache(maxsize=1)
def _growth(*state: object) -> tuple[Drawn, ...]:
    """Counted once for each state: repositories are only ever added, and counting days takes a while."""
    del state
    new = Repository.objects.annotate(day=TruncDate("first_seen_at")).values_list("day").annotate(Count("pk"))
    known = 0
    points: list[tuple[str, int]] = []
    for day, count in new.order_by("day"):
        known += count
        points.append((day.isoformat(), known))
    return tuple(drawn(last_of_each(points)))


def as_data(
    found: Sequence[Pass], sampled: Samples, columns: Sequence[Drawn], *, sources: int, paging: Paging
) -> dict[str, Any]:
    """The same as plain data for JSON."""
    return {
        "sources_known": sources,
        "page": paging.page,
        "pages": paging.pages,
        "sources": [
            {
                "source": None if one.private else one.name,
                "platform": one.platform,
                "private": one.private,
                "paused": one.paused,
                "started": one.started_at,
                "finished": one.finished_at,
                "counts": {name.replace(" ", "_"): one.counts.get(name, 0) for name in COUNTED},
                "requests_left": one.left,
                "faults": [msgspec.to_builtins(reason) for reason in one.reasons],
            }
            for one in found
        ],
        "samples": msgspec.to_builtins(sampled),
        "growth": [{"time": one.time, "repositories": one.value} for one in columns],
    }
