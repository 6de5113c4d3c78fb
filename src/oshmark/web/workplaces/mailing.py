# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""E-mails in plain words to those whose turn it is: one for each thing to do, several in one letter.

They say what is to be done and where, and nothing of what it is about: an e-mail may be read by anybody on its way.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from oshmark.certification.next_step import Todo
from oshmark.web.accounts.models import Person
from oshmark.web.certification.memory import memory
from oshmark.web.workplaces.models import Habits, Notice
from oshmark.web.workplaces.steps import my_rows, steps_of, who_acts
from oshmark.web.workplaces.words import TODOS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

log = logging.getLogger(__name__)
WEEK = timedelta(days=7)
QUIET = frozenset({Todo.WRITE, Todo.APPEAL})
"""What nobody has to be told: they know it, or it is only possible."""


def tell_who_is_next(application: str, now: datetime) -> None:
    """Note everybody whose turn it is at an application, and send it once the transaction is over."""
    known = memory()
    case = known.case(application)
    if case is None:
        return
    for step in steps_of(case, known.scheme_under(case), known, now):
        if step.todo in QUIET:
            continue
        key = f"{case.id} {step.todo.value} {step.criterion or ''} {step.since.isoformat()}"
        facts = {"application": case.id, "todo": step.todo.value, "made_at": now}
        for person in who_acts(step, case, known, now):
            Notice.objects.get_or_create(person=person, key=key, defaults=facts)
    transaction.on_commit(lambda: send_pending(now, application))


def send_pending(now: datetime, application: str = "") -> int:
    """Send what was noted and not sent, one letter to each person, and give the number of letters."""
    waiting = Notice.objects.filter(sent_at=None)
    if application:
        waiting = waiting.filter(application=application)
    by_person: dict[str, list[Notice]] = {}
    for notice in waiting.order_by("pk"):
        by_person.setdefault(notice.person, []).append(notice)
    return sum(_send(person, notices, now) for person, notices in by_person.items())


def _send(person: str, notices: Sequence[Notice], now: datetime) -> bool:
    reader = Person.objects.filter(public_id=person, is_active=True, email__isnull=False).first()
    if reader is not None and not _letter(reader, _("It is your turn"), lambda: _turns(notices)):
        return False
    Notice.objects.filter(pk__in=[one.pk for one in notices]).update(sent_at=now)
    return reader is not None


def _turns(notices: Sequence[Notice]) -> list[str]:
    """Each thing to do once, with how many times and where."""
    counted: dict[tuple[str, str], int] = {}
    for one in notices:
        counted[(one.todo, one.application)] = counted.get((one.todo, one.application), 0) + 1
    lines = [_("Somebody waits for you:"), ""]
    for (todo, application), count in counted.items():
        times = f" ({count})" if count > 1 else ""
        lines += [
            f"- {TODOS[Todo(todo)]}{times}",
            f"  {settings.BASE_URL}{reverse('work_application', args=[application])}",
        ]
    return [*lines, "", _("All your tasks: %(address)s") % {"address": settings.BASE_URL + reverse("work_home")}]


def send_digests(now: datetime) -> int:
    """Send everybody who has something to do what waits for them, once a week, and give the number of letters."""
    register = memory().replay.register
    sent = 0
    for reader in Person.objects.filter(public_id__in=register.people, is_active=True, email__isnull=False).order_by(
        "pk"
    ):
        habits, _is_new = Habits.objects.get_or_create(person=reader.public_id)
        if habits.digest_at is not None and habits.digest_at + WEEK > now:
            continue
        sent += _digest(reader, now)
        Habits.objects.filter(person=reader.public_id).update(digest_at=now)
    return sent


def _digest(reader: Person, now: datetime) -> bool:
    rows = [row for found in my_rows(reader.public_id, now).values() for row in found]
    if not rows:
        return False
    late = sum(row.late for row in rows)

    def lines() -> list[str]:
        said = [_("%(count)d things wait for you, %(late)d of them are late.") % {"count": len(rows), "late": late}, ""]
        said += [f"- {row.title}: {settings.BASE_URL}{row.href}" for row in rows[:30]]
        return [*said, "", settings.BASE_URL + reverse("work_home")]

    return _letter(reader, _("Your week"), lines)


def _letter(reader: Person, subject: str, lines: Callable[[], list[str]]) -> bool:
    """Send one letter in the reader's language; False where it could not be sent."""
    with override(reader.language or None):
        body = "\n".join([*lines(), "", f"{settings.INSTANCE_NAME}, {settings.BASE_URL}"])
    try:
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [str(reader.email)]).send()
    except (OSError, SMTPException, ValueError) as exc:
        log.warning("an e-mail about work could not be sent: %s", type(exc).__name__)
        return False
    return True
