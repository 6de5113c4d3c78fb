# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What forges tell us, and what strangers try to: only who knows the secret is heard, and is believed nothing."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oshmark.library.withdrawal import Why
from oshmark.web import wiring
from oshmark.web.crawling import wishes
from oshmark.web.crawling.hooks import HOOKS, is_signed, repository_of
from oshmark.web.crawling.models import Source, Wish
from oshmark.web.library.withdrawing import withdraw

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from django.test import Client
    from pytest_django.fixtures import Settings

    from tests.web.library_of import Library

SECRET = "a-long-secret-that-nobody-guesses"  # noqa: S105  made up for this
START = datetime(2026, 11, 20, 8, tzinfo=UTC)
LOOM = "https://codeberg.org/weaver/loom"


def signature(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def message(address: str = LOOM, **more: Any) -> bytes:
    return json.dumps(
        {"ref": "refs/heads/main", "repository": {"html_url": address, "private": False, **more}}
    ).encode()


def headers_of(platform: str, body: bytes, secret: str = SECRET, event: str = "") -> dict[str, str]:
    match platform:
        case "github":
            return {
                "X-Hub-Signature-256": f"sha256={signature(body, secret)}",
                "X-GitHub-Event": event or "push",
            }
        case "gitlab":
            return {"X-Gitlab-Token": secret, "X-Gitlab-Event": event or "Push Hook"}
        case _:
            return {"X-Forgejo-Signature": signature(body, secret), "X-Forgejo-Event": event or "push"}


def post(client: Client, platform: str, body: bytes, headers: dict[str, str] | None = None) -> HttpResponseBase:
    said = headers_of(platform, body) if headers is None else headers
    return client.post(f"/hooks/{platform}", body, content_type="application/json", headers=said)


@pytest.fixture
def secret(settings: Settings, library: Library) -> str:
    settings.HOOK_SECRET = SECRET
    return SECRET


ADDRESSES = {
    "github": "https://github.com/weaver/loom",
    "gitlab": "https://gitlab.com/weaver/loom",
    "forgejo": LOOM,
}


def body_of(platform: str) -> bytes:
    if platform == "gitlab":
        project = {"web_url": ADDRESSES[platform], "visibility_level": 20}
        return json.dumps({"object_kind": "push", "project": project, "repository": {"name": "loom"}}).encode()
    return message(ADDRESSES[platform])


@pytest.mark.parametrize("platform", HOOKS)
@pytest.mark.usefixtures("secret")
def test_a_signed_message_is_noted_and_again_it_is_one_wish(client: Client, platform: str) -> None:
    body = body_of(platform)
    assert [post(client, platform, body).status_code for _ in range(3)] == [202, 202, 202]
    [wish] = Wish.objects.all()
    assert (wish.connector, wish.address, wish.served_at) == (platform, ADDRESSES[platform], None)


@pytest.mark.parametrize("platform", HOOKS)
@pytest.mark.usefixtures("secret")
def test_a_wrong_or_missing_signature_is_refused(client: Client, platform: str) -> None:
    body = body_of(platform)
    wrong = headers_of(platform, body, secret="another")  # noqa: S106  made up for this
    event = {name: value for name, value in headers_of(platform, body).items() if name.endswith("Event")}
    odd = {name: "sha256=größe" if not name.endswith("Event") else value for name, value in wrong.items()}
    assert [post(client, platform, body, one).status_code for one in (wrong, event, odd, {})] == [403] * 4
    assert not Wish.objects.exists()


@pytest.mark.usefixtures("secret")
def test_a_body_that_was_changed_is_refused(client: Client) -> None:
    body = body_of("github")
    changed = body.replace(b"loom", b"bomb")
    assert post(client, "github", changed, headers_of("github", body)).status_code == 403


@pytest.mark.usefixtures("secret")
def test_of_several_signatures_each_has_to_be_right(client: Client) -> None:
    body = body_of("forgejo")
    both = {**headers_of("forgejo", body), "X-Gitea-Signature": signature(body, "another")}
    assert post(client, "forgejo", body, both).status_code == 403
    old = {"X-Gitea-Signature": signature(body), "X-Gitea-Event": "push"}
    assert post(client, "forgejo", body, old).status_code == 202


@pytest.mark.usefixtures("library")
def test_without_a_secret_there_is_no_such_address(client: Client, settings: Settings) -> None:
    settings.HOOK_SECRET = ""
    body = body_of("github")
    assert post(client, "github", body, headers_of("github", body, secret="")).status_code == 404


@pytest.mark.usefixtures("secret")
def test_only_known_platforms_and_only_post(client: Client) -> None:
    body = body_of("github")
    assert post(client, "sourceforge", body, headers_of("github", body)).status_code == 404
    assert client.get("/hooks/github").status_code == 405


@pytest.mark.usefixtures("secret")
def test_a_huge_body_is_refused(client: Client) -> None:
    body = b"{" + b" " * 1_000_001
    assert post(client, "github", body).status_code == 413
    assert client.post("/hooks/github", b"{}", content_type="application/json", CONTENT_LENGTH="x").status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"repository": 3}', b'{"repository": {"html_url": null}}',
        b'{"repository": {}}', b'{"repository": {"html_url": "x", "private": "no"}}',
    ],
)  # fmt: skip
@pytest.mark.usefixtures("secret")
def test_garbage_is_refused_in_words(client: Client, body: bytes) -> None:
    answer = post(client, "github", body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert not Wish.objects.exists()


@pytest.mark.usefixtures("secret")
def test_other_messages_and_private_repositories_are_left_alone(client: Client) -> None:
    body = body_of("github")
    for event in ("ping", "issues", "star"):
        assert post(client, "github", body, headers_of("github", body, event=event)).status_code == 204
    assert post(client, "forgejo", message(private=True)).status_code == 204
    hidden = json.dumps({"project": {"web_url": ADDRESSES["gitlab"], "visibility_level": 0}}).encode()
    assert post(client, "gitlab", hidden).status_code == 204
    assert not Wish.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/weaver/loom", "https://user:word@github.com/weaver/loom", "file:///etc/passwd", "loom",
        "https://github.com/", "http://127.0.0.1/weaver/loom", "https://github.com/weaver/" + "x" * 1000,
    ],
)  # fmt: skip
@pytest.mark.usefixtures("secret")
def test_what_is_no_repository_of_the_platform_is_refused(client: Client, address: str) -> None:
    assert post(client, "github", message(address)).status_code == 422
    assert not Wish.objects.exists()


