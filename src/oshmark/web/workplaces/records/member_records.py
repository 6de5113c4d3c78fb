# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is recorded about who acts for whom: mandates, and the members of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from oshmark.certification.acts import parties
from oshmark.certification.calendar_days import end_of
from oshmark.certification.roles import Role
from oshmark.web.workplaces.naming import names_of
from oshmark.web.workplaces.records.recording import Record, RecordForm, Scribe, party_field, party_in
from oshmark.web.workplaces.tasks.task import day, one_of, public_reason

if TYPE_CHECKING:
    from oshmark.certification.parties import Mandate, Membership
    from oshmark.web.workplaces.records.recording import Filled


class MandateForm(RecordForm):
    """Somebody acts for a party from now on."""

    party = one_of(_("For whom"))
    agent = party_field(_("Who may act"))
    until = day(_("Until the end of"), _("Leave it empty where it holds until you end it."), required=False)

    def prepare(self, scribe: Scribe) -> None:
        """One's own parties."""
        self.choose("party", list(scribe.parties().items()))


def _mandate(scribe: Scribe, filled: Filled) -> None:
    until = None if filled["until"] is None else end_of(filled["until"])
    facts = {"party": filled["party"], "agent": party_in(filled["agent"]), "until": until}
    scribe.act(parties.give_mandate, Role.APPLICANT, None, **facts)


def _mandates(scribe: Scribe) -> list[Mandate]:
    mine = scribe.parties()
    return [one for one in scribe.register.mandates if one.party in mine and one.holds(scribe.now)]


class MandateOverForm(RecordForm):
    """Somebody acts for a party no longer."""

    which = one_of(_("Which one"))

    def prepare(self, scribe: Scribe) -> None:
        """Those that one's own parties have given."""
        rows = _mandates(scribe)
        names = names_of(party for one in rows for party in (one.party, one.agent))
        self.choose("which", [(f"{one.party} {one.agent}", f"{names[one.party]}: {names[one.agent]}") for one in rows])


def _mandate_over(scribe: Scribe, filled: Filled) -> None:
    party, agent = filled["which"].split(" ")
    scribe.act(parties.end_mandate, Role.APPLICANT, None, party=party, agent=agent)


class MemberForm(RecordForm):
    """Somebody belongs to an organisation."""

    organisation = party_field(_("Which organisation"))
    member = party_field(_("Who belongs to it"))


def _acting(scribe: Scribe, organisation: str) -> Role:
    """As whom somebody changes the members of an organisation: for it, or as a registrar."""
    is_mine = scribe.register.acts_for(scribe.id, organisation, scribe.now)
    return Role.APPLICANT if is_mine else Role.REGISTRAR


def _member(scribe: Scribe, filled: Filled) -> None:
    organisation = party_in(filled["organisation"])
    facts = {"organisation": organisation, "member": party_in(filled["member"])}
    scribe.act(parties.add_member, _acting(scribe, organisation), None, **facts)


def _memberships(scribe: Scribe) -> list[Membership]:
    mine, watches = scribe.parties(), bool(scribe.bodies(Role.REGISTRAR))
    ones = scribe.register.memberships
    return [one for one in ones if one.holds(scribe.now) and (watches or one.organisation in mine)]


class MemberGoneForm(RecordForm):
    """Somebody belongs to an organisation no longer."""

    which = one_of(_("Which one"))
    reason = public_reason()

    def prepare(self, scribe: Scribe) -> None:
        """Those of one's own organisations; for a registrar all."""
        rows = _memberships(scribe)
        names = names_of(party for one in rows for party in (one.organisation, one.person))
        said = [(f"{one.organisation} {one.person}", f"{names[one.organisation]}: {names[one.person]}") for one in rows]
        self.choose("which", sorted(said, key=lambda choice: choice[1]))


def _member_gone(scribe: Scribe, filled: Filled) -> None:
    organisation, member = filled["which"].split(" ")
    facts = {"organisation": organisation, "member": member, "reason": filled["reason"]}
    scribe.act(parties.remove_member, _acting(scribe, organisation), None, **facts)


RECORDS = (
    Record(
        key="mandate",
        title=_("Let somebody act for you"),
        roles=(Role.APPLICANT,),
        form=MandateForm,
        do=_mandate,
    ),
    Record(
        key="mandate-over",
        title=_("Somebody acts for you no longer"),
        roles=(Role.APPLICANT,),
        form=MandateOverForm,
        do=_mandate_over,
    ),
    Record(
        key="member",
        title=_("Somebody belongs to an organisation"),
        lead=_("The record follows the account of the organisation whenever it applies; this is for the rest."),
        roles=(Role.APPLICANT, Role.REGISTRAR),
        form=MemberForm,
        do=_member,
    ),
    Record(
        key="member-gone",
        title=_("Somebody has left an organisation"),
        lead=_("Whoever left stays barred for two years."),
        roles=(Role.APPLICANT, Role.REGISTRAR),
        form=MemberGoneForm,
        do=_member_gone,
    ),
)
