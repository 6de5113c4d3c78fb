# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What may be asked for, how often, and from where: the box of the home page, the page that is missing, the limits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from django.test import RequestFactory

from oshmark.adapters import clock
from oshmark.web.asking.limits import client_of
from oshmark.web.asking.models import Visit
from oshmark.web.asking.report import Drafted, Report
from oshmark.web.crawling.models import Source
from tests.web.asking.conftest import text

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.web.asking.conftest import Visitor

NEVER_ASKED = [
    "http://127.0.0.1/o/r",
    "http://127.0.0.1:8000/o/r.git",
    "http://localhost/o/r",
    "http://[::1]/o/r",
    "http://[::ffff:10.0.0.1]/o/r",
    "http://10.0.0.1/okh.toml",
    "http://192.168.1.1/o/r",
    "http://169.254.169.254/latest/meta-data",
    "http://0.0.0.0/o/r",
    "https://printer.local/o/r",
    "https://vault.internal/o/r.git",
    "file:///etc/passwd",
    "ftp://example.org/okh.toml",
    "gopher://example.org/_x",
    "git+file:///srv/git/r",
    "javascript://x/%0aalert(1)",
    "ssh://10.0.0.1/o/r",
    "git@127.0.0.1:o/r.git",
    "-oProxyCommand=x/y",
    "https://example.org",
    "https://ex ample.org/o/r",
    "https://example.org/o\r\nHost: x/r",
    "x" * 3000,
    "",
    "   ",
    "\x00",
]
RESOLVED_INSIDE = ["http://2130706433/o/r.git", "http://0x7f.1/o/r.git", "http://localtest.invalid/o/r"]


@pytest.mark.parametrize("address", NEVER_ASKED)
def test_an_address_that_may_not_be_asked_is_refused_in_words_and_leaves_no_row(visitor: Visitor, address: str) -> None:
    response = visitor.post("/look", {"address": address})
    assert response.status_code == 400
    assert 'role="alert"' in text(response)
    assert not Visit.objects.exists()
    assert visitor.get("/look", {"address": address}).status_code in (200, 400)


@pytest.mark.parametrize("address", RESOLVED_INSIDE)
def test_an_address_that_turns_out_to_lead_inside_ends_with_a_message(visitor: Visitor, address: str) -> None:
    response = visitor.post("/look", {"address": address})
    if response.status_code == 303:
        visit = visitor.wait(response.headers["Location"])
        page = text(visitor.get(response.headers["Location"]))
        assert visit.state in (Visit.DONE, Visit.FAILED)
        assert "There is no manifest yet" not in page
        assert 'class="notice warn"' in page
    else:
        assert response.status_code == 400
    assert not Visit.objects.filter(state__in=Visit.OPEN).exists()


@pytest.mark.parametrize(
    "written",
    [
        "https://github.com/heron/lamp",
        "github.com/heron/lamp",
        "git@codeberg.org:heron/lamp.git",
        "ftp://example.org/x",
    ],
)
def test_the_one_box_leads_from_an_address_to_the_look(visitor: Visitor, written: str) -> None:
    response = visitor.get("/search", {"q": written})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/look?address=")
    followed = visitor.get(response.headers["Location"])
    assert ("Look for it now" in text(followed)) is not written.startswith("ftp")


@pytest.mark.parametrize("words", ["loom", "CERN-OHL-S-2.0", "1/2 inch", "loom/shuttle", "3D printer.", "a.b/c"])
def test_words_are_searched_for(visitor: Visitor, words: str) -> None:
    assert visitor.get("/search", {"q": words}).status_code == 200


def test_a_module_that_is_not_known_is_offered_to_be_looked_for(visitor: Visitor) -> None:
    response = visitor.get("/m/github.com/heron/lamp")
    assert response.status_code == 404
    page = text(response)
    assert "We do not know it yet" in page
    assert 'name="address" value="https://github.com/heron/lamp"' in page
    assert visitor.get("/m/github.com/heron/lamp/-/json").headers["Content-Type"].startswith("application/json")


def test_what_would_happen_is_said_before_anything_is_asked(visitor: Visitor) -> None:
    page = text(visitor.get("/look", {"address": "github.com/heron/lamp"}))
    assert "https://github.com/heron/lamp" in page
    assert "(GitHub)" in page
    assert not Visit.objects.exists()


def rows(count: int, *, client: str = "somebody", state: str = Visit.DONE, minutes: int = 0) -> None:
    asked_at = clock.now() - timedelta(minutes=minutes)
    for number in range(count):
        name = f"{client}-{state}-{minutes}-{number}"
        Visit.objects.create(token=name[-40:], source=name, asked_by=client, asked_at=asked_at, state=state)


