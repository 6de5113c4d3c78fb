# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the pages on which makers check and write manifests."""

from __future__ import annotations

from django.urls import path

from oshmark.web.authoring import check_views, write_views

urlpatterns = [
    path("check", check_views.check, name="check"),
    path("check/corrected", check_views.corrected, name="check-corrected"),
    path("write", write_views.write, name="write"),
    path("write/findings", write_views.findings, name="write-findings"),
    path("write/file", write_views.file, name="write-file"),
]
