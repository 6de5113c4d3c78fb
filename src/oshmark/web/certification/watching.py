# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Watching by e-mail, without an account: asked for in a form, begun by a link in a letter, ended by one click.

Each change is told once. Which changes a letter is about is written down before it is sent, so that one that is sent
once more after a crash is the same letter. An address is kept as long as it is watched from, and no longer.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from oshmark.errors import OshmarkError, RefusedError
from oshmark.web.audit.models import Event
from oshmark.web.certification.changes import changes_after
from oshmark.web.certification.models import Watch
from oshmark.web.certification.watched import find_watched, news_for
from oshmark.web.posting import BUSY, Fate, Letter, next_try, post

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from oshmark.web.certification.changes import Change
    from oshmark.web.certification.watched import News, Watched

PERIOD = timedelta(minutes=10)
A_CLIENT, OF_ALL, A_DAY = 5, 60, 1_000
"""Letters that may be asked for within the period by one client and by all, and by all within a day."""
OF_ADDRESS, MOST_WATCHED = 3, 50
"""How much may wait for a yes from one address, and how much may be watched from it."""
WAITS = timedelta(days=2)
"""So long a link waits for a yes; then everything of it is forgotten."""
MOST_NEWS = 20
"""In one letter."""


class TooManyWatchesError(OshmarkError):
    """One client asks too often, or all do."""

    retry_helps = True


def ask(watched: Watched, written: str, *, client: str, now: datetime) -> None:
    """Send a link to an address, with which watching begins. Who asks learns nothing of the address: neither whether it
    watches already, nor whether it gets a letter.

    Raises `RefusedError` for what is no address, and `TooManyWatchesError`.
    """
    address = written.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise RefusedError(_("This is no e-mail address.")) from None
    _forget_waiting(now)
    _count(client, now)
    mine = Watch.objects.filter(address__iexact=address)
    known = mine.filter(kind=watched.kind, ref=watched.ref).exists()
    if known or mine.filter(confirmed_at=None).count() >= OF_ADDRESS or mine.count() >= MOST_WATCHED:
        return
    facts = {"kind": watched.kind, "ref": watched.ref, "address": address, "language": (get_language() or "")[:10]}
    try:
        with transaction.atomic():
            watch = Watch.objects.create(**facts, code=secrets.token_hex(16), asked_by=client, asked_at=now)
    except IntegrityError:  # a second click
        return
    transaction.on_commit(lambda: _send_link(watch.pk, now))


def _count(client: str, now: datetime) -> None:
    lately = Watch.objects.filter(asked_at__gt=now - PERIOD)
    today = Watch.objects.filter(asked_at__gt=now - timedelta(days=1)).count()
    if lately.filter(asked_by=client).count() >= A_CLIENT or lately.count() >= OF_ALL or today >= A_DAY:
        raise TooManyWatchesError(_("Too many have asked just now. Please try again later."))


def _forget_waiting(now: datetime) -> int:
    return Watch.objects.filter(confirmed_at=None, asked_at__lt=now - WAITS).delete()[0]


def forget_address(address: str) -> int:
    """Forget everything that is watched from an address, as when an account is erased."""
    return Watch.objects.filter(address__iexact=address).delete()[0]


# Links ----------------------------------------------------------------------------------------------------------------


def _signer() -> Signer:
    return Signer(key=settings.SECRET_KEY, salt="watching by e-mail", sep="~")


def link(watch: Watch, name: str) -> str:
    """The whole address that begins (`watch-begin`) or ends (`watch-end`) it."""
    return settings.BASE_URL + reverse(name, args=[_signer().sign(watch.code)])


def find(token: str) -> Watch | None:
    """What a link is about; `None` for one that is not ours, or is over."""
    try:
        code = _signer().unsign(token)
    except BadSignature:
        return None
    return Watch.objects.filter(code=code).first()


def begin(watch: Watch, now: datetime) -> None:
    """Tell everything that happens from now on."""
    Watch.objects.filter(pk=watch.pk, confirmed_at=None).update(confirmed_at=now, told=newest_event())


def end(watch: Watch) -> None:
    """Tell nothing any more, and forget the address."""
    Watch.objects.filter(pk=watch.pk).delete()


