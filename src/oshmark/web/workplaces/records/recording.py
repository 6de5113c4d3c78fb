# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is recorded about people, organisations and bodies rather than about a case: a form, and an act for each.

`Record` says under which roles somebody may; where that is `PUBLIC` or `APPLICANT`, everybody has the page, and the
room looks whether they may do it about what they name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from oshmark.certification.calendar_days import day_of
from oshmark.certification.roles import Role, Who
from oshmark.web.accounts.models import Organisation, Person
from oshmark.web.certification.acting import perform
from oshmark.web.certification.enrolling import enrol
from oshmark.web.certification.memory import NOTHING, memory
from oshmark.web.workplaces.tasks.task import Text, line

if TYPE_CHECKING:
    from datetime import date

    from oshmark.certification.events import Happened
    from oshmark.certification.register import Register
    from oshmark.web.certification.spoken import Spoken

EVERYBODY = frozenset({Role.PUBLIC, Role.APPLICANT})
Filled = Mapping[str, Any]


class Scribe(msgspec.Struct, frozen=True):
    """Who records something, and when."""

    account: Person
    now: datetime

    @property
    def id(self) -> str:
        """As the log names them."""
        return self.account.public_id

    @property
    def register(self) -> Register:
        """What the log knows of everybody."""
        return memory().replay.register

    def bodies(self, *roles: Role) -> list[str]:
        """The bodies in which they have one of these roles."""
        known = self.register
        return [body for body in known.bodies if any(known.holds(self.id, role, body, self.now) for role in roles)]

    def role(self, body: str, *roles: Role) -> Role:
        """The first of these roles that they have in a body; the first of all for who has none."""
        return next((one for one in roles if self.register.holds(self.id, one, body, self.now)), roles[0])

    def parties(self) -> dict[str, str]:
        """Whom they act for, by id: themselves, and their organisations."""
        rows = Organisation.objects.filter(memberships__person=self.account, closed_at__isnull=True)
        mine = {self.id: self.account.name or self.id}
        return mine | dict(rows.order_by("name", "pk").values_list("public_id", "name"))

    def act(
        self,
        act: Callable[..., tuple[Happened, ...]],
        role: Role,
        spoken: Spoken | None = None,
        /,
        **facts: Any,  # noqa: ANN401  what each act takes is said by the act
    ) -> tuple[Happened, ...]:
        """Record it; they are known to the log from now on. Raises what `perform` raises."""
        enrol(self.account, self.now)
        return perform(act, Who(self.id, role), self.now, NOTHING, spoken, **facts)


class RecordForm(forms.Form):
    """A form that knows who fills it in. A subclass sets its choices in `prepare`."""

    def __init__(self, scribe: Scribe, data: Any = None, **more: Any) -> None:  # noqa: ANN401  what Django takes
        super().__init__(data, **more)
        self.scribe = scribe
        self.prepare(scribe)

    def prepare(self, scribe: Scribe) -> None:
        """Set what depends on who it is."""

    def choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Set the choices of a field; one alone is chosen already."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
            field.initial = choices[0][0] if len(choices) == 1 else field.initial


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be recorded. `roles`: under which; the page is of those who have one in some body."""

    key: str
    title: Text
    lead: Text = ""
    roles: tuple[Role, ...]
    form: type[RecordForm]
    do: Callable[[Scribe, Filled], object]
    done: Text = _("It is recorded.")

    def is_for(self, scribe: Scribe) -> bool:
        """Whether somebody has the page."""
        return bool(EVERYBODY & set(self.roles)) or bool(scribe.bodies(*self.roles))


def party_field(label: Text) -> forms.CharField:
    """Somebody else, as the public registry names them."""
    return line(label, _("The address of their page in the registry, or their id alone."), longest=500)


def party_in(written: str) -> str:
    """The id in what was written."""
    return written.strip().rstrip("/").rpartition("/")[2].removeprefix("person:")


def today(scribe: Scribe) -> date:
    """The day on which it is recorded."""
    return day_of(scribe.now)
