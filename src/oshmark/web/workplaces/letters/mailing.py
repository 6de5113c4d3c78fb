# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""E-mails in plain words to those whose turn it is: each thing once, several in one letter.

What somebody is to be told is noted first, with the act that it comes from; a letter is a name that is given to notes
before it is sent. So nothing is lost where no letter can leave, and what is sent once more after a crash is the same
letter.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from oshmark.certification.conflicts import people_of
from oshmark.certification.next_step import Todo
from oshmark.web.accounts.models import Person
from oshmark.web.certification.memory import memory
from oshmark.web.posting import BUSY, Fate, Letter, next_try, post
from oshmark.web.workplaces.letters.subscriptions import TURNS, off_address, wants
from oshmark.web.workplaces.letters.words import DECIDED, HAPPENED, NEWS, leads_to, news_of, says
from oshmark.web.workplaces.models import Notice
from oshmark.web.workplaces.steps import steps_of, who_acts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from oshmark.web.certification.memory import Memory

QUIET = frozenset({Todo.WRITE, Todo.APPEAL})
"""What nobody has to be told: they know it, or hear it with the decision."""


def note(people: Iterable[str], key: str, todo: str, about: str, now: datetime, *, day: date | None = None) -> None:
    """Note that people are to be told something, if that was not noted yet. `about`: an application or certificate."""
    facts = {"application": about, "todo": todo, "day": day, "made_at": now}
    for person in people:
        Notice.objects.get_or_create(person=person, key=key, defaults=facts)


def tell_who_is_next(application: str, now: datetime, *, by: str = "", certificate: str = "") -> None:
    """Note everybody whose turn it is at an application, and its holder what has happened, and send it once the
    transaction is over. `by`: who did it, and so knows it."""
    known = memory()
    case = known.case(application)
    if case is None:
        return
    for step in steps_of(case, known.scheme_under(case), known, now):
        if step.todo not in QUIET:
            key = f"{case.id} {step.todo.value} {step.criterion or ''} {step.since.isoformat()}"
            note(who_acts(step, case, known, now), key, step.todo.value, case.id, now)
    if case.state in DECIDED:
        key = f"{case.id} {NEWS} {case.state.value} {case.since.isoformat()}"
        note(_holders(known, case.applicant, now) - {by}, key, f"{NEWS} {case.state.value}", case.id, now)
    _note_certificate(certificate or known.replay.register.issued.get(application, ""), known, now, by)
    transaction.on_commit(lambda: _send_what_waits(now, {application, certificate}))


def _note_certificate(number: str, known: Memory, now: datetime, by: str) -> None:
    """The last thing that was done to a certificate, for its holder."""
    certificate = known.certificate(number)
    if certificate is None:
        return
    step = certificate.history[-1]
    if step.kind in HAPPENED and step.at == now:
        key = f"{number} {NEWS} {step.kind.value} {step.at.isoformat()}"
        note(_holders(known, certificate.terms.holder, now) - {by}, key, news_of(step.kind), number, now)


def _holders(known: Memory, party: str, now: datetime) -> frozenset[str]:
    """The people of an applicant or holder."""
    return people_of(known.replay.register, [party], now) & frozenset(known.replay.register.people)


def _send_what_waits(now: datetime, about: set[str]) -> None:
    send_pending(now, tuple(about - {""}))


def send_pending(now: datetime, about: Sequence[str] = ()) -> int:
    """Send what was noted and not sent, one letter to each person, and give the number of letters. `about`: of these
    applications and certificates only. Whoever takes no letter now is tried again later; where none can leave, the
    rest waits without being tried."""
    waiting = Notice.objects.filter(sent_at=None)
    if about:
        waiting = waiting.filter(application__in=about)
    for person in list(waiting.filter(letter="").order_by("person").values_list("person", flat=True).distinct()):
        waiting.filter(letter="", person=person).update(letter=secrets.token_hex(16))
    ready = waiting.filter(_free(now)).exclude(letter="")
    sent = 0
    for name in list(ready.values_list("letter", flat=True).annotate(first=Min("pk")).order_by("first")):
        fate = _send(name, now)
        sent += fate is Fate.SENT
        if fate is Fate.DOWN:
            break
    return sent


def _free(now: datetime) -> Q:
    return Q(busy_until=None) | Q(busy_until__lte=now)


def _send(name: str, now: datetime) -> Fate | None:
    """Send one letter; `None` where somebody else does, or nobody is to get it."""
    rows = Notice.objects.filter(letter=name, sent_at=None)
    if not rows.filter(_free(now)).update(busy_until=now + BUSY):
        return None
    notices = list(rows.order_by("pk"))
    reader = Person.objects.filter(public_id=notices[0].person, is_active=True, email__isnull=False).first()
    fate = None
    if reader is not None and wants(reader.public_id, TURNS):
        fate = post(_letter(reader, name, notices))
    if fate in (None, Fate.SENT):
        rows.update(sent_at=now, busy_until=None)
    else:
        rows.update(tries=F("tries") + 1, busy_until=next_try(notices[0].tries, now))
    return fate


def _letter(reader: Person, name: str, notices: Sequence[Notice]) -> Letter:
    off = off_address(reader.public_id, TURNS)
    with override(reader.language or None):
        mine = all(not one.todo.startswith(("news", "remind")) for one in notices)
        subject = _("It is your turn") if mine else _("News of your certification")
        return Letter(name=name, to=str(reader.email), subject=subject, lines=_lines(notices, off), off=off)


def _lines(notices: Sequence[Notice], off: str) -> list[str]:
    """Each thing once, with how many times and where."""
    counted: dict[tuple[str, str], list[Notice]] = {}
    for one in notices:
        counted.setdefault((says(one.todo, one.day), leads_to(one)), []).append(one)
    lines = [_("This is new:") if len(counted) == 1 else _("These things are new:"), ""]
    for (said, href), ones in counted.items():
        lines += [f"- {said}{f' ({len(ones)})' if len(ones) > 1 else ''}", f"  {href}"]
    lines += ["", _("All your tasks: %(address)s") % {"address": settings.BASE_URL + reverse("work_home")}]
    return [*lines, "", _("To get no more letters of this kind: %(address)s") % {"address": off}]
