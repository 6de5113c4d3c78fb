# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of the library."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oshmark.crawl.typed import read_address
from oshmark.errors import StateError, UnreadableError
from oshmark.library.identity import canonical_repo
from oshmark.library.privacy import without_emails
from oshmark.values.iri import BILLS, Target, read_target, step
from oshmark.web.library import queries
from oshmark.web.library.models import Release
from oshmark.web.library.module_views import module_answer
from oshmark.web.library.paging import Paging, page_number
from oshmark.web.library.picture_list import first_images
from oshmark.web.library.presentation import one_line, version_text
from oshmark.web.library.release_views import release_answer
from oshmark.web.library.tombstone import tombstone
from oshmark.web.library.waiting import waiting_row
from oshmark.web.library.withdrawing import withdrawal_of
from oshmark.web.linkeddata.faults import fault
from oshmark.web.linkeddata.negotiation import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http.response import HttpResponseBase

    from oshmark.web.library.models import Module
    from oshmark.web.library.picture_list import Image

WAITING_A_PAGE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, a search box, and what is new."""
    releases = queries.newest_modules()
    images = first_images([release.address for release in releases])
    newest = [_card(release, images.get(release.address)) for release in releases]
    return render(request, "library/home.html", {"counts": queries.counts(), "newest": newest})


def _card(release: Release, image: Image | None) -> dict[str, object]:
    return {
        "image": image,
        "href": release.module.address,
        "name": one_line(release.name),
        "version": version_text(release.version, 40),
        "host": one_line(release.module.host, 80),
        "licence": release.licence,
    }


@require_safe
def resource(request: HttpRequest, rest: str) -> HttpResponseBase:
    """A module, a release or a part, in the form that the address or the client asks for."""
    target = read_target(rest)
    if target is None:
        return fault(request, 404, _("This is not an address that the library could have given to something."))
    form = None if target.form is None else FORMS[target.form]
    withdrawal = withdrawal_of(target.module)
    if withdrawal is not None:
        return tombstone(request, withdrawal, form)
    module = queries.find_module(target.module.address)
    known = module if module is not None and queries.release_count(module) else None
    meant = _elsewhere(target, known)
    if meant:
        return HttpResponsePermanentRedirect(f"{meant}{_below(target)}")
    if known is None:
        repository = canonical_repo(target.module)
        look = repository if read_address(repository) is not None else ""
        return fault(request, 404, _("The library holds no module with this address."), form, look=look)
    try:
        return _answer(request, target)
    except StateError:
        message = _("The manifest of this release cannot be read from our store. It has to be restored from a backup.")
    except UnreadableError:
        message = _(
            "The manifest of this release cannot be understood any more. Its text is still there, under /-/raw."
        )
    return fault(request, 503, message, form)


def _elsewhere(target: Target, module: Module | None) -> str:
    """The address of the module that is meant: the new place of one that has moved, or another spelling."""
    if module is None:
        return queries.other_spelling(target.module) or ""
    # Releases stay at their addresses, which others may have cited: what was admitted there is still that.
    return queries.moved_to(module) if target.version is None else ""


def _below(target: Target) -> str:
    """What an address says below the module."""
    version = f"/-/v/{step(target.version)}" if target.version is not None else ""
    part = f"/-/part/{step(target.part)}" if target.part is not None else ""
    form = f"/-/{target.form}" if target.form is not None else ""
    bill = "" if target.bill is None else f"/-/{next(name for name, form in BILLS.items() if form == target.bill)}"
    return f"{version}{part}{form}{bill}"


def _answer(request: HttpRequest, target: Target) -> HttpResponseBase:
    if target.version is None:
        return module_answer(request, target)
    return release_answer(request, target)


@require_safe
def quarantine(request: HttpRequest) -> HttpResponseBase:
    """Releases that wait for their licence: name, repository, reason and raw text, and nothing else."""
    total = queries.waiting_count()
    number = page_number(request.GET.get("page", ""))
    paging = None if number is None else Paging.of(number, total, WAITING_A_PAGE)
    if paging is None:
        return fault(request, 404, _("The list has no such page."))
    rows = [waiting_row(release) for release in queries.waiting(paging.offset, WAITING_A_PAGE)]
    context = {"rows": rows, "total": total, "paging": paging, "query": ""}
    return render(request, "library/quarantine.html", context)


class _Echo:
    """A file that gives back what is written to it, line by line."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


@require_safe
def quarantine_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as a table, whole."""
    del request
    headers = {
        "Content-Disposition": 'attachment; filename="quarantine.csv"',
        "Access-Control-Allow-Origin": "*",
    }
    return StreamingHttpResponse(_csv_lines(), content_type="text/csv; charset=utf-8", headers=headers)


def _csv_lines() -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield str(writer.writerow(["name", "repository", "reason", "manifest"]))
    rows = Release.objects.filter(state=Release.WAITING).select_related("module").order_by("name", "address")
    for release in rows.iterator(chunk_size=500):
        repository = canonical_repo(queries.module_id(release.module))
        raw = f"{settings.BASE_URL}{release.address}/-/raw"
        cells = (_cell(text) for text in (release.name, repository, release.reason, raw))
        yield str(writer.writerow(list(cells)))


def _cell(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    hidden = without_emails(text)
    return f"'{hidden}" if hidden[:1] in ("=", "+", "-", "@", "\t", "\r") else hidden
