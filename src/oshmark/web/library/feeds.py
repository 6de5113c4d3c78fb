# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is new in the library, as Atom (RFC 4287) and as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.html import escape
from django.utils.translation import gettext as _

from oshmark.errors import StateError, UnreadableError
from oshmark.library.events import Kind
from oshmark.manifest.placeholders import is_placeholder
from oshmark.web import wiring
from oshmark.web.audit.actions import latest_events
from oshmark.web.library import queries
from oshmark.web.library.models import Release
from oshmark.web.library.presentation import one_line, paragraphs, version_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.library.dataset import Instance

NEWEST = 50
LOOKED_AT = 500
"""Events that are looked at: of some releases there are several, and some releases are no longer shown."""
MAX_SUMMARY = 400
MAX_AUTHORS = 20
NEVER = "1970-01-01T00:00:00+00:00"
"""When the feed of an empty library was last changed."""
_KINDS = [Kind.ADMITTED, Kind.CHANGE_NOTICED]


class News(msgspec.Struct, frozen=True):
    """That a release is new, or that its manifest has changed under the same version."""

    release: Release
    at: datetime
    changed: bool

    @property
    def stamp(self) -> tuple[str, datetime, bool, int]:
        """What changes whenever the entry may change."""
        return self.release.address, self.at, self.changed, self.release.touched


class Entry(msgspec.Struct, frozen=True):
    """One entry of a feed. Its texts are fit to be shown, and its name for ever is the address of the release."""

    address: str
    title: str
    summary: str
    authors: tuple[str, ...]
    rights: str
    tag: str
    published: str
    updated: str


def newest() -> list[News]:
    """The newest releases that are shown, each once, the last one first."""
    last: dict[str, News] = {}
    events = latest_events(_KINDS, LOOKED_AT)
    rows = Release.objects.filter(address__in={event.subject for event in events}, state=Release.ADMITTED)
    shown = {row.address: row for row in rows}
    for event in events:
        if event.subject in shown and event.subject not in last:
            last[event.subject] = News(shown[event.subject], event.at, event.kind == Kind.CHANGE_NOTICED)
    return list(last.values())[:NEWEST]


def entry_of(news: News, site: str) -> Entry:
    """The entry about a release. A manifest that cannot be read at the moment leaves it short."""
    release = news.release
    summary = ""
    authors: tuple[str, ...] = ()
    try:
        manifest = queries.open_release(release, wiring.payloads()).reading.manifest
    except (StateError, UnreadableError):
        pass
    else:
        summary = one_line(next(iter(paragraphs(manifest.function or "")), ""), MAX_SUMMARY)
        names = (
            one_line(agent.name, 80) for agent in manifest.licensor[:MAX_AUTHORS] if not is_placeholder(agent.name)
        )
        authors = tuple(dict.fromkeys(name for name in names if name))
    return Entry(
        address=f"{site}{release.address}",
        title=f"{one_line(release.name)} {version_text(release.version, 60)}",
        summary=summary,
        authors=authors,
        rights=one_line(release.licence, 200),
        tag="changed" if news.changed else "new",
        published=release.decided_at.isoformat(),
        updated=news.at.isoformat(),
    )


def atom(entries: Sequence[Entry], instance: Instance) -> str:
    """The feed as Atom."""
    site, name = escape(instance.site), escape(one_line(instance.name))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{site}/new.atom</id>",
        f"<title>{escape(_title(instance))}</title>",
        f"<updated>{entries[0].updated if entries else NEVER}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{site}/new.atom"/>',
        f'<link rel="alternate" type="text/html" href="{site}/"/>',
        f"<author><name>{name}</name></author>",
        f'<generator version="{escape(instance.version)}">oshmark</generator>',
        *(_atom_entry(entry) for entry in entries),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _atom_entry(entry: Entry) -> str:
    address = escape(entry.address)
    lines = [
        "<entry>",
        f"<id>{address}</id>",
        f"<title>{escape(entry.title)}</title>",
        f'<link rel="alternate" type="text/html" href="{address}"/>',
        f"<published>{entry.published}</published>",
        f"<updated>{entry.updated}</updated>",
        *(f"<author><name>{escape(name)}</name></author>" for name in entry.authors),
        f'<category term="{entry.tag}"/>',
        f"<rights>{escape(entry.rights)}</rights>",
        f"<summary>{escape(entry.summary)}</summary>",
        "</entry>",
    ]
    return "\n".join(lines)


def json_feed(entries: Sequence[Entry], instance: Instance) -> dict[str, Any]:
    """The feed as JSON Feed; `_oshmark` carries what it has no word for."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(instance),
        "home_page_url": f"{instance.site}/",
        "feed_url": f"{instance.site}/new.json",
        "authors": [{"name": one_line(instance.name)}],
        "items": [_item(entry) for entry in entries],
    }


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.address,
        "url": entry.address,
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "tags": [entry.tag],
        "_oshmark": {"licence": entry.rights},
    }
    return item | ({"authors": [{"name": name} for name in entry.authors]} if entry.authors else {})


def _title(instance: Instance) -> str:
    return _("New in %(name)s") % {"name": one_line(instance.name)}
