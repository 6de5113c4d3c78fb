# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the library. What follows `/m/` is read by `values.iri.read_target`, which also mints it."""

from __future__ import annotations

from django.urls import path, re_path

from oshmark.web.library import (
    about_views,
    feed_views,
    package_views,
    picture_views,
    search_page,
    statistics_views,
    views,
)
from oshmark.web.warm import warm

urlpatterns = [
    path("", warm(views.home), name="home"),
    path("search", warm(search_page.search), name="search"),
    re_path(r"^m/(?P<rest>.+)/-/package\.zip\Z", package_views.package, name="release-package"),
    re_path(r"^m/(?P<rest>.+)$", warm(views.resource), name="resource"),
    re_path(r"^picture/(?P<digest>[0-9a-f]{64})-(?P<width>160|640)\.webp$", picture_views.picture, name="picture"),
    path("quarantine", warm(views.quarantine), name="quarantine"),
    path("quarantine.csv", views.quarantine_csv, name="quarantine-csv"),
    re_path(r"^new\.(?P<ending>atom|json)\Z", warm(feed_views.feed), name="feed"),
    path("about", warm(about_views.about), name="about"),
    re_path(r"^about\.(?P<ending>[a-z]+)\Z", warm(about_views.about), name="about-form"),
    path("statistics", warm(statistics_views.statistics), name="statistics"),
    re_path(r"^statistics\.(?P<ending>[a-z]+)\Z", warm(statistics_views.statistics), name="statistics-form"),
]