@pytest.mark.usefixtures("secret")
def test_an_own_host_is_known_by_its_source(client: Client) -> None:
    address = "http://git.workshop.example:3000/weaver/loom"
    assert post(client, "forgejo", message(address)).status_code == 422
    Source.objects.create(name="forgejo:user=weaver", base="http://git.workshop.example:3000", added_at=START)
    assert post(client, "forgejo", message(address)).status_code == 202
    assert Wish.objects.get().address == address


@pytest.mark.usefixtures("secret")
def test_what_is_left_out_of_the_library_is_not_looked_at(client: Client) -> None:
    withdraw(LOOM, Why.OPT_OUT, reason="asked", payloads=wiring.payloads(), actor="test", now=START)
    assert post(client, "forgejo", message()).status_code == 204
    assert not Wish.objects.exists()


@pytest.mark.usefixtures("secret")
def test_repositories_that_nobody_knows_are_limited_and_known_ones_are_not(
    client: Client, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wishes, "STRANGERS_AN_HOUR", 3)
    okh = f'okhv = "OKH-LOSHv1.0"\nname = "Loom"\nrepo = "{LOOM}"\nversion = "1"\nlicense = "CERN-OHL-S-2.0"\n'
    library.add(okh + 'licensor = "Weaver"\nfunction = "Weaves."\n')
    codes = [post(client, "forgejo", message(f"{LOOM}-{number}")).status_code for number in range(5)]
    assert codes == [202, 202, 202, 429, 429]
    refused = post(client, "forgejo", message(f"{LOOM}-9"))
    assert refused.headers["Retry-After"] == "3600"
    assert post(client, "forgejo", message()).status_code == 202
    assert [one.stranger for one in Wish.objects.order_by("pk")] == [True, True, True, False]


@pytest.mark.usefixtures("library")
def test_a_repository_is_looked_at_again_only_after_a_while() -> None:
    wishes.note_wish("forgejo", LOOM, now=START)
    Wish.objects.update(served_at=START)
    wishes.note_wish("forgejo", LOOM, now=START + timedelta(seconds=1))
    assert Wish.objects.get().not_before == START + wishes.STRANGER_SPACING
    assert wishes.open_wishes().count() == 1


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["repository", "project", "html_url", "web_url", "private", "visibility_level"]),
                inner,
                max_size=4,
            )
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_no_message_breaks_the_reader(body: bytes) -> None:
    found = repository_of(body)
    assert found is None or isinstance(found, str)


@given(st.dictionaries(st.sampled_from(["x-hub-signature-256", "x-gitlab-token", "x-forgejo-signature"]), st.text()))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_guess_is_a_signature(headers: dict[str, str]) -> None:
    assert not any(is_signed(hook, headers, b"{}", SECRET) for hook in HOOKS.values())
