# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of what is not about one module."""

from __future__ import annotations

from django.urls import path, re_path

from oshmark.web.linkeddata import dataset_views, dump_views, shapes_views, sitemap, sparql_views, views
from oshmark.web.warm import warm

GENERATION = r"^data/gen-(?P<number>[1-9][0-9]{0,8})"
FILES = r"/sha256sums|/dumps/[0-9a-f]{2}\.nq"

urlpatterns = [
    path("ns", warm(views.vocabulary), name="vocabulary"),
    path("ns.<str:ending>", warm(views.vocabulary_form), name="vocabulary-form"),
    path("shapes", warm(shapes_views.shapes), name="shapes"),
    path("shapes.<str:ending>", warm(shapes_views.shapes_form), name="shapes-form"),
    path("sparql", sparql_views.sparql, name="sparql"),
    path("data", warm(dataset_views.the_dataset), name="data"),
    re_path(r"^data\.(?P<ending>[a-z]+)\Z", warm(dataset_views.the_dataset), name="data-form"),
    re_path(rf"^data/current(?P<rest>(?:\.[a-z]+|{FILES})?)\Z", dataset_views.current, name="data-current"),
    re_path(rf"{GENERATION}\Z", warm(dataset_views.generation), name="generation"),
    re_path(rf"{GENERATION}\.(?P<ending>[a-z]+)\Z", warm(dataset_views.generation), name="generation-form"),
    re_path(rf"{GENERATION}/sha256sums\Z", dump_views.checksum_file, name="checksums"),
    re_path(rf"{GENERATION}/dumps/(?P<shard>[0-9a-f]{{2}})\.nq\Z", dump_views.dump, name="dump"),
    path("sitemap.xml", sitemap.sitemap_index, name="sitemap-index"),
    path("sitemap-<int:number>.xml", sitemap.sitemap, name="sitemap"),
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
