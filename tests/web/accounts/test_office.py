# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The office at `/admin/`: who comes in, what is there, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import URLPattern, URLResolver

from oshmark.web.accounts.models import Organisation, Person
from oshmark.web.accounts.office import OFFICE
from oshmark.web.crawling import crawling
from oshmark.web.crawling.models import Run, Source
from tests.web.library_of import NOW
from tests.web.people import PASSWORD, browser_of, somebody
from tests.web.wild import SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.people import Cast

PAGES = [
    *("/admin/", "/admin/crawling/source/", "/admin/crawling/source/add/", "/admin/accounts/person/"),
    *("/admin/accounts/organisation/", "/admin/jsi18n/", "/admin/nothing/of/the/kind/"),
]
SOURCES = "/admin/crawling/source/"
NEW = {"name": "github:organisation=weaver", "base": "", "every_hours": "6"}


@pytest.fixture
def office(cast: Cast) -> Client:
    """Stella's browser, with her second factor shown."""
    return browser_of(cast.stella, second_factor=True)


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_led_to_signing_in(cast: Cast, path: str) -> None:
    response = Client().get(path, follow=True)
    assert [to.partition("?")[0] for to, _status in response.redirect_chain][-1] == "/account/sign-in"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["alice", "bob", "charlie"])
def test_who_is_no_administrator_is_refused(cast: Cast, who: str, path: str) -> None:
    client = browser_of(getattr(cast, who), second_factor=True)
    assert client.get(path, follow=True).status_code in (403, 404)


def test_an_administrator_without_a_second_factor_is_told_how_to_get_one(cast: Cast) -> None:
    dora = somebody("Dora", is_staff=True)
    response = browser_of(dora).get("/admin/", follow=True)
    assert response.status_code == 403
    assert 'href="/account/second-factor"' in response.content.decode()


def test_an_administrator_who_has_not_shown_the_second_factor_is_asked_for_it(cast: Cast) -> None:
    response = browser_of(cast.stella).get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/account/second-factor/again?next=%2Fadmin%2F"


def test_the_second_factor_of_somebody_else_does_not_count(cast: Cast) -> None:
    client = browser_of(cast.stella, second_factor=True)
    session = client.session
    session["account_authentication_methods_user"] = str(cast.alice.pk)
    session.save()
    assert client.get("/admin/").status_code == 302


def test_an_administrator_who_was_disabled_is_out_at_once(cast: Cast, office: Client) -> None:
    assert office.get("/admin/").status_code == 200
    Person.objects.filter(pk=cast.stella.pk).update(is_active=False)
    assert office.get("/admin/").status_code == 302


def test_the_office_holds_what_an_operator_sets_and_nothing_of_the_record() -> None:
    assert {model._meta.label for model in OFFICE._registry} == {
        "accounts.Organisation",
        "accounts.Person",
        "crawling.Source",
    }


def test_a_source_is_added_by_the_rules_of_the_command_line(office: Client) -> None:
    assert office.post(f"{SOURCES}add/", NEW).status_code == 302
    row = Source.objects.get()
    assert (row.name, row.every_hours, row.paused) == ("github:organisation=weaver", 6, False)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": "nonsense"}, "is no source"),
        ({"name": "github:nothing=x"}, "has no"),
        ({"base": "ftp://example.org"}, "is no address of a host"),
        ({"base": "https://a:b@example.org"}, "carries a name or a password"),
        ({"every_hours": "0"}, "greater than or equal to 1"),
        ({"every_hours": "x"}, "whole number"),
        ({"name": ""}, "required"),
    ],
)
def test_what_is_no_source_is_refused_in_words(office: Client, change: dict[str, str], says: str) -> None:
    response = office.post(f"{SOURCES}add/", NEW | change)
    assert says in response.content.decode()
    assert not Source.objects.exists()


def test_a_source_that_is_known_is_refused(office: Client) -> None:
    crawling.add_source("github:organisation=weaver", now=NOW)
    assert "is a source already" in office.post(f"{SOURCES}add/", NEW).content.decode()


def test_sources_are_paused_and_resumed(office: Client) -> None:
    row = crawling.add_source("github:organisation=weaver", now=NOW)
    for act, paused in (("pause", True), ("resume", False)):
        office.post(SOURCES, {"action": act, "_selected_action": [row.pk]})
        row.refresh_from_db()
        assert row.paused is paused


def test_a_source_keeps_its_name_and_host_and_changes_its_hours(office: Client) -> None:
    row = crawling.add_source("github:organisation=weaver", now=NOW)
    office.post(f"{SOURCES}{row.pk}/change/", {"name": "x", "base": "https://x.example.org", "every_hours": 48})
    row.refresh_from_db()
    assert (row.name, row.base, row.every_hours) == ("github:organisation=weaver", "", 48)