def test_a_stranger_who_asks_too_often_is_asked_to_wait_and_others_are_not(
    visitor: Visitor, settings: Settings
) -> None:
    settings.LOOKS_A_CLIENT = 2
    settings.STAND_INS = {"git.example.org": "http://127.0.0.1:9"}
    for number in range(2):
        visitor.wait(visitor.look(f"https://git.example.org/heron/lamp-{number}"))
    refused = visitor.post("/look", {"address": "https://git.example.org/heron/lamp-3"})
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "600"
    assert "Please wait some minutes" in text(refused)
    assert Visit.objects.count() == 2
    other = visitor.post("/look", {"address": "https://git.example.org/heron/lamp-3"}, REMOTE_ADDR="203.0.113.7")
    assert other.status_code == 303
    visitor.wait(other.headers["Location"])


@pytest.mark.parametrize(("count", "state"), [(3, Visit.DONE), (20, Visit.WAITING)])
def test_all_together_have_a_limit_too(visitor: Visitor, settings: Settings, count: int, state: str) -> None:
    settings.LOOKS = 3 if state == Visit.DONE else 100
    rows(count, state=state)
    response = visitor.post("/look", {"address": "https://git.example.org/heron/lamp"})
    assert response.status_code == 429
    assert "Many people ask" in text(response)


def test_limits_are_over_after_a_while_and_looks_are_forgotten_after_some_months(
    visitor: Visitor, settings: Settings
) -> None:
    settings.LOOKS = 1
    settings.STAND_INS = {"git.example.org": "http://127.0.0.1:9"}
    rows(3, minutes=11)
    rows(2, minutes=60 * 24 * 91)
    visitor.wait(visitor.look("https://git.example.org/heron/lamp"))
    assert Visit.objects.count() == 4


def client(headers: dict[str, str], address: str = "192.0.2.1") -> str:
    return client_of(RequestFactory().post("/look", REMOTE_ADDR=address, headers=headers), clock.now())


def test_what_a_client_says_of_itself_counts_only_behind_a_proxy(settings: Settings) -> None:
    said = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    assert client(said) == client({})
    settings.PROXIES = 1
    assert client(said) != client({})
    assert client(said) == client({"X-Forwarded-For": "7.7.7.7, 203.0.113.9"})
    settings.PROXIES = 2
    assert client(said) == client({"X-Forwarded-For": "7.7.7.7, 198.51.100.1, 203.0.113.9"})


def test_a_network_of_ipv6_is_one_client_and_no_address_is_kept() -> None:
    assert client({}, "2001:db8:1:2::1") == client({}, "2001:db8:1:2:ffff::9")
    assert client({}, "2001:db8:1:2::1") != client({}, "2001:db8:1:3::1")
    assert client({}, "nonsense") == client({}, "")
    assert "192.0.2.1" not in client({})


def test_a_library_that_does_not_look_says_so(visitor: Visitor, settings: Settings) -> None:
    settings.LOOK_WORKERS = 0
    assert visitor.post("/look", {"address": "https://github.com/heron/lamp"}).status_code == 403
    assert "does not look for addresses" in text(visitor.get("/look"))
    assert not Visit.objects.exists()


def test_a_look_that_never_was_is_not_there(visitor: Visitor) -> None:
    for page in ("/look/AAAAAAAAAAAAAAAA", "/look/AAAAAAAAAAAAAAAA/okh.toml"):
        assert visitor.get(page).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    assert getattr(visitor, method)("/look").status_code == 405


def test_a_fault_of_ours_ends_the_look_with_a_message(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.STAND_INS = {"git.example.org": "http://127.0.0.1:9"}

    def broken(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("oshmark.web.crawling.crawling.run_source", broken)
    page = visitor.seen("https://git.example.org/heron/lamp")
    assert "Something went wrong with us" in page
    assert Source.objects.count() == 1


def test_texts_of_strangers_stay_texts(visitor: Visitor) -> None:
    hostile = "<script>alert('fuzz')</script>"
    report = Report("github", "https://github.com/a/b", there=True, files=1, faults=[hostile], belongs_to="")
    drafted = Report(
        "github", "https://github.com/a/b", True, 1, draft=Drafted(f'name = "{hostile}"\n', [hostile], hostile)
    )
    for number, one in enumerate((report, drafted)):
        Visit.objects.create(
            token=f"{number:016d}", source=f"github:address={number}", address=f"https://x.example/{hostile}",
            state=Visit.DONE, asked_at=clock.now(), ended_at=clock.now(), report=msgspec.to_builtins(one),
        )  # fmt: skip
        assert hostile not in text(visitor.get(f"/look/{number:016d}"))
    file = visitor.get(f"/look/{1:016d}/okh.toml")
    assert file.headers["Content-Disposition"] == 'attachment; filename="okh.toml"'
