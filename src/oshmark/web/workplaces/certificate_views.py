# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of a certificate, and that of a complaint, for those who work with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.shortcuts import render
from django.views.decorators.http import require_safe

from oshmark.certification.roles import Role
from oshmark.certification.status import status_of
from oshmark.web.accounts.guards import person_of, signed_in
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces.at_certificate import renewal_of
from oshmark.web.workplaces.case_page import head
from oshmark.web.workplaces.evidence.handed_in import file_rows
from oshmark.web.workplaces.models import HandedIn
from oshmark.web.workplaces.seat import at_certificate, at_complaint, seat_of
from oshmark.web.workplaces.tasks.complaint import complaint_page
from oshmark.web.workplaces.tasks.every import CERTIFICATE_TASKS, COMPLAINT_TASKS, link_of, offered
from oshmark.web.workplaces.words import CERTIFICATE_STATES, COMPLAINT_STATES

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase


@require_safe
@signed_in
def certificate(request: HttpRequest, number: str) -> HttpResponseBase:
    """A certificate, for those who have to do with it."""
    seat = at_certificate(person_of(request).public_id, number)
    found = seat.certificate
    if found is None:
        raise Http404
    status = status_of(found, seat.now)
    context = {
        "head": head(seat),
        "certificate": found,
        "status": status,
        "state": CERTIFICATE_STATES[status.state],
        "tasks": [link_of(task, number) for task in offered(seat, CERTIFICATE_TASKS)],
        "findings": status.findings,
        "renewal": renewal_of(found, memory()) if Role.APPLICANT in seat.roles else None,
        "files": file_rows(seat, HandedIn.SURVEILLANCE, HandedIn.TEST_DATA, HandedIn.EXTERNAL),
        "external": found.external,
        "may_open_case": seat_of(seat.person, seat.case, memory(), seat.now) is not None,
    }
    return render(request, "workplaces/certificate.html", context)


@require_safe
@signed_in
def complaint(request: HttpRequest, complaint: str) -> HttpResponseBase:
    """A complaint, for complaints officers."""
    seat = at_complaint(person_of(request).public_id, complaint)
    if seat.complaint is None:
        raise Http404
    context = {
        **complaint_page(seat),
        "head": head(seat),
        "state": COMPLAINT_STATES[seat.complaint.state],
        "tasks": [link_of(task, complaint) for task in offered(seat, COMPLAINT_TASKS)],
    }
    return render(request, "workplaces/complaint.html", context)
