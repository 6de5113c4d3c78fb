# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each page of the desk for each of the cast: nobody, Alice on her organisation, Bob in it, Charlie outside, Stella of
the office. A new address without a row fails. Then whatever Alice asks of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.urls import reverse

from oshmark.label.units import run_of
from oshmark.web.accounts import actions
from oshmark.web.labels.desk import urls
from oshmark.web.labels.issuing import issue_units
from oshmark.web.labels.models import Draft, Label, Report
from tests.web import test_page_fuzz as walk
from tests.web.labels.desk_of import LOOM, begin, make_label, send
from tests.web.library_of import NOW
from tests.web.manifests import FULL
from tests.web.people import browser_of, make_cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.library_of import Library
    from tests.web.people import Cast

ROLES = ("nobody", "alice", "bob", "charlie", "stella")
OWN = (302, 200, 200, 200, 200)
HIDDEN = (302, 200, 200, 404, 404)
CLOSED = (302, 200, 200, 403, 403)
BY_POST = (405, 405, 405, 405, 405)
GET: dict[str, tuple[int, ...]] = {
    "labels": OWN,
    "label_new": OWN,
    "label_draft": HIDDEN,
    "label_draft_file": HIDDEN,
    "label_draft_drop": BY_POST,
    "label_issue": HIDDEN,
    "label_desk": CLOSED,
    "label_file": CLOSED,
    "label_change": BY_POST,
    "label_end": CLOSED,
    "label_units": BY_POST,
    "label_answer": BY_POST,
    "label_public_file": (200, 200, 200, 200, 200),
}
POST: dict[str, tuple[int, ...]] = {
    "labels": BY_POST,
    "label_new": (302, 303, 303, 400, 400),
    "label_draft": (302, 303, 303, 404, 404),
    "label_draft_drop": (302, 303, 303, 404, 404),
    "label_issue": (302, 303, 303, 404, 404),
    "label_change": (302, 303, 303, 403, 403),
    "label_end": (302, 303, 303, 403, 403),
    "label_units": (302, 303, 303, 403, 403),
    "label_answer": (302, 303, 303, 403, 403),
}
FACTS = {"reason": "A test.", "kind": "run", "first": "B-1", "count": "2", "answer": "Yes.", "sure": "yes"}


@pytest.fixture
def cast(library: Library) -> Iterator[Cast]:
    cache.clear()
    library.add(FULL)
    library.add(FULL.replace('"2.1.0"', '"2.0.0"'))
    yield make_cast()
    cache.clear()


@pytest.fixture
def places(cast: Cast) -> dict[str, str]:
    """Where each page of the desk is, with a label, a draft and a report of the workshop."""
    label = make_label(cast)
    issue_units(label, run_of("A-1", 3), actor="t", now=NOW)
    report = Report.objects.create(label=label.number, kind="fault", text="x", sent_at=NOW)
    client = browser_of(cast.alice)
    draft = begin(client, cast.workshop.public_id, LOOM.replace("2.1.0", "2.0.0"))
    send(client, draft, municipality="Elsewhere")
    gaps: dict[str, list[object]] = {
        "labels": [],
        "label_new": [],
        "label_draft": [draft.pk],
        "label_draft_file": [draft.pk, "txt"],
        "label_draft_drop": [draft.pk],
        "label_issue": [draft.pk],
        "label_answer": [label.number, report.pk],
        "label_file": [label.number, "txt"],
        "label_public_file": [label.number, "txt"],
    }
    found = {name: reverse(name, args=gaps.get(name, [label.number])) for name in GET}
    return {**found, "label_new": f"{found['label_new']}?release={LOOM}"}


def test_every_address_has_a_row() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(GET)


@pytest.mark.parametrize("name", GET)
def test_each_page_is_for_whom_it_is_for(cast: Cast, places: dict[str, str], name: str) -> None:
    found = tuple(browser_of(getattr(cast, role, None)).get(places[name]).status_code for role in ROLES)
    assert found == GET[name]


@pytest.mark.parametrize("number", range(len(ROLES)), ids=ROLES)
@pytest.mark.parametrize("name", POST)
def test_each_act_is_for_whom_it_is_for(cast: Cast, places: dict[str, str], name: str, number: int) -> None:
    draft = Draft.objects.get()
    facts = {**FACTS, "release": LOOM, "producer": cast.workshop.public_id, "seen": draft.saved_at.isoformat()}
    client = browser_of(getattr(cast, ROLES[number], None))
    assert client.post(places[name].partition("?")[0], facts).status_code == POST[name][number]


@pytest.mark.parametrize("name", [name for name in GET if name != "label_public_file"])
def test_no_cache_keeps_a_page(cast: Cast, places: dict[str, str], name: str) -> None:
    response = browser_of(cast.alice).get(places[name])
    assert response.status_code == 405 or "no-store" in response.headers["Cache-Control"]


def test_who_leaves_the_organisation_leaves_its_labels(cast: Cast, places: dict[str, str]) -> None:
    actions.remove(cast.alice, cast.workshop, cast.bob)
    bob = browser_of(cast.bob)
    assert [bob.get(places[name]).status_code for name in ("label_draft", "label_desk")] == [404, 403]


def test_a_form_without_its_token_is_refused(cast: Cast, places: dict[str, str]) -> None:
    client = browser_of(cast.alice)
    client.handler.enforce_csrf_checks = True
    assert client.post(places["label_end"], {"reason": "forged"}).status_code == 403
    assert Label.objects.get().ended_at is None


@pytest.mark.parametrize("name", GET)
def test_nothing_that_alice_asks_is_a_fault_of_ours(
    cast: Cast, places: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expressions = {str(pattern.name): expression for pattern, expression in walk.PATTERNS}
    monkeypatch.setitem(walk.KNOWN, name, [places[name].partition("?")[0]])
    reached: Counter[str] = Counter()
    walk.fuzz(browser_of(cast.alice), reached, name, expressions[name], walk.FEW, is_empty=False)
    assert reached[name]
