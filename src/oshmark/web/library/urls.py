# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the library. What follows `/m/` is read by `values.iri.read_target`, which also mints it."""

from __future__ import annotations

from django.urls import path, re_path

from oshmark.web.library import search_page, views

urlpatterns = [
    path("", views.home, name="home"),
    path("search", search_page.search, name="search"),
    re_path(r"^m/(?P<rest>.+)$", views.resource, name="resource"),
    path("quarantine", views.quarantine, name="quarantine"),
    path("quarantine.csv", views.quarantine_csv, name="quarantine-csv"),
    path("about", views.about, name="about"),
]
