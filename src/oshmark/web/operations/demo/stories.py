# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has happened, in its order: a product and its producer certified, one certificate suspended, one refusal under
appeal, and for each role something that waits. A newcomer who signs in as the right person can finish all of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from oshmark.certification.acts import application, certificate, complaints, decision, parties, standards
from oshmark.certification.event_data.application import Missing
from oshmark.certification.event_data.certificate import ComplaintCategory, ReasonClass
from oshmark.certification.event_data.parties import RelationKind
from oshmark.certification.roles import ANYBODY, Role, Who
from oshmark.web.accounts.models import Person
from oshmark.web.certification import memory as memories
from oshmark.web.certification.founding import propose
from oshmark.web.certification.spoken import Spoken
from oshmark.web.operations.demo.applying import begin, workshop_of
from oshmark.web.operations.demo.cast import BROOK, FINCH, GANNET, HEDDLE, LARK, MOKUME, WIESEL, WREN, address
from oshmark.web.operations.demo.words import VERSION_NOTE

if TYPE_CHECKING:
    from oshmark.certification.scheme import Scheme
    from oshmark.web.operations.demo.player import Player, Story

PRODUCT, PRODUCER, DOCUMENTATION = "product-by-specifications", "printer-producer", "dokumentation-3105"
CONTRACT = "distributive-economics"
NO_INVITATION = "The gate on distributive economics is not passed: others may build it only after signing a contract."


def tell(players: dict[str, Player], schemes: dict[str, Scheme]) -> None:
    """Play everything."""
    player, other = players["harrowfield"], players["erlental"]
    product = schemes[PRODUCT]
    _listed_issuers(player, other)
    granted = _granted(player, product)
    _producer(player, schemes[PRODUCER])
    suspended = _second(player, product)
    refused = _refused(player, product)
    _newer_scheme(player, product)
    _wish(player)
    documentation = _documentation(other, schemes[DOCUMENTATION])
    _appealed(player, refused)
    _evaluating(player, product)
    other.days_ago(15)
    documentation.concluded()
    _returned(player, product)
    _suspended(player, suspended)
    _fee_open(player, product)
    _submitted(player, product)
    _complained(player, granted)


def _listed_issuers(player: Player, other: Player) -> None:
    """Whose attestations the bodies believe, and how. Nobody is asked: no sample claims any."""
    registrar = player.one(Role.REGISTRAR), Role.REGISTRAR
    player.do(
        standards.list_issuer,
        *registrar,
        body="harrowfield",
        issuer="wiki.rebuild.example/index.php",
        method="wiki revision: {name}; {version}; attested but not: attestation withdrawn",
        reason="Its readers attest a state of a page, which nobody can change afterwards.",
    )
    other.do(
        standards.list_issuer,
        other.one(Role.REGISTRAR),
        Role.REGISTRAR,
        body="erlental",
        issuer="pruefstelle.example",
        method="Anruf bei der Prüfstelle",
        reason="Wir kennen sie; eine Auskunft, die ein Programm lesen kann, gibt sie nicht.",
    )


def _wish(player: Player) -> None:
    """Somebody would lead where nobody does yet."""
    facts = {"body": "harrowfield", "territory": "CA-ON", "party": workshop_of(WREN)}
    player.do(standards.ask_for_lead, Person.objects.get(email=address(WREN.key)).public_id, Role.PUBLIC, **facts)


def _judges(player: Player, first: int, second: int) -> tuple[str, str]:
    everybody = player.staff[Role.EVALUATOR]
    return everybody[first], everybody[second]


def _granted(player: Player, scheme: Scheme) -> str:
    """The printer. Dora Pell is a friend of its makers: she may not judge it, and the certificate says why."""
    player.days_ago(205)
    dora, lou = player.people["dora"], Person.objects.get(email=address(LARK.key)).public_id
    facts = {"one": dora, "other": lou, "relation": RelationKind.FRIENDSHIP, "since": player.now.date()}
    player.do(parties.declare_relation, dora, Role.PUBLIC, **facts)
    story = begin(player, scheme, LARK, "lark-1")
    player.days_ago(200)
    story.accepted()
    story.begun(paid=True)
    judges = _judges(player, 0, 1)
    story.assigned(*judges)
    player.days_ago(188)
    story.judged(*judges)
    player.days_ago(176)
    story.concluded()
    player.days_ago(170)
    story.granted("Every gate is passed; the printer comes apart with four keys, as the text says.")
    return story.issued()


def _producer(player: Player, scheme: Scheme) -> None:
    """Who makes the printer, so that it may bear the mark: product, producer and agreement together."""
    player.days_ago(168)
    story = begin(player, scheme, LARK, "lark-2")
    story.accepted()
    story.begun(paid=True)
    judges = _judges(player, 0, 1)
    story.assigned(*judges)
    player.days_ago(160)
    story.judged(*judges)
    player.days_ago(156)
    story.concluded()
    story.granted("The pilot batch is documented machine by machine, and the workshop can make what it says.")
    story.issued()


