# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Guest evaluators: asked by letter where too few of the body may judge, let in by an administrator, for one case.

A guest accepts with an account of their own. Nobody has a role by that: an administrator, who did not ask, sees what
keeps the guest out, and gives the role for this application alone, with an event.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from oshmark.certification.acts import parties
from oshmark.certification.conflicts import Question, conflicts
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.roles import Role, Who
from oshmark.errors import NotPossibleError, RefusedError
from oshmark.web.audit.writing import writing
from oshmark.web.certification.acting import perform
from oshmark.web.certification.enrolling import enrol
from oshmark.web.certification.memory import memory
from oshmark.web.posting import BUSY, Fate, Letter, next_try, post
from oshmark.web.workplaces.models import Guest

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from oshmark.certification.application import Application
    from oshmark.certification.objection import Objection
    from oshmark.web.accounts.models import Person

GOOD_FOR = timedelta(days=30)
OPEN = (ApplicationState.ACCEPTED, ApplicationState.EVALUATING, ApplicationState.NONCONFORMITY_OPEN)
REASON = "A guest for this application, because too few of the body may judge it."


def ask(application: str, address: str, asked_by: str, now: datetime) -> Guest:
    """Ask somebody at an e-mail address; the letter leaves with the next tick, or at once where somebody sends it."""
    return Guest.objects.create(
        application=application,
        code=secrets.token_hex(16),
        address=address,
        language=(get_language() or "")[:10],
        asked_by=asked_by,
        asked_at=now,
    )


def _signer() -> Signer:
    return Signer(key=settings.SECRET_KEY, salt="guest evaluator", sep="~")


def link_of(guest: Guest) -> str:
    """The whole address that the letter carries."""
    return settings.BASE_URL + reverse("work_guest_asked", args=[_signer().sign(guest.code)])


def find(token: str, now: datetime) -> Guest | None:
    """Who was asked by a link; `None` for one that is not ours, too old, or about an application that is past it."""
    try:
        code = _signer().unsign(token)
    except BadSignature:
        return None
    found = Guest.objects.filter(code=code, asked_at__gt=now - GOOD_FOR).first()
    case = None if found is None else memory().case(found.application)
    return None if case is None or case.state not in OPEN else found


def send_invitations(now: datetime, application: str = "") -> int:
    """Send the letters that did not leave yet, and give their number."""
    waiting = Guest.objects.filter(sent_at=None, answered_at=None, asked_at__gt=now - GOOD_FOR).exclude(address="")
    if application:
        waiting = waiting.filter(application=application)
    sent = 0
    for guest in waiting.filter(_free(now)).order_by("pk"):
        mine = Guest.objects.filter(pk=guest.pk, sent_at=None)
        if not mine.filter(_free(now)).update(busy_until=now + BUSY):
            continue
        fate = post(_letter(guest))
        if fate is Fate.SENT:
            sent += mine.update(sent_at=now, busy_until=None)
            continue
        mine.update(tries=F("tries") + 1, busy_until=next_try(guest.tries, now))
        if fate is Fate.DOWN:
            break
    return sent


def _free(now: datetime) -> Q:
    return Q(busy_until=None) | Q(busy_until__lte=now)


def _letter(guest: Guest) -> Letter:
    with override(guest.language or None):
        lines = [
            _("Somebody from outside is needed to judge an application for a certificate of open source hardware."),
            _("You are asked for that. What it is about, and how long it takes, stands here:"),
            "",
            link_of(guest),
            "",
            _("You can say no there, with one click. The link is good for %(days)d days.") % {"days": GOOD_FOR.days},
            _("Your address is kept for this alone, and deleted when you have answered."),
        ]
        subject = _("Would you judge an application?")
    return Letter(name=f"guest {guest.code}", to=guest.address, subject=subject, lines=lines)


def decline(guest: Guest, now: datetime) -> None:
    """The guest does not want to. The address is deleted."""
    Guest.objects.filter(pk=guest.pk, answered_at=None).update(answered_at=now, settled_at=now, address="")


def accept(guest: Guest, person: Person, now: datetime) -> None:
    """The guest would do it, and is known to the log from now on; the address is deleted.

    Raises `RefusedError` where somebody has answered already, and for who has a stake in it: better now than later.
    """
    with writing():
        row = Guest.objects.select_for_update().get(pk=guest.pk)
        if row.answered_at is not None:
            raise RefusedError(_("Somebody has answered already."))
        enrol(person, now)
        objections = in_the_way(row, person.public_id, now)
        if objections:
            raise NotPossibleError(tuple(one.sentence for one in objections), tuple(one.code for one in objections))
        Guest.objects.filter(pk=row.pk).update(person=person.public_id, answered_at=now, address="")


def in_the_way(guest: Guest, person: str, now: datetime) -> tuple[Objection, ...]:
    """What keeps a guest from judging the application, as it would keep anybody."""
    known = memory()
    asked = Question(register=known.replay.register, at=now, case=known.case(guest.application))
    return conflicts(Kind.VERDICT_SEALED, person, asked)


def waiting_for(administrator: str, now: datetime) -> list[Guest]:
    """The guests who have accepted and wait for an administrator of the body."""
    known = memory()
    return [row for row in all_waiting() if _rules(administrator, known.case(row.application), now)]


def all_waiting() -> QuerySet[Guest]:
    """Every guest who has accepted and was not let in or turned away yet."""
    return Guest.objects.filter(answered_at__isnull=False, settled_at=None).exclude(person="").order_by("pk")


def _rules(person: str, case: Application | None, now: datetime) -> bool:
    register = memory().replay.register
    return case is not None and register.holds(person, Role.ADMINISTRATOR, case.body, now)


def let_in(guest: Guest, administrator: str, now: datetime) -> None:
    """Give the role for this application alone. Raises what `perform` raises, and `NotPossibleError` where something
    keeps the guest out."""
    with writing():
        row = Guest.objects.select_for_update().get(pk=guest.pk)
        if row.settled_at is not None:
            raise RefusedError(_("Somebody has settled it already."))
        case = memory().case(row.application)
        if case is None or case.state not in OPEN:
            raise RefusedError(_("The application needs no evaluator any more."))
        objections = in_the_way(row, row.person, now)
        if objections:
            raise NotPossibleError(tuple(one.sentence for one in objections), tuple(one.code for one in objections))
        facts = {"person": row.person, "given": Role.EVALUATOR, "schemes": (case.scheme,), "application": case.id}
        who = Who(administrator, Role.ADMINISTRATOR)
        perform(parties.assign_role, who, now, body=case.body, reason=REASON, **facts)
        Guest.objects.filter(pk=row.pk).update(settled_at=now)


def turn_away(guest: Guest, now: datetime) -> None:
    """No role for this guest."""
    Guest.objects.filter(pk=guest.pk, settled_at=None).update(settled_at=now)
