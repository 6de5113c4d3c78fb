# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is believed, and how that is confirmed: one public page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.certification.issuer_method import NAME, VERSION, Method, MethodKind
from oshmark.certification.worth import Worth
from oshmark.errors import StateError
from oshmark.web.certification.attestations import worth_words
from oshmark.web.certification.founding import body_of
from oshmark.web.certification.issuers import Issuer, issuers, plain
from oshmark.web.issuers.checking import AGAIN
from oshmark.web.issuers.ledger import counts, last_checked
from oshmark.web.library.presentation import one_line

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

LENGTH = 300


@require_safe
def issuer_list(request: HttpRequest) -> HttpResponseBase:
    """All issuers, of all bodies."""
    rows = sorted(map(_row, issuers()), key=lambda one: (one["issuer"], one["body"]))
    context = {"rows": rows, "last": last_checked(), "days": AGAIN.days, "states": _states()}
    return render(request, "issuers/issuers.html", context)


def _row(one: Issuer) -> dict[str, Any]:
    found = counts(one.method, plain(one.issuer))
    return {
        "issuer": one_line(one.issuer, LENGTH),
        "method": one_line(one.method, LENGTH),
        "how": how_words(one.way),
        "finds": () if one.way is None else tuple(map(_find_words, one.way.finds)),
        "body": one.body,
        "body_name": _name(one.body),
        "since": one.since,
        "reason": one_line(one.reason, LENGTH),
        "counts": [(worth_words(worth), found[worth.value]) for worth in Worth if worth.value in found],
    }


def _name(body: str) -> str:
    try:
        found = body_of(body)
    except StateError:
        return body
    return body if found is None else found.name


def how_words(way: Method | None) -> str:
    """A method for people."""
    if way is None:
        return _("It is known, and cannot be asked: what it is said to have attested stays a claim.")
    return {
        MethodKind.PAGE: _("The body has read exactly this page, and recorded its digest."),
        MethodKind.WIKI: _("One state of a page of its wiki, which nobody can change any more, is read."),
        MethodKind.OSHWA: _("The record of the certification is read: as it was crawled, or as the registry answers."),
        MethodKind.BODY: _("Another body of this software: its own registry is asked what the certificate is worth."),
    }[way.kind]


def _find_words(written: str) -> str:
    return {NAME: _("the name of the project"), VERSION: _("its version")}.get(written, f"“{written}”")


def _states() -> list[tuple[str, str, str]]:
    meanings = {
        Worth.CONFIRMED: (_("The issuer was asked, and says so of this version."), "good"),
        Worth.CLAIMED: (_("The maker says so. The issuer is known, and has not confirmed it."), "paused"),
        Worth.EXPIRED: (_("The issuer says that it was so until a day that is past."), "over"),
        Worth.REVOKED: (_("The issuer has taken it back, or it is about something else."), "over"),
        Worth.UNKNOWN_ISSUER: (_("The maker says so. No body here knows who is said to have attested it."), "paused"),
    }
    return [(worth_words(worth), *meanings[worth]) for worth in Worth]
