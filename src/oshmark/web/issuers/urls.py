# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the list of issuers is."""

from __future__ import annotations

from django.urls import path

from oshmark.web.issuers import views
from oshmark.web.warm import warm

urlpatterns = [path("issuers", warm(views.issuer_list), name="issuers")]
