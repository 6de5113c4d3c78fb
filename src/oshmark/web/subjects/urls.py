# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of what modules share. What follows the first step is read by `values.iri.read_shared`."""

from __future__ import annotations

from django.urls import re_path

from oshmark.web.subjects import indexes, views

urlpatterns = [
    re_path(r"^licence/(?P<rest>.+)$", views.licence, name="licence"),
    re_path(r"^process/(?P<rest>.+)$", views.process, name="process"),
    re_path(r"^language/(?P<rest>.+)$", views.language, name="language"),
    re_path(r"^a/(?P<rest>.+)$", views.agent, name="agent"),
    re_path(r"^licences(?:/-/(?P<ending>[a-z]+))?$", indexes.licences, name="licences"),
    re_path(r"^processes(?:/-/(?P<ending>[a-z]+))?$", indexes.processes, name="processes"),
    re_path(r"^languages(?:/-/(?P<ending>[a-z]+))?$", indexes.languages, name="languages"),
]
