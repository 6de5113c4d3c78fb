# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bill of materials of a release on pages of its own, and as clean CSV, XLSX and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from oshmark.adapters.bills.reader import reader_version
from oshmark.adapters.bills.workbook import to_xlsx
from oshmark.bom.model import Bom
from oshmark.bom.subtotals import subtotals, total
from oshmark.bom.write import line_data, to_csv
from oshmark.library.privacy import without_emails, without_emails_in
from oshmark.web import wiring
from oshmark.web.library import bills, queries
from oshmark.web.library.bill_list import A_PAGE, all_findings, bill_context
from oshmark.web.library.paging import Paging, page_number
from oshmark.web.library.release_page import heading
from oshmark.web.linkeddata.answers import DATA_POLICY, etag_of, json_text, kept_unless_known
from oshmark.web.linkeddata.faults import fault

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from oshmark.bom.model import Line
    from oshmark.bom.subtotals import Subtotal
    from oshmark.library.bill import Item
    from oshmark.values.finding import Finding
    from oshmark.web.library.bills import ReleaseBill
    from oshmark.web.library.models import Release
    from oshmark.web.library.queries import Opened

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bill_answer(request: HttpRequest, release: Release, form: str) -> HttpResponseBase:
    """The bill of an admitted release: `form` is the ending of its address, empty for the page."""
    etag = etag_of(
        "bill",
        form,
        request.GET.get("page", ""),
        release.digest,
        *queries.state_of(release.module),
        bills.state_of(release.address),
        reader_version(),
        wiring.code_version(),
        settings.IS_DEMO,
    )

    def make() -> HttpResponse:
        opened = queries.open_release(release, wiring.payloads())
        found = bills.bill_of(opened)
        if not found.is_read:
            return fault(request, 404, _("The library has no bill of materials of this release."))
        if form == "":
            return _page(request, opened, found)
        return _data(MAKERS[form](opened, found), form, release)

    response = kept_unless_known(request, etag, make)
    response.headers["Link"] = f'<{settings.BASE_URL}{release.address}>; rel="canonical"'
    return response


def _page(request: HttpRequest, opened: Opened, found: ReleaseBill) -> HttpResponse:
    page = page_number(request.GET.get("page", ""))
    paging = None if page is None else Paging.of(page, len(found.bill.items), A_PAGE)
    if paging is None:
        return fault(request, 404, _("The bill has no such page."))
    context = {
        **heading(opened, {}),
        **bill_context(opened, found, offset=paging.offset, count=A_PAGE),
        "module": opened.release.module,
        "paging": paging,
        "query": "",
        "canonical": f"{settings.BASE_URL}{opened.release.address}/-/bom",
    }
    return render(request, "library/bill.html", context)


def _data(content: bytes, form: str, release: Release) -> HttpResponse:
    kind = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "json": "application/json"}[form]
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Security-Policy"] = DATA_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Access-Control-Allow-Origin"] = "*"
    name = f"bom-{release.module.path.rpartition('/')[2]}-{release.version}.{form}"
    disposition = content_disposition_header(as_attachment=form != "json", filename=_safe_name(name))
    response.headers["Content-Disposition"] = disposition or "inline"
    return response


def _safe_name(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-._" else "_" for letter in name)[-120:]


def _csv(_opened: Opened, found: ReleaseBill) -> bytes:
    return without_emails(to_csv(Bom({}, _lines(found)))).encode()


def _lines(found: ReleaseBill) -> tuple[Line, ...]:
    """The lines with the sheet they stand on before their title, where there are several sheets."""
    lines = found.bill.lines
    if len({line.sheet for line in lines}) <= 1:
        return lines
    return tuple(
        msgspec.structs.replace(line, group=" · ".join(filter(None, (line.sheet, line.group))) or None)
        for line in lines
    )


def _xlsx(_opened: Opened, found: ReleaseBill) -> bytes:
    notes = [(f"{finding.at[0] if finding.at else ''}", finding.message) for finding in all_findings(found)]
    notes += [(str(one.line), _("left out: %(why)s") % {"why": one.why}) for s in found.sources for one in s.dropped]
    hidden = [(line, without_emails(text)) for line, text in notes]
    return to_xlsx(_hidden(_lines(found)), subtotals(found.bill.lines), hidden)


def _hidden(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines without e-mail addresses."""
    texts = ("name", "manufacturer", "supplier", "remark", "link", "source", "group", "process", "material")
    return tuple(
        msgspec.structs.replace(
            line, **{text: without_emails(value) for text in texts if isinstance(value := getattr(line, text), str)}
        )
        for line in lines
    )


def _json(opened: Opened, found: ReleaseBill) -> bytes:
    data = {
        "release": f"{settings.BASE_URL}{opened.release.address}",
        "files": [
            {
                "path": source.row.path,
                "sha256": source.row.sha256 or None,
                "url": source.row.fetched_from or None,
                "lines": source.lines,
                "problem": source.problem or None,
            }
            for source in found.sources
        ],
        "lines": [_item_data(item) for item in found.bill.items],
        "subtotals": [_sum_data(one) for one in subtotals(found.bill.lines)],
        "total": _sum_data(total(found.bill.lines)),
        "dropped": [{"line": one.line, "why": one.why} for source in found.sources for one in source.dropped],
        "findings": [_finding_data(finding) for finding in all_findings(found)],
    }
    return json_text(without_emails_in(msgspec.to_builtins(data, enc_hook=str))).encode()


def _item_data(item: Item) -> dict[str, Any]:
    data = line_data(item.line)
    data |= {"made_or_bought": item.origin.value, "told_by": item.told_by, "how": item.how}
    return {**data, "part": item.part, "in_bill": item.in_bill}


def _sum_data(one: Subtotal) -> dict[str, Any]:
    return {
        "sheet": one.sheet or None,
        "group": one.group or None,
        "lines": one.lines,
        "pieces": one.pieces,
        "cost": [{"amount": amount, "currency": currency or None} for currency, amount in one.cost.items()],
        "lines_without_price": one.lines - one.priced,
        "mass_g": one.mass_g,
        "lines_without_mass": one.lines - one.weighed,
        "made_or_bought": {origin.value: count for origin, count in one.origins.items()},
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "line": finding.at[0] if finding.at else None,
        "key": finding.key or None,
        "message": finding.message,
        "fix": finding.fix,
    }


MAKERS = {"csv": _csv, "xlsx": _xlsx, "json": _json}
"""By the ending of an address what makes the form."""
