# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing up and in, without any script: what is asked, what is said, and what is not said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from oshmark.web.accounts.models import Person
from tests.web.people import PASSWORD, SECRET, add_second_factor, browser_of, last_code

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.web.people import Cast

NEW = {"email": "Dora@example.org", "password1": PASSWORD, "name": "Dora"}
FORGED = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


class _MailServerAwayError(OSError):
    pass


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/account/sign-in", {"login": email, "password": password, **more})


def current_code() -> str:
    return str(format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time())))))


def test_somebody_signs_up_with_the_code_of_an_e_mail() -> None:
    client = Client()
    assert client.post("/account/sign-up", NEW).headers["Location"] == "/account/confirm"
    assert mail.outbox[-1].to == ["dora@example.org"]
    assert client.get("/account").status_code == 302
    response = client.post("/account/confirm", {"code": last_code()})
    assert response.headers["Location"] == "/account"
    assert "Dora" in client.get("/account").content.decode()
    person = Person.objects.get()
    assert re.fullmatch("person:[2-9a-z]{10}", person.actor)
    assert not person.is_staff


def test_a_wrong_code_opens_nothing_and_is_tried_three_times_only() -> None:
    client = Client()
    client.post("/account/sign-up", NEW)
    code = last_code()
    answers = [client.post("/account/confirm", {"code": "BBBB-BBBB"}).status_code for _ in range(3)]
    assert answers == [200, 200, 302]
    client.post("/account/confirm", {"code": code})
    assert client.get("/account").status_code == 302
    assert not EmailAddress.objects.get().verified


def test_signing_up_says_the_same_whether_there_is_an_account_or_not(cast: Cast) -> None:
    pages = []
    for email in ("alice@example.org", "dora@example.org"):
        client = Client()
        response = client.post("/account/sign-up", {**NEW, "email": email})
        page = client.get(response.headers["Location"]).content.decode()
        pages.append((response.headers["Location"], FORGED.sub("", page).replace(email, "")))
    assert pages[0] == pages[1]
    assert [len(sent.to) for sent in mail.outbox] == [1, 1]
    assert "has an account already" in str(mail.outbox[0].body)
    assert Person.objects.filter(email="alice@example.org").count() == 1


def test_signing_in_says_the_same_whether_there_is_an_account_or_not(cast: Cast) -> None:
    pages = []
    for email in ("alice@example.org", "nobody@example.org"):
        page = sign_in(Client(), email, "wrong but long enough").content.decode()
        pages.append(FORGED.sub("", page).replace(email, ""))
    assert pages[0] == pages[1]
    assert "No account fits" in pages[0]


def test_a_forgotten_password_says_the_same_whether_there_is_an_account_or_not(cast: Cast) -> None:
    pages = []
    for email in ("alice@example.org", "nobody@example.org"):
        client = Client()
        response = client.post("/account/password/forgotten", {"email": email})
        page = client.get(response.headers["Location"]).content.decode()
        pages.append((response.headers["Location"], FORGED.sub("", page).replace(email, "")))
    assert pages[0] == pages[1]


def test_a_forgotten_password_is_set_anew_and_the_owner_hears_of_it(cast: Cast) -> None:
    client = Client()
    client.post("/account/password/forgotten", {"email": "alice@example.org"})
    client.post("/account/password/code", {"code": last_code()})
    new = {"password1": "a short heron sits", "password2": "a short heron sits"}
    assert client.post("/account/password/new", new).headers["Location"] == "/account/password/done"
    assert "A new password was set" in str(mail.outbox[-1].body)
    assert sign_in(Client(), "alice@example.org").status_code == 200
    assert sign_in(Client(), "alice@example.org", "a short heron sits").headers["Location"] == "/account"


def test_after_many_wrong_passwords_the_right_one_has_to_wait(cast: Cast) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, "alice@example.org", "wrong but long enough")
    page = sign_in(client, "alice@example.org").content.decode()
    assert "too many tries" in page
    assert client.get("/account").status_code == 302


def test_a_second_factor_is_asked_for_after_the_password(cast: Cast) -> None:
    client = Client()
    assert sign_in(client, "stella@example.org").headers["Location"] == "/account/second-factor/sign-in"
    assert client.get("/account").status_code == 302
    assert client.post("/account/second-factor/sign-in", {"code": "000000"}).status_code == 200
    response = client.post("/account/second-factor/sign-in", {"code": current_code()})
    assert response.headers["Location"] == "/account"


