# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has changed in the status of certificates, for feed readers: as Atom (RFC 4287) and as JSON Feed 1.1."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.html import escape
from django.utils.translation import gettext as _

from oshmark.certification.events import Kind
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import CertificateRow
from oshmark.web.certification.queries import Listed, listed
from oshmark.web.certification.wording import STATES, STEPS
from oshmark.web.library.presentation import decent, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.certification.events import Entry
    from oshmark.library.dataset import Instance

NEWEST = 50
FED = (
    Kind.ISSUED,
    Kind.RENEWED,
    Kind.SUSPENDED,
    Kind.SUSPENSION_EXTENDED,
    Kind.REINSTATED,
    Kind.REDUCED,
    Kind.CERTIFICATE_WITHDRAWN,
    Kind.TERMINATED,
    Kind.SUPERSEDED,
    Kind.MEASURE_ANNULLED,
)
"""What changes a status. What only time does has no event and is not in the feed: the term stands in the entry."""
NEVER = "1970-01-01T00:00:00+00:00"
REASON = 1_000


class Change(msgspec.Struct, frozen=True):
    """One change: the number of its event, when, what, why, and the certificate as it is now."""

    event: int
    at: datetime
    what: str
    reason: str
    kind: str
    now: Listed

    @property
    def title(self) -> str:
        """What has happened to what, in a line."""
        return f"{self.now.number} {self.now.name}: {self.what}"

    @property
    def summary(self) -> str:
        """The status of today, and the reason of the change."""
        state = STATES[self.now.status.state.value]
        told = _("Now %(state)s.") % {"state": state}
        until = self.now.status.valid_until
        told += " " + _("Term until %(day)s.") % {"day": until} if until else ""
        return f"{told} {self.reason}".strip()


def newest_changes(now: datetime) -> list[Change]:
    """The last changes, the newest first."""
    return _told([one for one in memory().entries if one.kind in FED][-NEWEST:], now)[::-1]


def changes_after(event: int, now: datetime) -> list[Change]:
    """Every change that came after an event, the oldest first; the same in every word as in the feed."""
    return _told([one for one in memory().entries if one.number > event and one.kind in FED], now)


def _told(entries: Sequence[Entry], now: datetime) -> list[Change]:
    rows = CertificateRow.objects.filter(number__in={one.id for one in entries})
    known = {one.number: one for one in listed(rows, now)}
    return [
        Change(
            event=one.number,
            at=one.at,
            what=str(STEPS[one.kind.value]),
            reason=decent(getattr(one.data, "reason", ""), REASON),
            kind=one.kind.value.rpartition(":")[2],
            now=known[one.id],
        )
        for one in entries
        if one.id in known
    ]


def atom(changes: Sequence[Change], instance: Instance) -> str:
    """The feed as Atom."""
    site, name = escape(instance.site), escape(one_line(instance.name))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{site}/certificates/changes.atom</id>",
        f"<title>{escape(_title(instance))}</title>",
        f"<updated>{changes[0].at.isoformat() if changes else NEVER}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{site}/certificates/changes.atom"/>',
        f'<link rel="alternate" type="text/html" href="{site}/certificates"/>',
        f"<author><name>{name}</name></author>",
        *(_entry(one, instance.site) for one in changes),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(one: Change, site: str) -> str:
    address = escape(f"{site}{one.now.href}")
    lines = [
        "<entry>",
        f"<id>{escape(site)}/log/entries/{one.event}</id>",
        f"<title>{escape(one.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{address}"/>',
        f"<updated>{one.at.isoformat()}</updated>",
        f'<category term="{escape(one.kind)}"/>',
        f"<summary>{escape(one.summary)}</summary>",
        "</entry>",
    ]
    return "\n".join(lines)


def json_feed(changes: Sequence[Change], instance: Instance) -> dict[str, Any]:
    """The feed as JSON Feed; `_oshmark` carries what it has no word for."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(instance),
        "home_page_url": f"{instance.site}/certificates",
        "feed_url": f"{instance.site}/certificates/changes.json",
        "authors": [{"name": one_line(instance.name)}],
        "items": [
            {
                "id": f"{instance.site}/log/entries/{one.event}",
                "url": f"{instance.site}{one.now.href}",
                "title": one.title,
                "content_text": one.summary,
                "date_published": one.at.isoformat(),
                "tags": [one.kind],
                "_oshmark": {"number": one.now.number, "status": one.now.status.state.value},
            }
            for one in changes
        ],
    }


def _title(instance: Instance) -> str:
    return _("Certificates of %(name)s: what has changed") % {"name": one_line(instance.name)}
