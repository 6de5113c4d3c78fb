# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of evidence at which nobody is asked who they are."""

from __future__ import annotations

from django.urls import re_path

from oshmark.web.workplaces.evidence import views

DIGEST = r"(?P<digest>[0-9a-f]{64})"
FOR = r"^evidence/for/(?P<application>[A-Za-z0-9][A-Za-z0-9._-]{0,99})/(?P<until>[0-9]{1,9})/(?P<signed>[0-9a-f]{32})"

urlpatterns = [
    re_path(rf"^evidence/{DIGEST}/(?P<name>[^/]+)\Z", views.opened, name="evidence"),
    re_path(rf"{FOR}/{DIGEST}/(?P<name>[^/]+)\Z", views.closed, name="evidence-closed"),
    re_path(
        rf"{FOR}/{DIGEST}-(?P<width>[0-9]{{1,4}})\.webp\Z",
        views.small_picture,
        name="evidence-picture",
    ),
]
