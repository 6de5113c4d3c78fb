# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the pages on which an address is looked for."""

from __future__ import annotations

from django.urls import path, re_path

from oshmark.web.asking import views

urlpatterns = [
    path("look", views.look, name="look"),
    re_path(r"^look/(?P<token>[A-Za-z0-9_-]{16})\Z", views.visit, name="visit"),
    re_path(r"^look/(?P<token>[A-Za-z0-9_-]{16})/okh\.toml\Z", views.draft_file, name="visit-draft"),
]
