# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is recorded about people and organisations that may keep somebody out: relations and trainings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import parties
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.roles import Role
from oshmark.web.certification.spoken import Spoken
from oshmark.web.certification.wording import RELATIONS
from oshmark.web.workplaces.naming import names_of
from oshmark.web.workplaces.records.recording import Record, RecordForm, Scribe, party_field, party_in, today
from oshmark.web.workplaces.tasks.task import day, line, one_of

if TYPE_CHECKING:
    from oshmark.certification.parties import Relation
    from oshmark.web.workplaces.records.recording import Filled

WATCHES = (Role.REGISTRAR, Role.COMPLAINTS_OFFICER)
LONGEST_NOTE = 2_000


class RelationForm(RecordForm):
    """Two who have to do with each other."""

    one = one_of(_("Who"))
    other = party_field(_("With whom"))
    relation = one_of(_("What it is"), _("Of a trainer and of a payer, “who” is that of the two."))
    since = day(_("Since when"))
    until = day(_("Until when, if it is over"), required=False)
    note = forms.CharField(
        label=_("What more there is to say"),
        help_text=_("Kept beside the record, and can be erased."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self, scribe: Scribe) -> None:
        """One's own parties; registrars and complaints officers may name anybody."""
        self.choose("relation", [(one.value, RELATIONS[one.value]) for one in RelationKind])
        if scribe.bodies(*WATCHES):
            self.fields["one"] = party_field(_("Who"))
            self.initial["one"] = scribe.id
            self.order_fields(["one"])
            return
        self.choose("one", list(scribe.parties().items()))


def _relate(scribe: Scribe, filled: Filled) -> None:
    spoken = Spoken()
    note = spoken.say("relation", filled["note"]) if filled["note"].strip() else None
    facts = {"one": party_in(filled["one"]), "other": party_in(filled["other"]), "note": note}
    days = {"since": filled["since"], "until": filled["until"]}
    relation = RelationKind(filled["relation"])
    scribe.act(parties.declare_relation, Role.PUBLIC, spoken, relation=relation, **facts, **days)


def _running(scribe: Scribe) -> list[Relation]:
    ones = scribe.register.relations
    return [one for one in ones if one.until is None or one.until > today(scribe)]


class RelationOverForm(RecordForm):
    """A relation that holds no longer."""

    which = one_of(_("Which one"))

    def prepare(self, scribe: Scribe) -> None:
        """Those that hold."""
        rows = _running(scribe)
        names = names_of(party for one in rows for party in (one.one, one.other))
        said = [f"{names[one.one]}, {names[one.other]}: {RELATIONS[one.kind.value]} ({one.since})" for one in rows]
        self.choose("which", [(_key(one), text) for one, text in zip(rows, said, strict=True)])


def _key(relation: Relation) -> str:
    return f"{relation.one} {relation.other} {relation.kind.value}"


def _relation_over(scribe: Scribe, filled: Filled) -> None:
    one, other, kind = filled["which"].split(" ")
    scribe.act(parties.end_relation, Role.REGISTRAR, None, one=one, other=other, relation=RelationKind(kind))


class TrainingForm(RecordForm):
    """Who trained whom, in what."""

    was = one_of(_("You, or your organisation"))
    mine = one_of(_("Who of you"))
    other = party_field(_("The other of the two"))
    form = line(_("In what form"), _("As schemes call it, such as workshop or mentorship."))
    what = line(_("What it was about"))
    ended = day(_("Its last day"))

    def prepare(self, scribe: Scribe) -> None:
        """Both ways."""
        self.choose("was", [("trainee", _("had the training")), ("trainer", _("gave the training"))])
        self.choose("mine", list(scribe.parties().items()))


def _train(scribe: Scribe, filled: Filled) -> None:
    mine, other = filled["mine"], party_in(filled["other"])
    trainer, trainee = (mine, other) if filled["was"] == "trainer" else (other, mine)
    facts = {"form": filled["form"], "what": filled["what"], "ended": filled["ended"]}
    scribe.act(parties.record_training, Role.PUBLIC, None, trainer=trainer, trainee=trainee, **facts)


RECORDS = (
    Record(
        key="relation",
        title=_("Declare a relation"),
        lead=_("Who has to do with an applicant neither judges nor decides. It is public that there is a relation."),
        roles=(Role.PUBLIC,),
        form=RelationForm,
        do=_relate,
    ),
    Record(
        key="relation-over",
        title=_("A relation is over"),
        lead=_("Neither of the two can say so. Some relations still bar for two years."),
        roles=(Role.REGISTRAR,),
        form=RelationOverForm,
        do=_relation_over,
    ),
    Record(
        key="training",
        title=_("Record a training"),
        lead=_("By who gave it or who had it. Whoever trained somebody does not judge them for two years."),
        roles=(Role.PUBLIC,),
        form=TrainingForm,
        do=_train,
    ),
)
