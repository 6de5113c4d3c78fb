# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form of a verdict: what the kind of criterion asks for, and notes on films beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from oshmark.certification.criterion import Judgement
from oshmark.certification.event_data.evaluation import Outcome, Verdict
from oshmark.web.workplaces.evidence.pieces import files_of, notes_field
from oshmark.web.workplaces.tasks.film_notes import film_notes_field, kept_notes
from oshmark.web.workplaces.tasks.task import TaskForm, minutes_spent, one_of, public_reason, several
from oshmark.web.workplaces.words import OUTCOMES, choices

if TYPE_CHECKING:
    from oshmark.certification.criterion import Criterion
    from oshmark.certification.judging import Judging
    from oshmark.web.workplaces.evidence.pieces import Named
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled


def the_criterion(seat: Seat) -> Criterion:
    """The criterion of the page, which its address names."""
    if seat.criterion is None:
        raise LookupError(seat.case.id)
    return seat.criterion


def judging_of(seat: Seat) -> Judging:
    """How the criterion of the page is being judged."""
    return seat.case.judging(the_criterion(seat).id)


class VerdictForm(TaskForm):
    """A verdict, with what the kind of criterion asks for."""

    outcome = one_of(_("Your verdict"))
    score = one_of(_("Which level fits"))
    measured = forms.DecimalField(label=_("The number that you read"), max_digits=30, decimal_places=10, required=False)
    reason = public_reason(
        _("Why"), _("Public once the application is decided, and for ever. Name and describe nobody.")
    )
    seen = several(_("What you looked at"), required=False)
    minutes = minutes_spent()

    def prepare(self, seat: Seat) -> None:
        """A rubric is judged by its levels, a measurement with a number, everything else by words."""
        criterion = the_criterion(seat)
        self._choose_outcome(criterion)
        if criterion.judgement is not Judgement.MEASUREMENT:
            del self.fields["measured"]
        elif criterion.measure is not None:
            self.fields["measured"].help_text = criterion.measure.unit
        files = files_of(seat, criterion)
        self.choose("seen", [(one.digest, one.name) for one in files])
        if not files:
            del self.fields["seen"]
        self._add_notes(seat, files)

    def _add_notes(self, seat: Seat, files: list[Named]) -> None:
        """A field for each film and sound, with what was noted on it before."""
        kept = kept_notes(seat)
        for one in files:
            if one.is_played:
                name = notes_field(one.digest)
                self.fields[name] = film_notes_field(one.name)
                self.initial[name] = kept.get(name, "")

    def _choose_outcome(self, criterion: Criterion) -> None:
        if criterion.judgement is Judgement.RUBRIC and criterion.rubric is not None:
            del self.fields["outcome"]
            self.choose("score", [(str(one.score), f"{one.score}: {one.text}") for one in criterion.rubric.levels])
            return
        del self.fields["score"]
        words = choices(OUTCOMES)
        self.choose("outcome", [one for one in words if not (criterion.safety and one[0] == Outcome.PARTLY.value)])


def verdict_of(seat: Seat, filled: Filled) -> Verdict:
    """What was filled in, as a verdict; of a rubric the level says what the outcome is."""
    criterion = the_criterion(seat)
    score = int(filled["score"]) if "score" in filled else None
    if score is not None and criterion.rubric is not None:
        outcome = Outcome.MET if score >= criterion.rubric.pass_at else Outcome.NOT_MET
    else:
        outcome = Outcome(filled["outcome"])
    return Verdict(
        outcome=outcome,
        reason=filled["reason"],
        score=score,
        measured=filled.get("measured"),
        seen=tuple(filled.get("seen", ())),
    )
