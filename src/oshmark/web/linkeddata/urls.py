# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of what is not about one module."""

from __future__ import annotations

from django.urls import path

from oshmark.web.linkeddata import sparql_views, views

urlpatterns = [
    path("ns", views.vocabulary, name="vocabulary"),
    path("ns.<str:ending>", views.vocabulary_form, name="vocabulary-form"),
    path("sparql", sparql_views.sparql, name="sparql"),
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
