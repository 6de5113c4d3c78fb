# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The settings of accounts: the mail server, the sender, other sites to sign in with, and cookies."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from oshmark.web import environment
from oshmark.web.environment import Mail, SettingError

if TYPE_CHECKING:
    from tests.instances import Instance

ASK = """
import json
import django
django.setup()
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
from oshmark.web import instance
instance.ensure_database()
def address(name):
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
host = settings.ALLOWED_HOSTS[-1]
page = Client(HTTP_HOST=host).get("/account/sign-in")
print(json.dumps({
    "addresses": [address("github_login"), address("orcid_callback")],
    "cookies": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY,
                settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE],
    "policy": page.headers["Content-Security-Policy"],
    "buttons": [word for word in ("GitHub", "ORCID") if word in page.content.decode()],
    "from": settings.DEFAULT_FROM_EMAIL,
}))
"""


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("", Mail()),
        ("console:", Mail()),
        ("smtp://mail.example.org", Mail("mail.example.org", 587, tls="start")),
        ("smtps://mail.example.org", Mail("mail.example.org", 465, tls="whole")),
        ("smtp+plain://127.0.0.1:1025", Mail("127.0.0.1", 1025)),
        ("smtp://a%40b:p%3Aw@mail.example.org:2525", Mail("mail.example.org", 2525, "a@b", "p:w", "start")),
    ],
)
def test_a_mail_server_is_an_address(monkeypatch: pytest.MonkeyPatch, value: str, meant: Mail) -> None:
    monkeypatch.setenv("X", value)
    assert environment.mail("X") == meant


@pytest.mark.parametrize(
    "value",
    ["mail.example.org", "http://a.org", "smtp://", "smtp://a:x@b:no", "smtp://h:0", "smtp://h:99999", "smtp://h/p"],
)
def test_what_is_no_mail_server_is_refused_without_being_repeated(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(SettingError, match=r"^X cannot be understood") as caught:
        environment.mail("X")
    assert f" {value} " not in str(caught.value)


@pytest.mark.parametrize("value", ["nobody", "a@b\nBcc: c@d", "a b@c", "<>"])
def test_a_sender_is_an_address(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(SettingError):
        environment.sender("X", "https://library.example.org")


def test_an_id_without_its_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OSHMARK_GITHUB_ID", "x")
    with pytest.raises(SettingError, match="belong together"):
        environment.other_sites("GITHUB", "ORCID")


def ask(instance: Instance, variables: dict[str, str]) -> dict[str, object]:
    seen = instance.environment({"DJANGO_SETTINGS_MODULE": "oshmark.web.settings", **variables})
    done = subprocess.run([sys.executable, "-c", ASK], env=seen, capture_output=True, check=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_a_plain_instance_has_no_other_sites(instance: Instance) -> None:
    found = ask(instance, {})
    assert (found["addresses"], found["buttons"]) == (["", ""], [])
    assert found["cookies"] == ["session", False, True, "Lax", "csrf", False]
    assert "form-action 'self';" in str(found["policy"])
    assert found["from"] == "oshmark@127.0.0.1"


def test_other_sites_and_secure_cookies_come_by_settings(instance: Instance) -> None:
    sites = {f"OSHMARK_{name}_{what}": "x" for name in ("GITHUB", "ORCID") for what in ("ID", "SECRET")}
    found = ask(instance, {"OSHMARK_BASE_URL": "https://library.example.org", **sites})
    assert found["addresses"] == ["/account/github", "/account/orcid/back"]
    assert found["buttons"] == ["GitHub", "ORCID"]
    assert found["cookies"] == ["__Host-session", True, True, "Lax", "__Host-csrf", True]
    assert "form-action 'self' https://github.com https://orcid.org;" in str(found["policy"])
