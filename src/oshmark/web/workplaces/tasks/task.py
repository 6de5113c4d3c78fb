# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a task of the work places is made of: a form, what sending it does, and in whose hands it is.

One page for each; `desk` shows them all. `do` gets the seat and what was filled in, and calls the room.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.roles import Role
from oshmark.web.workplaces.seat import Seat

if TYPE_CHECKING:
    from oshmark.certification.criterion import Criterion

Filled = Mapping[str, Any]
Text = Any
"""A text, or one that is translated when it is shown; Django's types have no public name for the latter."""
LONGEST_REASON = 4000
SEND, DONE, WHY = _("Send"), _("Done."), _("Why")
MOST_MINUTES = 100_000
Data = MultiValueDict[str, Any]


class TaskForm(forms.Form):
    """A form that knows where it is filled in. A subclass sets its choices in `prepare`."""

    def __init__(self, seat: Seat, data: Data | None = None, **more: Any) -> None:  # noqa: ANN401  what Django takes
        super().__init__(data, **more)
        self.seat = seat
        self.prepare(seat)

    def prepare(self, seat: Seat) -> None:
        """Set what depends on the application."""

    def choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Set the choices of a field."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A task. `role`: under which it is done, `also`: under which others, whoever has none of the former; `states`: of
    the application in which it is offered, none for any.

    `offered`: whether it is offered to this seat, beyond that; the room decides whether it may be done. `at`: what of
    the application it is about: nothing more, a `criterion`, a `nonconformity`. `shows`: what else its page needs.
    """

    key: str
    title: Text
    role: Role
    form: type[TaskForm]
    do: Callable[[Seat, Filled], object]
    also: tuple[Role, ...] = ()
    states: tuple[ApplicationState, ...] = ()
    offered: Callable[[Seat], bool] = lambda _seat: True
    at: str = ""
    lead: Text = ""
    button: Text = SEND
    done: Text = DONE
    template: str = "workplaces/task.html"
    shows: Callable[[Seat], dict[str, Any]] = lambda _seat: {}
    saves: bool = True
    """Whether what is typed is kept until it is sent; not where there is nothing to type."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Every role under which it may be done, the first first."""
        return (self.role, *self.also)

    def is_for(self, seat: Seat) -> bool:
        """Whether a seat has one of its roles."""
        return any(role in seat.roles for role in self.roles)


def first_role(seat: Seat, roles: tuple[Role, ...]) -> Role:
    """The first of these roles that a seat has; the first of all for who has none, whom the room then refuses."""
    return next((role for role in roles if role in seat.roles), roles[0])


def public_reason(label: Text = WHY, help_text: Text = "", *, required: bool = True) -> forms.CharField:
    """A text that is public for ever."""
    said = help_text or _("This is public and can never be taken back, so name and describe nobody.")
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=LONGEST_REASON, help_text=said, widget=area, required=required)


def private_text(label: Text, help_text: Text = "", longest: int = 20_000) -> forms.CharField:
    """A text that is kept beside the log, and can be erased."""
    area = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(label=label, max_length=longest, help_text=help_text, widget=area)


def minutes_spent() -> forms.IntegerField:
    """The time that somebody took (C-11)."""
    return forms.IntegerField(
        label=_("Minutes it took you"),
        min_value=0,
        max_value=MOST_MINUTES,
        required=False,
        help_text=_("Published in sum only."),
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )


def day(label: Text, help_text: Text = "", *, required: bool = True) -> forms.DateField:
    """A day of the calendar."""
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=picker, input_formats=["%Y-%m-%d"]
    )


def several(label: Text, help_text: Text = "", *, required: bool = True) -> forms.MultipleChoiceField:
    """Boxes to tick."""
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, help_text=help_text, required=required, widget=boxes)


def one_of(label: Text, help_text: Text = "", *, required: bool = True) -> forms.ChoiceField:
    """One of several."""
    return forms.ChoiceField(label=label, help_text=help_text, required=required, widget=forms.RadioSelect)


def line(label: Text, help_text: Text = "", longest: int = 300, *, required: bool = True) -> forms.CharField:
    """A short text."""
    return forms.CharField(label=label, max_length=longest, help_text=help_text, required=required)


def titles(criteria: tuple[Criterion, ...]) -> list[tuple[str, str]]:
    """Criteria as choices."""
    return [(one.id, one.title or one.id) for one in criteria]


class NothingToSay(TaskForm):
    """A form with a button alone."""
