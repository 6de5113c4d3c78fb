# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is new, for feed readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from oshmark.web import wiring
from oshmark.web.library.feeds import atom, entry_of, json_feed, newest
from oshmark.web.linkeddata.answers import data, etag_of, json_text, kept_unless_known
from oshmark.web.linkeddata.negotiation import Form

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

ATOM = Form("atom", "application/atom+xml", "Atom")
FEED = Form("json", "application/feed+json", "JSON Feed")


@require_safe
def feed(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The newest releases as a feed."""
    form = ATOM if ending == ATOM.name else FEED
    found, instance = newest(), wiring.instance()

    def make() -> HttpResponse:
        entries = [entry_of(news, settings.BASE_URL) for news in found]
        return data(atom(entries, instance) if form is ATOM else json_text(json_feed(entries, instance)), form)

    stamps = tuple(news.stamp for news in found)
    etag = etag_of("feed", form.name, stamps, instance, wiring.code_version(), get_language())
    response = kept_unless_known(request, etag, make)
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
