# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("oshmark.web.linkeddata.urls")),
    path("", include("oshmark.web.asking.urls")),
    path("", include("oshmark.web.authoring.urls")),
    path("", include("oshmark.web.crawling.urls")),
    path("", include("oshmark.web.library.urls")),
    path("", include("oshmark.web.subjects.urls")),
]

handler400 = "oshmark.web.linkeddata.faults.bad_request"
handler404 = "oshmark.web.linkeddata.faults.not_found"
handler500 = "oshmark.web.linkeddata.faults.server_error"
