# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a holder applies for another term (C-42): what has changed is shown first, then a new application is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import application
from oshmark.certification.roles import Role, Who
from oshmark.errors import NotPossibleError
from oshmark.web.certification.acting import perform
from oshmark.web.certification.memory import About, memory
from oshmark.web.library.models import Release
from oshmark.web.library.queries import find_release
from oshmark.web.workplaces.at_certificate import renewal_of, status_at, the_certificate
from oshmark.web.workplaces.numbers import new_application
from oshmark.web.workplaces.tasks.renewal_changes import changed_since, newest_scheme, releases_since
from oshmark.web.workplaces.tasks.task import Task, TaskForm, one_of, several

if TYPE_CHECKING:
    from oshmark.certification.event_data.application import About as Subject
    from oshmark.certification.scheme import Scheme
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

ME = Role.APPLICANT


def _scheme(seat: Seat) -> Scheme | None:
    return newest_scheme(the_certificate(seat).terms.scheme, seat.now)


class RenewForm(TaskForm):
    """What the next term is to be about."""

    release = one_of(_("Which release"))
    level = one_of(_("At which level"))
    scope = several(_("What it is to cover"))

    def prepare(self, seat: Seat) -> None:
        """The newest version of the scheme, the newest release, and for the rest what it has now."""
        terms, scheme = the_certificate(seat).terms, _scheme(seat)
        levels = () if scheme is None else scheme.levels
        activities = () if scheme is None else scheme.activities
        self.choose("level", [(one.id, ". ".join(filter(None, (one.title or one.id, one.meaning)))) for one in levels])
        self.choose("scope", [(one.id, one.title or one.id) for one in activities])
        self.fields["level"].initial, self.fields["scope"].initial = terms.level, list(terms.scope)
        releases = releases_since(the_certificate(seat)) if terms.about.digest is not None else []
        self.choose("release", [(one.address, f"{one.name} {one.version}") for one in releases])
        self.fields["release"].initial = releases[0].address if releases else None
        if terms.about.digest is None:
            del self.fields["release"]
        if not activities:
            del self.fields["scope"]


def _about(seat: Seat, address: str) -> Subject:
    """The subject of the certificate, in the release that the holder names."""
    about = the_certificate(seat).terms.about
    row = find_release(address) if address else None
    if row is None or row.state != Release.ADMITTED:
        return about
    facts = {"ref": row.address, "name": row.name[:300], "version": row.version or None}
    return msgspec.structs.replace(about, **facts, digest=f"sha256:{row.digest}")


def _renew(seat: Seat, filled: Filled) -> None:
    scheme = _scheme(seat)
    if scheme is None:
        raise NotPossibleError((now_("No version of this scheme can be applied for now."),), ("not-adopted",))
    number = the_certificate(seat).number
    facts: dict[str, Any] = {
        "application": new_application(),
        "applicant": the_certificate(seat).terms.holder,
        "about": _about(seat, filled.get("release", "")),
        "level": filled["level"],
        "scope": tuple(filled.get("scope", ())),
    }
    about = About(certificate=number, scheme=scheme)
    perform(application.open_application, Who(seat.person, ME), seat.now, about, None, **facts, renew=True)


def _renew_page(seat: Seat) -> dict[str, Any]:
    scheme, releases = _scheme(seat), releases_since(the_certificate(seat))
    about = _about(seat, releases[0].address if releases else "")
    return {"changed": None if scheme is None else changed_since(the_certificate(seat), scheme, about)}


def changed_for(seat: Seat) -> dict[str, Any] | None:
    """What has changed since the certificate that an application renews; `None` for one that renews none."""
    certificate = memory().certificate(seat.case.renews) if seat.case.renews else None
    if certificate is None or seat.case.id in certificate.applications:
        return None
    return changed_since(certificate, seat.scheme, seat.case.about)


def _is_open(seat: Seat) -> bool:
    status = status_at(seat)
    is_free = renewal_of(the_certificate(seat), memory()) is None
    return status.renewable and is_free and status.valid_until is not None


TASKS = (
    Task(
        key="certificate-renew",
        title=_("Apply for another term"),
        lead=_("This begins a new application, with fresh evidence. See first what has changed."),
        role=ME,
        form=RenewForm,
        do=_renew,
        offered=_is_open,
        button=_("Begin"),
        done=_("The application for another term is begun. Nobody but you sees it before you hand it in."),
        template="workplaces/renew.html",
        shows=_renew_page,
    ),
)
