# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of the log, its events as JSON, and the keys that sign it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.web import wiring
from oshmark.web.audit import checkpoints
from oshmark.web.audit.actions import position
from oshmark.web.library.paging import Paging, page_number
from oshmark.web.linkeddata.answers import json_text
from oshmark.web.linkeddata.faults import fault
from oshmark.web.log.public import entries, events_between, newest_events, public_entries
from oshmark.web.log.tile_views import TEXT, published

if TYPE_CHECKING:
    from django.http import HttpRequest

PAGE = 40
MOST = 256
_NUMBER = re.compile(r"0|[1-9][0-9]{0,14}", re.ASCII)


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What the log is, what was done last, and how anybody can verify or witness it."""
    size = position()
    page = page_number(request.GET.get("page", ""))
    paging = None if page is None else Paging.of(page, size, PAGE)
    if paging is None:
        return fault(request, 404, _("The log has no such page."))
    newest = checkpoints.newest_checkpoint()
    context = {
        "size": size,
        "paging": paging,
        "entries": entries(newest_events(size - paging.offset, PAGE)),
        "newest": newest,
        "note": "" if newest is None else checkpoints.written(newest),
        "seen_by": [] if newest is None else list(newest.cosignatures.all()),
        "keys": wiring.log_keys().published(),
        "witnesses": [key.name for key in checkpoints.witnesses()],
        "address": f"{settings.BASE_URL}/log",
    }
    return render(request, "log/log.html", context)


@require_safe
def entry_list(request: HttpRequest) -> HttpResponse:
    """Events as JSON, 256 at most: those that come after the number `after`."""
    text = request.GET.get("after", "0")
    if not _NUMBER.fullmatch(text):
        return fault(request, 400, _("Name the number of an event: ?after=0"))
    events = events_between(int(text), MOST)
    last = events[-1].number if events else int(text)
    more = f"{settings.BASE_URL}/log/entries?after={last}" if last < position() else None
    return _json({"size": position(), "entries": public_entries(events), "next": more})


@require_safe
def entry(request: HttpRequest, number: str) -> HttpResponse:
    """One event as JSON."""
    del request
    events = events_between(int(number) - 1, 1)
    if not events or events[0].number != int(number):
        raise Http404
    return _json(public_entries(events)[0])


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The keys that sign the log, with those that did before; and the witnesses whose cosignatures are taken."""
    published_keys = wiring.log_keys().published()
    if request.GET.get("form") == "text":
        return published("".join(f"{one.key}\n" for one in published_keys), TEXT)
    witnesses = [key.text for key in checkpoints.witnesses()]
    own = [msgspec.to_builtins(one) for one in published_keys]
    return _json({"origin": checkpoints.origin(), "keys": own, "witnesses": witnesses})


def _json(found: dict[str, Any]) -> HttpResponse:
    return published(json_text(found), "application/json")
