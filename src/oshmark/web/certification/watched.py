# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be watched by e-mail: a certificate, a party, a scheme, a label; and what is news of each.

News of certificates are the entries of the status feed, word by word. A label has those of the certificates about its
release, and its own end.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _

from oshmark.label.events import Kind as LabelKind
from oshmark.web.audit.actions import events_about
from oshmark.web.certification.changes import REASON
from oshmark.web.certification.memory import memory
from oshmark.web.certification.models import Watch
from oshmark.web.certification.names import called, is_public
from oshmark.web.certification.queries import certificate_of_number
from oshmark.web.labels.models import Label
from oshmark.web.labels.queries import find_label
from oshmark.web.library.presentation import decent, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.web.certification.changes import Change


class Watched(msgspec.Struct, frozen=True):
    """Something that can be watched: under which name it is kept, what it is called, and its page."""

    kind: str
    ref: str
    title: str
    href: str


class News(msgspec.Struct, frozen=True):
    """One thing that has happened: the number of its event, a line, what more there is to say, and the page."""

    event: int
    at: datetime
    title: str
    summary: str
    href: str


def find_watched(kind: str, written: str) -> Watched | None:
    """What somebody would watch, in whatever spelling of its number; `None` for what the public knows nothing of."""
    match kind:
        case Watch.CERTIFICATE:
            return _certificate(written)
        case Watch.PARTY if is_public(written):
            return Watched(kind, written, called([written])[written].text, f"/parties/{written}")
        case Watch.SCHEME:
            return _scheme(written)
        case Watch.LABEL:
            label = find_label(written)
            return None if label is None else Watched(kind, label.number, label.number, f"/C/{label.number}")
        case _:
            return None


def _certificate(written: str) -> Watched | None:
    row = certificate_of_number(written)
    if row is None:
        return None
    title = " ".join(filter(None, (row.number, one_line(row.name, 200))))
    return Watched(Watch.CERTIFICATE, row.number, title, f"/certificates/{row.number}")


def _scheme(written: str) -> Watched | None:
    if not any(name == written for name, _version in memory().replay.register.versions):
        return None
    return Watched(Watch.SCHEME, written, written, f"/schemes/{written}")


def news_for(watch: Watch, changes: Sequence[Change], upto: int) -> list[News]:
    """What of the changes somebody who watches does not know yet, up to an event, the oldest first."""
    release = _release(watch)
    mine = [_as_news(one) for one in changes if watch.told < one.event <= upto and _is_about(watch, one, release)]
    ends = [one for one in _label_ends(watch) if watch.told < one.event <= upto]
    return sorted([*mine, *ends], key=lambda one: one.event)


def _as_news(change: Change) -> News:
    return News(change.event, change.at, change.title, change.summary, settings.BASE_URL + change.now.href)


def _release(watch: Watch) -> str:
    if watch.kind != Watch.LABEL:
        return ""
    return Label.objects.filter(number=watch.ref).values_list("release", flat=True).first() or ""


def _is_about(watch: Watch, change: Change, release: str) -> bool:
    row = change.now.row
    match watch.kind:
        case Watch.CERTIFICATE:
            return row.number == watch.ref
        case Watch.PARTY:
            return watch.ref in (row.holder, _producer(row.number))
        case Watch.SCHEME:
            return row.scheme == watch.ref
        case _:
            return bool(release) and row.ref == release


def _producer(number: str) -> str | None:
    certificate = memory().certificate(number)
    return None if certificate is None else certificate.terms.about.producer


def _label_ends(watch: Watch) -> list[News]:
    if watch.kind != Watch.LABEL:
        return []
    href, title = f"{settings.BASE_URL}/C/{watch.ref}", _("Label %(number)s has ended") % {"number": watch.ref}
    return [
        News(event.number, event.at, title, decent(str(event.data.get("reason", "")), REASON), href)
        for event in events_about(LabelKind.ENDED, [watch.ref])
    ]
