# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the page of the crawl, and those at which forges tell us that something has changed."""

from __future__ import annotations

from django.urls import path, re_path

from oshmark.web.crawling import crawl_views
from oshmark.web.crawling.hook_views import hook

urlpatterns = [
    path("crawl", crawl_views.crawl, name="crawl"),
    re_path(r"^crawl\.(?P<ending>[a-z]+)\Z", crawl_views.crawl, name="crawl-form"),
    path("hooks/<slug:platform>", hook, name="hook"),
]
