# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the producer's desk, and of the label as a file."""

from __future__ import annotations

from django.urls import path, re_path

from oshmark.web.labels.desk import draft_views, label_views
from oshmark.web.labels.desk.files import ENDINGS

DRAFT = r"^labels/drafts/(?P<pk>[0-9]{1,18})"
LABEL = r"^labels/(?P<number>[0-9A-Za-z]{8})"
"""In any case of its letters: a number is copied by hand."""

urlpatterns = [
    path("labels", label_views.labels, name="labels"),
    path("labels/new", draft_views.new, name="label_new"),
    re_path(rf"{DRAFT}\Z", draft_views.draft, name="label_draft"),
    re_path(rf"{DRAFT}/label\.(?P<ending>{ENDINGS})\Z", draft_views.draft_file, name="label_draft_file"),
    re_path(rf"{DRAFT}/issue\Z", draft_views.issue, name="label_issue"),
    re_path(rf"{DRAFT}/drop\Z", draft_views.drop, name="label_draft_drop"),
    re_path(rf"{LABEL}\Z", label_views.desk, name="label_desk"),
    re_path(rf"{LABEL}/file\.(?P<ending>{ENDINGS})\Z", label_views.file, name="label_file"),
    re_path(rf"{LABEL}/change\Z", label_views.change, name="label_change"),
    re_path(rf"{LABEL}/end\Z", label_views.end, name="label_end"),
    re_path(rf"{LABEL}/units\Z", label_views.units, name="label_units"),
    re_path(rf"{LABEL}/reports/(?P<pk>[0-9]{{1,18}})\Z", label_views.answer, name="label_answer"),
    # In small letters: in capitals, as in the code, the last step of an address is the serial of a unit.
    re_path(
        rf"^[Cc]/(?P<number>[0-9A-Za-z]{{8}})/(?:-/)?label\.(?P<ending>{ENDINGS})\Z",
        label_views.public_label,
        name="label_public_file",
    ),
]
