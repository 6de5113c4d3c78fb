# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What decision makers and appeal panels do about an application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import decision
from oshmark.certification.conflicts import Question, eligible
from oshmark.certification.event_data.decision import Recommendation
from oshmark.certification.events import Kind
from oshmark.certification.lifecycle import ApplicationState
from oshmark.certification.results import checklist, share, shortfalls
from oshmark.certification.roles import Role
from oshmark.web.workplaces.case_page import grounds_of
from oshmark.web.workplaces.naming import in_words, names_of
from oshmark.web.workplaces.tasks.task import Task, TaskForm, minutes_spent, one_of, public_reason, several, titles
from oshmark.web.workplaces.words import OUTCOMES, RECOMMENDATIONS, choices

if TYPE_CHECKING:
    from oshmark.web.workplaces.seat import Seat
    from oshmark.web.workplaces.tasks.task import Filled

S = ApplicationState
ME = Role.DECISION_MAKER
PANEL = Role.APPEAL_PANEL


class ReviewForm(TaskForm):
    """What should be decided, and why."""

    recommends = one_of(_("What you recommend"))
    reason = public_reason()
    minutes = minutes_spent()

    def prepare(self, seat: Seat) -> None:
        """Both ways."""
        del seat
        self.choose("recommends", choices(RECOMMENDATIONS))


def _review(seat: Seat, filled: Filled) -> None:
    facts = {"recommends": Recommendation(filled["recommends"]), "reason": filled["reason"]}
    seat.act(decision.review, ME, None, **facts, minutes=filled["minutes"] or 0)


class DecideForm(TaskForm):
    """Granted or refused."""

    decision = one_of(_("Your decision"))
    level = one_of(_("At which level, if it is granted"), required=False)
    scope = several(_("What it covers, if it is granted"), required=False)
    unmet = several(_("What stands in the way, if it is refused"), required=False)
    reason = public_reason()
    minutes = minutes_spent()

    def prepare(self, seat: Seat) -> None:
        """At most what was applied for."""
        levels = seat.scheme.levels
        upto = next((place for place, one in enumerate(levels) if one.id == seat.case.level), 0)
        self.choose("decision", [("grant", _("Grant")), ("refuse", _("Refuse"))])
        self.choose("level", [(one.id, one.title or one.id) for one in levels[: upto + 1]])
        self.fields["level"].initial = seat.case.level
        asked = [one for one in seat.scheme.activities if one.id in seat.case.scope]
        self.choose("scope", [(one.id, one.title or one.id) for one in asked])
        self.fields["scope"].initial = list(seat.case.scope)
        if not asked:
            del self.fields["scope"]
        self.choose("unmet", list(titles(checklist(seat.case, seat.scheme))))


def _decide(seat: Seat, filled: Filled) -> None:
    more = {"reason": filled["reason"], "minutes": filled["minutes"] or 0}
    if filled["decision"] == "grant":
        level, scope = filled["level"] or seat.case.level, tuple(filled.get("scope", ()))
        seat.act(decision.grant, ME, None, level=level, scope=scope, **more)
    else:
        seat.act(decision.refuse, ME, None, unmet=tuple(filled["unmet"]), **more)


def decision_page(seat: Seat) -> dict[str, Any]:
    """What the evaluation came to, and what stands in the way of granting it."""
    titled = {one.id: one.title or one.id for one in seat.scheme.criteria}
    results = {one.criterion: one for one in seat.case.results}
    reviews = seat.shown.get("reviews", {})
    names = names_of(reviews)
    return {
        "results": [
            {
                "title": titled[one.criterion],
                "outcome": OUTCOMES[one.outcome],
                "key": one.outcome.value,
                "score": one.score,
            }
            for one in results.values()
        ],
        "share": share(results, checklist(seat.case, seat.scheme)),
        "shortfalls": [
            in_words(one.sentence, seat.scheme) for one in shortfalls(seat.case, seat.scheme, seat.case.level, seat.now)
        ],
        "reviews": [
            {"who": names[who], "recommends": RECOMMENDATIONS[one.recommends], "reason": one.reason}
            for who, one in reviews.items()
        ],
        "deciders": seat.scheme.deciders,
    }


class HearForm(TaskForm):
    """The result of an appeal."""

    result = one_of(_("The appeal"))
    panel = several(_("Who heard it with you"), required=False)
    criteria = several(
        _("What is judged anew, if it is allowed"), _("Tick none where only the decision is made anew."), required=False
    )
    reason = public_reason()
    minutes = minutes_spent()

    def prepare(self, seat: Seat) -> None:
        """Who may sit on the panel beside who records it."""
        self.choose("result", [("allow", _("is allowed")), ("dismiss", _("is dismissed"))])
        self.choose("criteria", list(titles(checklist(seat.case, seat.scheme))))
        asked = Question(register=seat.register, at=seat.now, case=seat.case, certificate=seat.certificate)
        can = [one for one in eligible(Kind.APPEAL_ALLOWED, PANEL, asked).can if one != seat.person]
        names = names_of(can)
        self.choose("panel", [(one, names[one]) for one in can])
        if not can:
            del self.fields["panel"]


def hearing(seat: Seat, filled: Filled) -> dict[str, Any]:
    """What both results have in common."""
    panel = (seat.person, *filled.get("panel", ()))
    return {"panel": panel, "reason": filled["reason"], "minutes": filled["minutes"] or 0}


def _hear(seat: Seat, filled: Filled) -> None:
    if filled["result"] == "allow":
        seat.act(decision.allow_appeal, PANEL, None, criteria=tuple(filled["criteria"]), **hearing(seat, filled))
    else:
        seat.act(decision.dismiss_appeal, PANEL, None, **hearing(seat, filled))


TASKS = (
    Task(
        key="review",
        title=_("Review the evaluation"),
        lead=_("You go through all of it, without having evaluated any of it."),
        role=ME,
        form=ReviewForm,
        do=_review,
        states=(S.EVALUATED, S.REVIEWED),
        offered=lambda seat: seat.person not in seat.case.reviews,
        done=_("Your review is recorded."),
        template="workplaces/decide.html",
        shows=decision_page,
    ),
    Task(
        key="decide",
        title=_("Decide"),
        role=ME,
        form=DecideForm,
        do=_decide,
        states=(S.REVIEWED,),
        button=_("Decide"),
        done=_("The decision is recorded."),
        template="workplaces/decide.html",
        shows=decision_page,
    ),
    Task(
        key="hear",
        title=_("Hear the appeal"),
        role=PANEL,
        form=HearForm,
        do=_hear,
        states=(S.APPEALED,),
        done=_("The result is recorded."),
        template="workplaces/decide.html",
        shows=lambda seat: {**decision_page(seat), "grounds": grounds_of(seat)},
    ),
)
