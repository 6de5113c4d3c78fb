# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of labels. What stands in a code is frozen: `/C/<NUMBER>` and `/C/<NUMBER>/<SERIAL>`, in any case of
letters; everything else lies behind `/-/`, where no serial can be."""

from __future__ import annotations

from django.urls import path, re_path

from oshmark.web.labels import page_views, report_views, unit_views

LABEL = r"^[Cc]/(?P<written>[^/]{1,60})"
SERIAL = r"/(?P<serial>[^/]{1,60})"
DATA = r"(?P<tail>/-/(?:ttl|jsonld|nt|json|toml|raw))"

urlpatterns = [
    re_path(r"^[Cc]/?\Z", page_views.find, name="label-find"),
    re_path(rf"{LABEL}/?\Z", page_views.label_page, name="label"),
    re_path(rf"{LABEL}{DATA}\Z", page_views.label_page, name="label-form"),
    re_path(rf"{LABEL}(?P<tail>/(?:-/)?package\.zip)\Z", page_views.package, name="label-package"),
    re_path(rf"{LABEL}(?P<tail>/-/report)\Z", report_views.report, name="label-report"),
    re_path(rf"{LABEL}{SERIAL}(?P<tail>/-/claim)\Z", unit_views.claim_unit, name="label-claim"),
    re_path(rf"{LABEL}{SERIAL}{DATA}\Z", page_views.label_page, name="unit-form"),
    re_path(rf"{LABEL}{SERIAL}/?\Z", page_views.label_page, name="unit"),
    re_path(r"^01/(?P<gtin>[0-9]{8,14})/?\Z", page_views.digital_link, name="digital-link"),
    re_path(rf"^01/(?P<gtin>[0-9]{{8,14}})/21{SERIAL}/?\Z", page_views.digital_link, name="digital-link-unit"),
    path("units", unit_views.units, name="units"),
]
