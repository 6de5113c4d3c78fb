# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two years of a certificate that was issued on a 29 February, day by day, beside one of another body that never ends.

C-42, §7: whatever says what a certificate is worth says the same at every moment, wherever the machine stands; what
time ends, ends at midnight UTC; whoever has to hear of it hears it once.
"""

from __future__ import annotations

import csv
import io
import os
import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
import rdflib
from django.core import mail
from django.test import Client

from oshmark.adapters import clock
from oshmark.certification.acts import certificate, standards
from oshmark.certification.calendar_days import begin_of
from oshmark.certification.event_data.certificate import ReasonClass, Terms
from oshmark.certification.roles import Role
from oshmark.certification.scheme import Scheme, digest
from oshmark.certification.status import status
from oshmark.certification.written import canonical, digest_of
from oshmark.web import warm, wiring
from oshmark.web.accounts.models import Person
from oshmark.web.certification import memory as memories
from oshmark.web.certification.queries import Asked, find
from oshmark.web.certification.wording import HEADLINES, STATES
from oshmark.web.crawling.also_due import ALSO_DUE
from oshmark.web.workplaces.letters.words import REMIND
from oshmark.web.workplaces.models import Notice
from tests.certification.world import ADMINISTRATOR, APPLICANT, NUMBER, STAFF, World, hashed, small_scheme
from tests.made_up import manifest
from tests.web.certification.registry_world import Registry, profile
from tests.web.library_of import SITE
from tests.web.people import somebody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.web.library_of import Library

LASTING = "A3C4D6E8"
RELEASE = "/m/git.example.org/kestrel/printer/-/v/1.0"
NS = rdflib.Namespace("https://w3id.org/oshmark/ns#")
STATE_CHANGES = [
    (date(2028, 2, 29), "active"),
    (date(2028, 8, 27), "surveillance-due"),
    (date(2028, 8, 30), "active"),
    (date(2028, 10, 10), "suspended"),
    (date(2028, 11, 9), "active"),
    (date(2029, 8, 27), "surveillance-due"),
    (date(2029, 9, 20), "active"),
    (date(2030, 2, 23), "surveillance-due"),
    (date(2030, 2, 28), "expired"),
]
"""On which days its state is another one than the day before. It is surveyed and suspended by people, for thirty days
across the end of summer time; it is renewed in time and then not any more. Terms of 365 days, surveyed each 180."""
BY_TIME = [date(2028, 8, 27), date(2028, 11, 9), date(2029, 8, 27), date(2030, 2, 23), date(2030, 2, 28)]
"""The days of these on which nobody has done anything."""
REMINDED = [
    (date(2028, 7, 28), "surveillance", date(2028, 8, 27)),
    (date(2028, 8, 27), "surveillance", date(2028, 8, 27)),
    (date(2028, 11, 1), "suspension", date(2028, 11, 8)),
    (date(2028, 11, 29), "end", date(2029, 2, 27)),
    (date(2029, 1, 24), "surveillance", date(2029, 2, 23)),
    (date(2029, 1, 28), "end", date(2029, 2, 27)),
    (date(2029, 7, 28), "surveillance", date(2029, 8, 27)),
    (date(2029, 8, 27), "surveillance", date(2029, 8, 27)),
    (date(2029, 11, 29), "end", date(2030, 2, 27)),
    (date(2030, 1, 24), "surveillance", date(2030, 2, 23)),
    (date(2030, 1, 28), "end", date(2030, 2, 27)),
    (date(2030, 2, 20), "end", date(2030, 2, 27)),
    (date(2030, 2, 23), "surveillance", date(2030, 2, 23)),
]
"""When the holder is told what, and of which day. The renewal of 10 February 2029 spares them the rest."""
ACTING = [
    date(2028, 2, 29),
    date(2028, 8, 30),
    date(2028, 10, 10),
    date(2029, 1, 5),
    date(2029, 2, 10),
    date(2029, 9, 20),
]
VISITOR = Client()
SHIFTS = (timedelta(hours=-12), timedelta(hours=14), timedelta(hours=5, minutes=45))


class Years(Registry):
    """A body whose certificates last a year, and one whose certificates have no end."""

    def found(self) -> None:
        super().found()
        self.own, self.elsewhere = self.scheme, lasting_scheme()
        self.known = [self.own, self.elsewhere]
        body = profile(id=self.elsewhere.body)
        wiring.payloads().put_many([canonical(body)])
        self._profile = digest_of(body)
        self.under(self.elsewhere)
        facts = {"body": self.scheme.body, "version": "1", "profile": hashed("x"), "administrator": ADMINISTRATOR}
        self.do(standards.record_body, ADMINISTRATOR, Role.ADMINISTRATOR, reason="We begin.", **facts)
        for person, role in STAFF.items():
            self.assign(person, role)
        self.adopt()
        self.under(self.own)

    def under(self, scheme: Scheme) -> None:
        """Go on under another scheme."""
        self.scheme, self.digest, self._kept = scheme, digest(scheme), False

    def schemes(self, scheme_id: str, version: str, of: str) -> Scheme | None:
        known = ((one, (one.id, one.version, digest(one))) for one in self.known)
        return next((one for one, same in known if same == (scheme_id, version, of)), None)


def lasting_scheme() -> Scheme:
    changes: dict[str, Any] = {"term_days": None, "surveillance_days": None, "fees": (), "training": None}
    return small_scheme(id="reading", body="erlen", title="Readings of Erlen", certifies_not="The thing.", **changes)


@pytest.fixture
def years(library: Library, monkeypatch: pytest.MonkeyPatch) -> Years:
    memories.forget()
    warm.forget()
    library.add(manifest(name="Kestrel printer", repo="https://git.example.org/kestrel/printer", version="1.0"))
    made = Years()
    monkeypatch.setattr(clock, "now", lambda: made.now)
    holder = somebody("Kim")
    Person.objects.filter(pk=holder.pk).update(public_id=APPLICANT)
    made.at(2028, 1, 3)
    made.under(made.elsewhere)
    made.to_granted("b1")
    made.issue("b1", LASTING)
    made.under(made.own)
    made.to_granted("a1")
    return made


@pytest.fixture
def zones() -> Iterator[Callable[[str], None]]:
    """Move the machine to another zone of time."""
    before = os.environ.get("TZ")

    def move(zone: str | None) -> None:
        os.environ.pop("TZ", None) if zone is None else os.environ.__setitem__("TZ", zone)
        time.tzset()

    yield move
    move(before)


def text_at(path: str) -> str:
    response = VISITOR.get(path)
    assert response.status_code == 200, path
    return b"".join(response).decode()


def said_everywhere(number: str) -> dict[str, str]:
    """What each face says of a certificate."""
    here = f"/certificates/{number}"
    heads = {state for state, words in HEADLINES.items() if f">{words}<" in text_at(here)}
    graph = rdflib.Graph().parse(data=text_at(f"{here}/-/ttl"), format="turtle")
    this = rdflib.URIRef(f"{SITE}{here}#this")
    feed = msgspec.json.decode(text_at("/certificates/changes.json"))["items"]
    file = next(row for row in csv.DictReader(io.StringIO(text_at("/certificates.csv"))) if row["number"] == number)
    every = msgspec.json.decode(text_at("/certificates.json"))
    return {
        "page": ", ".join(sorted(heads)),
        "json": msgspec.json.decode(text_at(f"{here}/-/json"))["status"],
        "rdf": str(graph.value(this, NS.certificateStatus)),
        "feed": {one["_oshmark"]["status"] for one in feed if one["_oshmark"]["number"] == number}.pop(),
        "atom": word_in_atom(number),
        "csv": file["status"],
        "list": next(one["status"] for one in every if one["number"] == number),
    }


def word_in_atom(number: str) -> str:
    names = {"a": "http://www.w3.org/2005/Atom"}
    root = ET.fromstring(text_at("/certificates/changes.atom"))  # noqa: S314  our own
    entries = [one for one in root.findall("a:entry", names) if number in str(one.findtext("a:title", "", names))]
    said = str(entries[0].findtext("a:summary", "", names))
    return next(state for state, words in STATES.items() if said.startswith(f"Now {words}."))


def assert_all_say_the_same(world: Years, at: datetime) -> None:
    """Every face says what the room says at this moment."""
    before, world.now = world.now, at
    for number in (NUMBER, LASTING):
        events = [entry for entry in world.entries if entry.id == number]
        now = status(events, at)
        assert set(said_everywhere(number).values()) == {now.state.value}, (number, at)
        assert (number in listed_as("valid", at.date())) == now.is_valid
    assert str(STATES[status([one for one in world.entries if one.id == NUMBER], at).state.value]) in text_at(RELEASE)
    world.now = before


def listed_as(state: str, today: date) -> set[str]:
    return set(find(Asked(status=state), today).values_list("number", flat=True))


def act_on(world: World, today: date) -> None:
    """What people do on a day."""
    one: dict[str, Any] = {"number": NUMBER}
    if today == date(2028, 2, 29):
        world.issue("a1")
    if today in (date(2028, 8, 30), date(2029, 9, 20)):
        due = world.certificate().due(world.now)[0]
        seen = {"evidence": (hashed("visit"),), "reason": "As it was.", "passed": True}
        world.do(certificate.survey, "ben", Role.EVALUATOR, **one, due=due, **seen)
    if today == date(2028, 10, 10):
        why = {"why": ReasonClass.SAFETY, "reason": "A bolt breaks.", "ends_when": "A new bolt."}
        until = today + timedelta(days=29)
        world.do(certificate.suspend, "fay", Role.COMPLAINTS_OFFICER, **one, until=until, **why)
    if today == date(2029, 1, 5):
        world.to_granted("a2", renew=True)
    if today == date(2029, 2, 10):
        world.renew("a2")


def tick(world: World) -> None:
    """What certification and the work places have done with each tick; the other rooms have nothing to do here."""
    rooms = ("oshmark.web.certification.apps", "oshmark.web.workplaces.apps")
    hooks = [do for do in ALSO_DUE if do.__module__ in rooms]
    assert hooks
    for do in hooks:
        do(world.now, lambda _said: None)


def lived_through(world: Years) -> Iterator[tuple[date, str]]:
    """Each day at noon, with the state of the certificate; what is due is done in the morning."""
    today = date(2028, 2, 29)
    while today < date(2030, 3, 5):
        world.at(today.year, today.month, today.day, 6)
        act_on(world, today)
        tick(world)
        if today in (day for day, _why, _of in REMINDED):
            world.now = datetime(today.year, today.month, today.day, 8, tzinfo=UTC)
            tick(world)  # it has nothing left to say
        world.now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
        yield today, world.certificate().state(world.now)[0].value
        today += timedelta(days=1)


def test_two_years_pass_and_everything_says_the_same_all_the_time(
    years: Years, zones: Callable[[str | None], None]
) -> None:
    before, changes, days = "", [], 0
    for today, state in lived_through(years):
        days += 1
        if state != before:
            changes.append((today, state))
        assert (NUMBER in listed_as("valid", today)) == (state in ("active", "surveillance-due")), today
        assert LASTING in listed_as("valid", today)
        if today in BY_TIME or today == date(2029, 2, 28):
            for zone in ("Pacific/Kiritimati", "America/New_York"):
                zones(zone)
                assert_all_say_the_same(years, begin_of(today) + timedelta(hours=12))
        elif state != before:
            assert_all_say_the_same(years, years.now)
        before = state
    assert days == 735
    assert changes == STATE_CHANGES
    assert_told_once()
    assert years.certificate(LASTING).state(years.now)[0].value == "active"


def assert_told_once() -> None:
    """Each reminder was noted on its day and once, and was in one letter."""
    rows = Notice.objects.filter(person=APPLICANT, todo__startswith=f"{REMIND} ").order_by("made_at", "todo")
    told = [(row.made_at.date(), row.todo.removeprefix(f"{REMIND} "), row.day) for row in rows]
    assert sorted(told, key=lambda one: (one[0], one[1])) == REMINDED
    assert not rows.filter(sent_at=None).exists()
    to_holder = [letter for letter in mail.outbox if letter.to == ["kim@example.org"]]
    names = [letter.extra_headers["Message-ID"] for letter in to_holder]
    assert len(names) == len(set(names)) > len(REMINDED)


def lived_by_people_alone() -> World:
    """The same acts, in memory."""
    world = World()
    world.at(2028, 1, 3)
    world.to_granted("a1")
    for today in ACTING:
        world.at(today.year, today.month, today.day, 6)
        act_on(world, today)
    return world


def test_what_time_ends_ends_at_midnight_in_utc_wherever_somebody_looks_from() -> None:
    world = lived_by_people_alone()
    events = [entry for entry in world.entries if entry.id == NUMBER]
    for midnight in map(begin_of, BY_TIME):
        moments = (midnight - timedelta(microseconds=1), midnight)
        states = [status(events, moment).state for moment in moments]
        assert states[0] != states[1]
        for shift in SHIFTS:
            there = timezone(shift)
            assert [status(events, moment.astimezone(there)).state for moment in moments] == states
    assert world.certificate().terms.valid_until == date(2030, 2, 27)


def test_no_term_of_a_year_is_longer_than_a_year() -> None:
    """From 29 February on it is 365 days, not until the next 29 February, and none is lost by renewing early."""
    given = [entry.data for entry in lived_by_people_alone().entries if isinstance(entry.data, Terms)]
    terms = [(one.valid_from, one.valid_until) for one in given]
    assert terms == [(date(2028, 2, 29), date(2029, 2, 27)), (date(2029, 2, 28), date(2030, 2, 27))]
