# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address of the site × every role × own and foreign object, looked at and sent to, against one file:
`data/permissions.csv`. A new address without a line fails.

A line is the name of a pattern and a word for each role; what is left out at its end is as the last word. `foreign` is
what everybody who is signed in meets at what is another body's or workshop's (the operator's own column holds there,
too), `member` is in the applicant's workshop, `operator` runs the library. The words:

`yes` lets in; `sign-in` and `door` lead to where one signs in, on the site and in the office; `elsewhere` leads to
another page; `no` is 403, `not-there` 404; `post-only` and `look-only` are 405. In the first column, for everybody:
`public` gives the same to all and takes nothing, `public-form` treats all alike who look or send.

Sending needs a line of its own, `POST name`, where it is not so that whoever may look may send (or nobody can), and
whoever may not is refused likewise.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oshmark.certification.matrix import matrix
from oshmark.certification.roles import Role
from oshmark.web.audit.models import Event
from tests.web.addresses import ALL, address
from tests.web.whole_site import PEOPLE, Site, asked, whole_site
from tests.web.workplaces.test_every_act import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http.response import HttpResponseBase
    from pytest_django import DjangoDbBlocker

FILE = Path(__file__).parent / "data" / "permissions.csv"
CLASSES = ("public", "public-form")
WORDS = {"yes", "sign-in", "door", "elsewhere", "no", "not-there", "post-only", "look-only"}
LET_IN = ("yes", "elsewhere")
ROLES = ("anonymous", *PEOPLE, "operator")
TYPED = {"do": "send", "reason": "x", "verdict": "accept", "outcome": "met", "decision": "grant", "name": "Heron"}
OWN_MATTERS = {
    *("work_apply", "work_record_mandate", "work_record_mandate_over"),
    *("work_record_member", "work_record_member_gone"),
}
"""Pages at which everybody acts for themselves, whatever else they are: the room asks who they are there."""
Line = dict[str, str]

pytestmark = pytest.mark.django_db


def read(line: dict[str, str | None]) -> Line:
    """A line with every column; what is left out is as the last word."""
    found, last = {}, ""
    for column, word in line.items():
        found[column] = last = word or last
    return found


LINES = {line["name"]: read(line) for line in csv.DictReader(FILE.read_text().splitlines())}


SAID = [name for name in ALL if name in LINES]
"""One that is not is the matter of a single test."""


def is_class(name: str) -> bool:
    return LINES[name]["anonymous"] in CLASSES


def test_every_address_has_a_line_and_no_line_is_left_over() -> None:
    lines = {name.removeprefix("POST ") for name in LINES}
    assert set(ALL) - lines == set(), f"write a line for each of these into {FILE}"
    assert lines - set(ALL) == set()
    assert len(FILE.read_text().splitlines()) == 1 + len(LINES)


def test_every_line_is_made_of_words_that_mean_something() -> None:
    assert all(set(line) == {"name", *ROLES, "foreign"} for line in LINES.values())
    assert {word for name in LINES if not is_class(name) for key, word in LINES[name].items() if key != "name"} == WORDS
    unsaid = [name for name, line in LINES.items() if line["stranger"] == "post-only" and f"POST {name}" not in LINES]
    assert unsaid == []


def roles_of(page: str) -> frozenset[str]:
    """Who may do anything of what is done on a page."""
    acts = {act for act, pages in PAGES.items() if page in pages.split()}
    return frozenset(role.value for row in matrix().values() if acts & {*row.actions} for role in row.roles)


def test_no_role_is_let_to_a_page_none_of_whose_acts_it_may_do() -> None:
    """§2d: each forbidden cell of the matrix is closed where the act has a page; the tests below try each."""
    forbidden = {
        (page, role.value)
        for pages in PAGES.values()
        for page in pages.split()
        for role in Role
        if role.value in ROLES and not {role.value, "public"} & roles_of(page)
    }
    assert len(forbidden) > 300
    for_all = {page for page, _role in forbidden if is_class(page) or LINES[page]["stranger"] in LET_IN}
    assert for_all <= OWN_MATTERS
    open_ones = {(page, role) for page, role in forbidden if page not in for_all and LINES[page][role] in LET_IN}
    assert open_ones == set()


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    with django_db_blocker.unblock(), whole_site(tmp_path_factory.mktemp("site")) as made:
        yield made


def word_for(response: HttpResponseBase, method: str) -> str:
    code, to = response.status_code, response.headers.get("Location", "")
    if code in (301, 302, 307):
        doors = {"/account/sign-in": "sign-in", "/admin/login/": "door"}
        return doors.get(to.partition("?")[0], "elsewhere")
    refused = {403: "no", 404: "not-there", 405: "post-only" if method == "GET" else "look-only"}
    return refused.get(code, "yes" if code < 500 else "fault")


def expected(line: Line, role: str, whose: str) -> str:
    return line["foreign"] if whose == "foreign" and role not in ("anonymous", "operator") else line[role]


def wanted(name: str, method: str, role: str, whose: str) -> tuple[str, ...]:
    """The words that are right."""
    line = LINES.get(f"POST {name}") if method == "POST" else LINES[name]
    if line is not None:
        return (expected(line, role, whose),)
    word = expected(LINES[name], role, whose)
    return (*LET_IN, "look-only") if word in LET_IN else (word, "look-only")


def wrong_cells(site: Site, role: str, name: str) -> list[tuple[str, str, str, str]]:
    """The cells of a pattern in which a role meets something else than the file says."""
    found: list[tuple[str, str, str, str]] = []
    places: dict[str, str] = {}
    for whose, named in (("own", site.own), ("foreign", site.foreign)):
        places.setdefault(address(name, named), whose)
    for place, whose in places.items():
        for method in ("GET", "POST"):
            said = word_for(asked(site.browsers[role], method, place, TYPED), method)
            if said not in wanted(name, method, role, whose):
                found.append((method, name, whose, said))
    return found


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_a_role_as_the_file_says(site: Site, role: str) -> None:
    before = Event.objects.count()
    names = [name for name in SAID if not is_class(name)]
    assert len(names) > 100
    assert [wrong for name in names for wrong in wrong_cells(site, role, name)] == []
    assert Event.objects.count() == before


def answers(site: Site, role: str, name: str) -> list[tuple[str, int]]:
    """What somebody gets at a public address."""
    place, browser = address(name, site.own), site.browsers[role]
    return [(method, asked(browser, method, place, TYPED).status_code) for method in ("GET", "POST")]


@pytest.fixture(scope="module")
def public(site: Site) -> dict[str, list[tuple[str, int]]]:
    """What nobody in particular gets at each of the public addresses."""
    return {name: answers(site, "anonymous", name) for name in SAID if is_class(name)}


def test_what_is_public_lets_everybody_look_and_takes_nothing(
    public: dict[str, list[tuple[str, int]]],
) -> None:
    assert len(public) > 80
    got = {(name, method, code) for name, found in public.items() for method, code in found}
    refused = {(name, code) for name, method, code in got if (method == "GET" and code in (302, 403)) or code >= 500}
    assert refused == {("account_complete_password_reset", 302), ("scheme-newest", 302)}
    sent = {name for name, method, code in got if method == "POST" and code != 405}
    assert sent <= {name for name in public if LINES[name]["anonymous"] == "public-form"}


@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
def test_what_is_public_is_the_same_for_everybody(
    site: Site, public: dict[str, list[tuple[str, int]]], role: str
) -> None:
    assert {name: found for name, found in public.items() if answers(site, role, name) != found} == {}