def test_a_source_is_not_deleted(office: Client) -> None:
    row = crawling.add_source("github:organisation=weaver", now=NOW)
    office.post(f"{SOURCES}{row.pk}/delete/", {"post": "yes"})
    office.post(SOURCES, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert Source.objects.count() == 1


def test_the_last_pass_and_its_faults_are_shown(office: Client) -> None:
    row = crawling.add_source("github:organisation=weaver", now=NOW)
    said = [{"where": "weaver/loom", "says": "<script>alert(1)</script>"}]
    Run.objects.create(source=row, started_at=NOW, finished_at=NOW, counts={"faults": 1, "requests": 7, "said": said})
    listed = office.get(SOURCES).content.decode()
    assert "2026-11-20 12:00 UTC" in listed
    page = office.get(f"{SOURCES}{row.pk}/change/").content.decode()
    assert "weaver/loom: &lt;script&gt;" in page
    assert "<script>alert" not in page


def test_people_are_disabled_and_their_passwords_shown_to_nobody(cast: Cast, office: Client) -> None:
    Client().post("/account/sign-in", {"login": "bob@example.org", "password": PASSWORD})
    bob = Client()
    bob.post("/account/sign-in", {"login": "bob@example.org", "password": PASSWORD})
    office.post(f"/admin/accounts/person/{cast.bob.pk}/change/", {"is_staff": ""})
    assert bob.get("/account").status_code == 302
    page = office.get(f"/admin/accounts/person/{cast.bob.pk}/change/").content.decode()
    assert cast.bob.password not in page
    assert "md5$" not in page
    office.post("/admin/accounts/person/", {"action": "enable", "_selected_action": [cast.bob.pk]})
    cast.bob.refresh_from_db()
    assert cast.bob.is_active


def test_nobody_disables_themselves(cast: Cast, office: Client) -> None:
    office.post(f"/admin/accounts/person/{cast.stella.pk}/change/", {})
    office.post("/admin/accounts/person/", {"action": "disable", "_selected_action": [cast.stella.pk]})
    cast.stella.refresh_from_db()
    assert (cast.stella.is_active, cast.stella.is_staff) == (True, True)


def test_people_and_organisations_are_neither_made_nor_deleted_there(cast: Cast, office: Client) -> None:
    for kind, pk in (("person", cast.bob.pk), ("organisation", cast.workshop.pk)):
        assert office.post(f"/admin/accounts/{kind}/add/", {"name": "x", "email": "x@example.org"}).status_code == 403
        assert office.post(f"/admin/accounts/{kind}/{pk}/delete/", {"post": "yes"}).status_code == 403
    assert (Person.objects.count(), Organisation.objects.count()) == (4, 1)


def test_the_facts_of_an_organisation_are_changed_and_its_members_only_shown(cast: Cast, office: Client) -> None:
    path = f"/admin/accounts/organisation/{cast.workshop.pk}/change/"
    inline = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    office.post(
        path, {"name": "Heron Works", "kind": "", "country": "at", "place": "", "contact": "", "web": "", **inline}
    )
    cast.workshop.refresh_from_db()
    assert (cast.workshop.name, cast.workshop.country) == ("Heron Works", "AT")
    assert cast.workshop.memberships.count() == 2
    assert LogEntry.objects.count() == 1


def patterns(resolver: URLResolver) -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from (str(one.pattern) + rest for rest in patterns(one))
        elif isinstance(one, URLPattern):
            yield str(one.pattern)


def office_paths(gap: str) -> list[str]:
    found: list[Any] = OFFICE.get_urls()
    paths = []
    for one in found:
        rest = patterns(one) if isinstance(one, URLResolver) else iter([""])
        paths += [f"/admin/{one.pattern}{tail}" for tail in rest]
    return [path.replace("<path:object_id>", gap).replace("<path:content_type_id>", gap) for path in paths]


@pytest.mark.parametrize("gap", ["1", "999999999999999999999999", "_3A", "add", SCRIPT, "日本語", "%ED%A0%80", "-1"])
def test_whatever_is_asked_of_the_office_is_no_fault_of_ours(office: Client, gap: str) -> None:
    for path in office_paths(gap):
        for method in ("GET", "POST"):
            response = office.generic(
                method, path, f"name={gap}&action={gap}&q={gap}", "application/x-www-form-urlencoded"
            )
            assert response.status_code < 500, path


def test_the_pages_of_the_office_run_scripts_of_ours_only_and_are_not_listed(office: Client) -> None:
    response = office.get("/admin/")
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]


def test_no_public_page_links_to_the_office() -> None:
    assert [
        path for path in ("/", "/about", "/search", "/account/sign-in") if b"/admin" in Client().get(path).content
    ] == []