def test_a_recovery_code_opens_once(cast: Cast) -> None:
    add_second_factor(cast.alice)
    code = cast.alice.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]  # type: ignore[attr-defined]
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, "alice@example.org")
        client.post("/account/second-factor/sign-in", {"code": code})
    assert [client.get("/account").status_code for client in (first, second)] == [200, 302]


@pytest.mark.parametrize(
    "target", ["https://evil.example.org/", "//evil.example.org", "javascript:alert(1)", "/\\evil.org"]
)
def test_nobody_is_sent_to_another_site(cast: Cast, target: str) -> None:
    assert sign_in(Client(), "alice@example.org", next=target).headers["Location"] == "/account"


def test_somebody_is_sent_back_to_where_they_wanted_to_go(cast: Cast) -> None:
    assert sign_in(Client(), "alice@example.org", next="/account/name").headers["Location"] == "/account/name"


def test_a_form_without_its_token_is_refused_in_plain_words(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    response = sign_in(client, "alice@example.org")
    assert response.status_code == 403
    assert "comes from another site" in response.content.decode()


def test_browsers_may_tell_where_a_form_comes_from() -> None:
    assert Client().get("/account/sign-in").headers["Referrer-Policy"] == "same-origin"


def test_the_operator_can_close_signing_up(settings: Settings) -> None:
    settings.OPEN_SIGN_UP = False
    client = Client()
    assert "no new accounts" in client.post("/account/sign-up", NEW).content.decode()
    assert not Person.objects.exists()


def test_a_mail_server_that_is_away_is_said_and_is_no_fault_of_the_page(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "", 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.core.mail.backends.smtp.EmailBackend.open", refuse)
        response = Client().post("/account/sign-up", NEW)
    assert response.status_code == 503
    assert "could not be sent" in response.content.decode()


def refuse(*_given: object) -> None:
    raise _MailServerAwayError


def test_signing_out_ends_the_session(cast: Cast) -> None:
    client = Client()
    sign_in(client, "alice@example.org")
    assert Session.objects.count() == 1
    client.post("/account/sign-out")
    assert client.get("/account").status_code == 302
    assert Session.objects.filter(session_data__contains="_auth").count() == 0


def test_other_browsers_can_be_signed_out(cast: Cast) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "alice@example.org")
    here.post("/account/sessions")
    assert [client.get("/account").status_code for client in (here, there)] == [200, 302]


def test_an_address_is_changed_by_adding_the_new_one(cast: Cast) -> None:
    client = browser_of(cast.alice, lately=True)
    client.post("/account/e-mail", {"email": "Alice@new.example.org", "action_add": ""})
    client.post("/account/confirm", {"code": last_code()})
    client.post("/account/e-mail", {"email": "alice@new.example.org", "action_primary": ""})
    cast.alice.refresh_from_db()
    assert cast.alice.email == "alice@new.example.org"
    assert {sent.to[0] for sent in mail.outbox} == {"alice@example.org", "alice@new.example.org"}


@pytest.mark.parametrize(
    ("act", "email"),
    [("action_add", "alice@new.example.org"), ("action_primary", "a@example.org"), ("action_remove", "a@example.org")],
)
def test_addresses_are_changed_after_the_password_once_more_only(cast: Cast, act: str, email: str) -> None:
    EmailAddress.objects.create(user=cast.alice, email="a@example.org", verified=True)
    response = browser_of(cast.alice).post("/account/e-mail", {"email": email, act: ""})
    assert response.headers["Location"].startswith("/account/again")


def test_the_address_of_somebody_else_cannot_be_added(cast: Cast) -> None:
    client = browser_of(cast.alice, lately=True)
    client.post("/account/e-mail", {"email": "bob@example.org", "action_add": ""})
    assert not EmailAddress.objects.filter(user=cast.alice, email="bob@example.org", verified=True).exists()


@pytest.mark.parametrize(
    "credential", ["", "{", "null", "7", "[]", '"x"', "{}", '{"id": 7, "response": []}', "[" * 9_000]
)
@pytest.mark.parametrize("path", ["/account/passkeys/sign-in", "/account/passkeys/add"])
def test_an_answer_that_no_passkey_gave_is_refused(cast: Cast, path: str, credential: str) -> None:
    client = browser_of(cast.alice, lately=True) if path.endswith("add") else Client()
    client.get(path, headers={"accept": "application/json"})
    response = client.post(path, {"credential": credential, "name": "x"})
    assert response.status_code in (200, 302)
    assert not cast.alice.authenticator_set.exists()  # type: ignore[attr-defined]
