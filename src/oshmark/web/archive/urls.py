# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The address of an archived file."""

from __future__ import annotations

from django.urls import re_path

from oshmark.web.archive import views

urlpatterns = [re_path(r"^files/(?P<digest>[0-9a-f]{64})/(?P<name>[^/]+)\Z", views.file, name="file")]
