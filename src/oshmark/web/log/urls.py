# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the log. Below `/log` lies what https://c2sp.org/tlog-tiles asks for, and what is easier to use."""

from __future__ import annotations

from django.urls import path, re_path

from oshmark.web.log import proof_views, tile_views, views

urlpatterns = [
    path("log", views.log, name="log"),
    path("log/checkpoint", tile_views.checkpoint, name="log-checkpoint"),
    path("log/keys", views.keys, name="log-keys"),
    path("log/entries", views.entry_list, name="log-entries"),
    re_path(r"^log/entries/(?P<number>[1-9][0-9]{0,14})\Z", views.entry, name="log-entry"),
    re_path(r"^log/tile/entries/(?P<rest>[0-9xp./]{1,60})\Z", tile_views.entry_tile, name="log-entry-tile"),
    re_path(r"^log/tile/(?P<level>0|[1-9][0-9]?)/(?P<rest>[0-9xp./]{1,60})\Z", tile_views.tile, name="log-tile"),
    path("log/proof/inclusion", proof_views.inclusion, name="log-inclusion"),
    path("log/proof/consistency", proof_views.consistency, name="log-consistency"),
    path("log/add-cosignature", proof_views.add_cosignature, name="log-add-cosignature"),
]
