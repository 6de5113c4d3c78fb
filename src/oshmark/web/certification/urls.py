# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the public registry. A certificate has one address, everything about it lies below."""

from __future__ import annotations

from django.urls import path, re_path

from oshmark.web.certification import certificate_views, complaint_views, registry_views, territory_views, watch_views
from oshmark.web.warm import warm

ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
LINK = r"(?P<token>[0-9a-f]{32}~[A-Za-z0-9_-]{1,120})"
NUMBER = r"(?P<written>[0-9A-Za-z][0-9A-Za-z .-]{0,39})"

urlpatterns = [
    path("certificates", warm(registry_views.certificates), name="certificates"),
    re_path(r"^certificates\.(?P<ending>csv|json)\Z", registry_views.registry_file, name="certificates-file"),
    re_path(r"^certificates/changes\.(?P<ending>atom|json)\Z", warm(registry_views.feed), name="certificate-changes"),
    path("certificates/statistics", warm(registry_views.statistics), name="certificate-statistics"),
    path("certificates/applications", warm(registry_views.applications), name="applications"),
    re_path(
        rf"^certificates/applications/(?P<case>{ID})\Z", warm(registry_views.application), name="public-application"
    ),
    re_path(rf"^certificates/{NUMBER}\Z", warm(certificate_views.certificate), name="certificate"),
    re_path(
        rf"^certificates/{NUMBER}/-/(?P<form>[a-z]{{1,10}})\Z",
        warm(certificate_views.certificate),
        name="certificate-form",
    ),
    re_path(rf"^certificates/{NUMBER}/complaint\Z", complaint_views.complaint, name="certificate-complaint"),
    re_path(
        r"^watch/(?P<kind>certificate|party|scheme|label)/(?P<written>[^/]{1,100})\Z", watch_views.watch, name="watch"
    ),
    re_path(rf"^watch/begin/{LINK}\Z", watch_views.begin, name="watch-begin"),
    re_path(rf"^watch/end/{LINK}\Z", watch_views.end, name="watch-end"),
    path("bodies", warm(registry_views.bodies), name="bodies"),
    re_path(rf"^bodies/(?P<body_id>{ID})\Z", warm(registry_views.body), name="body"),
    path("schemes", warm(registry_views.schemes), name="schemes"),
    re_path(rf"^schemes/(?P<scheme>{ID})\Z", warm(registry_views.scheme_newest), name="scheme-newest"),
    re_path(r"^schemes/(?P<scheme>[^/]{1,100})/(?P<version>[^/]{1,300})\Z", warm(registry_views.scheme), name="scheme"),
    re_path(
        r"^schemes/(?P<scheme>[^/]{1,100})/(?P<version>[^/]{1,300})/-/(?P<form>json)\Z",
        warm(registry_views.scheme),
        name="scheme-form",
    ),
    path("territories", warm(territory_views.territories), name="territories"),
    re_path(
        rf"^territories/(?P<body_id>{ID})\.(?P<ending>csv|json)\Z",
        warm(territory_views.territories_file),
        name="territories-file",
    ),
    re_path(rf"^territories/(?P<body_id>{ID})\Z", warm(territory_views.territories_of_body), name="territories-of"),
    re_path(rf"^parties/(?P<party_id>{ID})\Z", warm(registry_views.party), name="party"),
]