def newest_event() -> int:
    """The number of the last event of the log."""
    return int(Event.objects.aggregate(newest=Max("number"))["newest"] or 0)


# Letters --------------------------------------------------------------------------------------------------------------


def tell_watchers(now: datetime) -> int:
    """Send links that did not leave yet, and what has changed since each was told last; the number of letters."""
    _forget_waiting(now)
    sent = 0
    for key in list(_free(Watch.objects.filter(confirmed_at=None, sent_at=None), now).values_list("pk", flat=True)):
        fate = _send_link(key, now)
        sent += fate is Fate.SENT
        if fate is Fate.DOWN:
            return sent
    newest = newest_event()
    late = Watch.objects.filter(confirmed_at__isnull=False).filter(Q(told__lt=newest) | Q(telling__gt=0))
    first = late.order_by("told").values_list("told", flat=True).first()
    known: dict[str, list[Change]] = {}
    for watch in _free(late, now).order_by("pk"):
        with override(watch.language or None):
            if watch.language not in known:
                known[watch.language] = changes_after(first or 0, now)
            fate = _tell(watch, known[watch.language], newest, now)
        sent += fate is Fate.SENT
        if fate is Fate.DOWN:
            break
    return sent


def _free(rows: QuerySet[Watch], now: datetime) -> QuerySet[Watch]:
    return rows.filter(Q(busy_until=None) | Q(busy_until__lte=now))


def _send_link(key: int, now: datetime) -> Fate | None:
    """The letter with the link; `None` where somebody else sends it."""
    rows = Watch.objects.filter(pk=key, confirmed_at=None, sent_at=None)
    if not _free(rows, now).update(busy_until=now + BUSY):
        return None
    watch = rows.get()
    watched = find_watched(watch.kind, watch.ref)
    if watched is None:
        rows.delete()
        return None
    with override(watch.language or None):
        fate = post(_link_letter(watch, watched))
    return _settle(rows, fate, now, watch.tries, sent_at=now)


def _link_letter(watch: Watch, watched: Watched) -> Letter:
    lines = [
        _("Somebody, you we hope, wants this address to be told when something changes:"),
        watched.title,
        settings.BASE_URL + watched.href,
        "",
        _("If that is so, open this:"),
        link(watch, "watch-begin"),
        "",
        _("If not, do nothing: within two days your address is forgotten, and nobody writes to you."),
    ]
    return Letter(name=f"watch {watch.code}", to=watch.address, subject=_("Do you want to be told?"), lines=lines)


def _tell(watch: Watch, changes: Sequence[Change], newest: int, now: datetime) -> Fate | None:
    """One letter about all that is new; `None` where there is nothing, or somebody else tells it."""
    upto = watch.telling or newest
    news = news_for(watch, changes, upto)
    rows = Watch.objects.filter(pk=watch.pk, told=watch.told, telling=watch.telling)
    if not news:
        rows.update(told=upto, telling=0, busy_until=None)
        return None
    if not _free(rows, now).update(telling=upto, busy_until=now + BUSY):
        return None
    fate = post(_news_letter(watch, news, upto))
    return _settle(Watch.objects.filter(pk=watch.pk, telling=upto), fate, now, watch.tries, told=upto, telling=0)


def _settle(rows: QuerySet[Watch], fate: Fate, now: datetime, tries: int, **done: object) -> Fate:
    if fate is Fate.SENT:
        rows.update(**done, busy_until=None, tries=0)
    else:
        rows.update(tries=F("tries") + 1, busy_until=next_try(tries, now))
    return fate


def _news_letter(watch: Watch, news: Sequence[News], upto: int) -> Letter:
    off = link(watch, "watch-end")
    lines = []
    for one in news[-MOST_NEWS:]:
        lines += [f"{one.at.date()}  {one.title}", *filter(None, [one.summary]), one.href, ""]
    if len(news) > MOST_NEWS:
        changes = settings.BASE_URL + "/certificates"
        lines += [_("There is more: %(address)s") % {"address": changes}, ""]
    lines += [_("To be told no more, and to have your address forgotten: %(address)s") % {"address": off}]
    subject = news[-1].title if len(news) == 1 else _("%(count)d changes") % {"count": len(news)}
    return Letter(
        name=f"watch {watch.code} {watch.told} {upto}", to=watch.address, subject=subject, lines=lines, off=off
    )
