# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

from oshmark.web.accounts import admin as _people  # noqa: F401  puts people and organisations into the office
from oshmark.web.accounts.office import OFFICE
from oshmark.web.crawling import admin as _sources  # noqa: F401  puts the sources of the crawl into the office

urlpatterns = [
    path("", include("oshmark.web.accounts.urls")),
    path("admin/", OFFICE.urls),
    path("", include("oshmark.web.linkeddata.urls")),
    path("", include("oshmark.web.archive.urls")),
    path("", include("oshmark.web.asking.urls")),
    path("", include("oshmark.web.authoring.urls")),
    path("", include("oshmark.web.certification.urls")),
    path("", include("oshmark.web.crawling.urls")),
    path("", include("oshmark.web.issuers.urls")),
    path("", include("oshmark.web.labels.desk.urls")),  # before the serials of units, which may look like a file
    path("", include("oshmark.web.labels.urls")),
    path("", include("oshmark.web.library.urls")),
    path("", include("oshmark.web.log.urls")),
    path("", include("oshmark.web.subjects.urls")),
    path("", include("oshmark.web.workplaces.evidence.urls")),
    path("", include("oshmark.web.workplaces.urls")),
]

handler400 = "oshmark.web.linkeddata.faults.bad_request"
handler403 = "oshmark.web.linkeddata.faults.not_allowed"
handler404 = "oshmark.web.linkeddata.faults.not_found"
handler429 = "oshmark.web.linkeddata.faults.too_often"
handler500 = "oshmark.web.linkeddata.faults.server_error"