def _second(player: Player, scheme: Scheme) -> str:
    player.days_ago(152)
    story = begin(player, scheme, BROOK, "brook-1")
    story.accepted()
    story.begun(paid=True)
    judges = _judges(player, 0, 1)
    story.assigned(*judges)
    player.days_ago(140)
    story.judged(*judges)
    player.days_ago(120)
    story.concluded()
    story.granted("Every gate is passed. A second workshop has built the unit from the published files.")
    return story.issued()


def _refused(player: Player, scheme: Scheme) -> Story:
    player.days_ago(100)
    story = begin(player, scheme, FINCH, "finch-1")
    player.days_ago(95)
    story.accepted()
    story.begun(paid=False)
    judges = _judges(player, 1, 2)
    story.assigned(*judges)
    player.days_ago(80)
    story.judged(*judges, unmet=(CONTRACT,))
    player.days_ago(60)
    story.concluded()
    player.days_ago(45)
    story.refused((CONTRACT,), NO_INVITATION)
    return story


def _newer_scheme(player: Player, scheme: Scheme) -> None:
    """Its time for comments is over: the standards editor can adopt it."""
    player.days_ago(40)
    editor = Who(player.one(Role.STANDARDS_EDITOR), Role.STANDARDS_EDITOR)
    propose(editor, msgspec.structs.replace(scheme, version="1.1", grace_days=45), player.now, reason=VERSION_NOTE)


def _documentation(player: Player, scheme: Scheme) -> Story:
    player.days_ago(38)
    story = begin(player, scheme, WIESEL, "wiesel-1")
    player.days_ago(36)
    story.accepted()
    story.begun(paid=False)
    judges = _judges(player, 0, 1)
    story.assigned(*judges)
    player.days_ago(34)
    story.judged(*judges)
    return story


def _appealed(player: Player, story: Story) -> None:
    player.days_ago(30)
    spoken = Spoken()
    grounds = spoken.say(
        "grounds", "The contract is a form for our address book, and the page says since March that nobody has to sign."
    )
    story.act(decision.appeal, story.applicant, Role.APPLICANT, spoken, grounds=grounds)


def _evaluating(player: Player, scheme: Scheme) -> None:
    player.days_ago(22)
    story = begin(player, scheme, WREN, "wren-1")
    player.days_ago(20)
    story.accepted()
    story.begun(paid=True)
    judges = _judges(player, 0, 2)
    story.assigned(*judges, days=35)
    player.days_ago(18)
    story.judged(*judges, most=6)
    story.judged_alone(judges[0], 6, 9)


def _returned(player: Player, scheme: Scheme) -> None:
    player.days_ago(14)
    story = begin(player, scheme, GANNET, "gannet-1")
    player.days_ago(12)
    story.staff(application.begin_screening, Role.REGISTRAR)
    missing = (
        Missing(criterion="known-defects", what="The list has no dates. Add when each defect was found."),
        Missing(criterion=None, what="Say which organisation signs the agreement."),
    )
    story.staff(application.return_application, Role.REGISTRAR, missing=missing, minutes=25)


def _suspended(player: Player, number: str) -> None:
    player.days_ago(9)
    facts = {
        "until": (player.now + timedelta(days=30)).date(),
        "why": ReasonClass.SAFETY,
        "reason": "Two reports say that the hose of the return line slips off its clamp under load.",
        "ends_when": "The clamp is changed in the published design, and owners have been told.",
    }
    officer = player.one(Role.COMPLAINTS_OFFICER)
    about = memories.About(certificate=number)
    player.do(certificate.suspend, officer, Role.COMPLAINTS_OFFICER, about, **facts)


def _fee_open(player: Player, scheme: Scheme) -> None:
    player.days_ago(8)
    story = begin(player, scheme, MOKUME, "mokume-1")
    story.accepted()
    pact = scheme.agreement
    if pact is not None:
        story.act(application.sign_agreement, story.applicant, Role.APPLICANT, agreement=pact.id, version=pact.version)


def _submitted(player: Player, scheme: Scheme) -> None:
    player.days_ago(5)
    begin(player, scheme, HEDDLE, "heddle-1")


def _complained(player: Player, number: str) -> None:
    player.days_ago(2)
    spoken = Spoken()
    text = spoken.say(
        "complaint", "The spare heaters that the certificate speaks of cannot be had for three months now."
    )
    about = memories.About(certificate=number)
    facts = {"complaint": "spare-heaters", "category": ComplaintCategory.PRODUCT, "text": text}
    player.do(complaints.lodge_complaint, ANYBODY, Role.PUBLIC, about, spoken, **facts)
