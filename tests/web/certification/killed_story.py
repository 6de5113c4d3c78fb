# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a `Killer` tries: every act of the story of a body, and the acts of the rooms beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from msgspec.structs import replace

from oshmark.certification.roles import Role, Who
from oshmark.label.units import run_of
from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.accounts.models import Person
from oshmark.web.audit.personal import erase
from oshmark.web.certification.complaining import complain
from oshmark.web.certification.enrolling import enrol
from oshmark.web.certification.issuing import issue_certificate
from oshmark.web.labels.claiming import claim
from oshmark.web.labels.issuing import end, issue_units
from oshmark.web.library.actions import allow_licence
from oshmark.web.library.merging import merge_agents
from oshmark.web.library.models import Credit
from oshmark.web.library.withdrawing import lift, withdraw
from tests.certification.story import body, endings, judging, life, paperwork, people, refusal, renewal
from tests.certification.world import NUMBER
from tests.made_up import UNCLEAR, manifest
from tests.web.certification.site_world import SiteWorld
from tests.web.labels.test_issuing import Shop
from tests.web.library_of import NOW, Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.certification.events import Happened
    from tests.web.certification.killing import Killer

LARK = "https://git.example.org/lark"


def told(killer: Killer) -> None:
    """Everything, each act tried before it is done."""
    world = KilledWorld(killer)
    for chapter in (people, body, paperwork, judging, life, renewal, refusal):
        chapter(world)
    _at_the_counter(killer, world)
    endings(world)
    library = Library(settings.PUBLISHED)
    _library(killer, library)
    _labels(killer, library)


class KilledWorld(SiteWorld):
    """Before an act is done, it is tried."""

    def __init__(self, killer: Killer) -> None:
        self._killer = killer
        super().__init__()

    def do(
        self, act: Callable[..., tuple[Happened, ...]], person: str, role: Role, /, **asked: Any
    ) -> tuple[Happened, ...]:
        self._killer.try_act(partial(super().do, act, person, role, **asked))
        return super().do(act, person, role, **asked)


def _at_the_counter(killer: Killer, world: SiteWorld) -> None:
    """What the site adds to acts: a drawn number, a complaint that is counted, a name that is kept; and an erasure."""
    world.to_granted("a8")
    registrar = Who("ada", Role.REGISTRAR)
    killer.try_act(lambda: issue_certificate(registrar, "a8", world.now), same=False)
    text = ("product", "It fell apart.", "")
    killer.try_act(lambda: complain(NUMBER, *text, client="x", now=world.now), same=False)
    person = Person.objects.create_user("wilma@example.org", "a tall heron", joined_at=NOW, name="Wilma")
    killer.try_act(lambda: enrol(person, world.now), same=False)
    killer.try_act(lambda: erase("dora", reason="They asked for it.", actor="jo", now=world.now))


def _library(killer: Killer, library: Library) -> None:
    """A release that waits, is allowed, is left out and let in again; and one maker who was two."""
    said: dict[str, Any] = {"reason": "It was looked at.", "actor": "tests", "now": NOW}
    kept: dict[str, Any] = {"payloads": wiring.payloads()}
    lamp = manifest(name="Lamp", repo=f"{LARK}/lamp", licence=UNCLEAR)
    acts: tuple[Callable[[], object], ...] = (
        lambda: library.add(lamp),
        lambda: library.add(manifest(name="Press", repo=f"{LARK}/press", licensor="Wilma")),
        lambda: library.add(manifest(name="Pump", repo=f"{LARK}/pump")),
        lambda: allow_licence(UNCLEAR, **kept, **said),
        lambda: withdraw(f"{LARK}/lamp", Why.OPT_OUT, **kept, **said),
        lambda: lift(f"{LARK}/lamp", **said),
        lambda: merge_agents(*sorted(Credit.objects.values_list("agent", flat=True).distinct())[:2], **said),
    )
    for act in acts:
        killer.try_act(act)
        act()


def _labels(killer: Killer, library: Library) -> None:
    """A label with units, one of which is claimed, until its end."""
    shop = Shop(library)
    said: dict[str, Any] = {"actor": "tests", "now": NOW}
    killer.try_act(shop.issue, same=False)
    label = shop.issue()
    owner = Person.objects.get(email="wilma@example.org")
    acts: tuple[Callable[[], object], ...] = (
        lambda: shop.declare(label, replace(shop.declaration, repair="Four hex keys do.")),
        lambda: issue_units(label, run_of("A-1", 3), **said),
        lambda: claim(owner, label, "A-1", now=NOW),
        lambda: end(label, "It was recalled.", **said),
    )
    for act in acts:
        killer.try_act(act)
        act()
