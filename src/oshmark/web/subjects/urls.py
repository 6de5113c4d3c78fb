# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of what modules share. What follows the first step is read by `values.iri.read_shared`."""

from __future__ import annotations

from django.urls import re_path

from oshmark.web.subjects import indexes, views
from oshmark.web.warm import warm

urlpatterns = [
    re_path(r"^licence/(?P<rest>.+)$", warm(views.licence), name="licence"),
    re_path(r"^process/(?P<rest>.+)$", warm(views.process), name="process"),
    re_path(r"^language/(?P<rest>.+)$", warm(views.language), name="language"),
    re_path(r"^a/(?P<rest>.+)$", warm(views.agent), name="agent"),
    re_path(r"^licences(?:/-/(?P<ending>[a-z]+))?$", warm(indexes.licences), name="licences"),
    re_path(r"^processes(?:/-/(?P<ending>[a-z]+))?$", warm(indexes.processes), name="processes"),
    re_path(r"^languages(?:/-/(?P<ending>[a-z]+))?$", warm(indexes.languages), name="languages"),
]
