# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a pass over a source does to the library, and what the next ones do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl.exchange import NoResponse, Request, Response, Trouble
from oshmark.library.withdrawal import Why
from oshmark.web.audit.actions import position
from oshmark.web.crawling.models import Haul, Item, Listing, Repository
from oshmark.web.library.models import Module, Release
from oshmark.web.library.queries import provenance_of
from oshmark.web.library.withdrawing import lift, withdraw
from oshmark.web.seen.models import FileSeen
from tests.web.crawling.conftest import WEB, Crawler, Forge, manifest

if TYPE_CHECKING:
    import pytest


def names() -> list[str]:
    return sorted(Release.objects.filter(state="admitted").values_list("name", flat=True))


def test_an_empty_library_is_filled(crawler: Crawler, forge: Forge) -> None:
    for number in range(7):
        forge.put(f"maker/printer-{number}")
    counts = crawler.run()
    assert names() == [f"printer-{number}" for number in range(7)]
    assert counts["admitted"] == counts["new repositories"] == counts["seen"] == 7
    assert counts["requests"] == len(forge.asked) <= 3 + 7 + 4
    assert crawler.last.finished_at is not None
    assert [Item.objects.count(), Haul.objects.count()] == [0, 0]


def test_where_it_was_found_is_kept_with_each_release(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/printer")
    crawler.run()
    found = provenance_of(Release.objects.get())
    assert (found.data_source, found.method.value, found.commit) == ("forge", "crawl", forge.state("maker/printer"))
    assert found.perma_url == f"{WEB}/maker/printer/raw/{found.commit}/okh.toml"
    assert found.found_at == forge.now
    seen = FileSeen.objects.get()
    assert (seen.path, seen.perma_url, seen.listed_at) == ("okh.toml", found.perma_url, forge.now)


def test_a_second_pass_moves_only_times(crawler: Crawler, forge: Forge) -> None:
    for number in range(5):
        forge.put(f"maker/printer-{number}")
    crawler.run()
    events, first = position(), forge.now
    counts = crawler.run()
    assert position() == events
    assert forge.asked == ["/repositories?page=0", "/repositories?page=1"]
    assert counts == {"requests": 2, "seen": 5, "same": 5, "said": []}
    assert set(Repository.objects.values_list("seen_at", flat=True)) == {forge.now}
    assert forge.now > first


def test_a_third_pass_shows_exactly_what_is_new_changed_and_gone(crawler: Crawler, forge: Forge) -> None:
    for name in ("kept", "released", "edited", "leaves", "hides"):
        forge.put(f"maker/{name}")
    crawler.run()
    forge.put("maker/new")
    forge.put("maker/released", okh_toml=manifest("maker/released", version="2.0"))
    forge.put("maker/edited", okh_toml=manifest("maker/edited", function="Other words."))
    del forge.repositories["maker/leaves"]
    for name in ("maker/leaves", "maker/hides"):
        forge.listed.remove(name)
    counts = crawler.run()
    expected = {
        "new repositories": 1,
        "changed repositories": 2,
        "admitted": 2,
        "changed": 1,
        "missed": 1,
        "same": 1 + 1,  # what is listed no more is asked for by itself, and one of the two is still there
    }
    assert {name: counts[name] for name in expected} == expected
    edited = Release.objects.get(name="edited")
    assert edited.noticed != ""
    assert Repository.objects.get(address=f"{WEB}/maker/leaves").misses == 1
    assert sorted(Release.objects.filter(name="released").values_list("version", flat=True)) == ["1.0", "2.0"]


def test_a_repository_is_gone_after_repeated_misses_over_days_and_comes_back(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/printer")
    crawler.run()
    files = forge.repositories.pop("maker/printer")
    forge.listed.remove("maker/printer")
    for _ in range(2):
        crawler.run()
        assert Module.objects.get().gone_at is None
    crawler.run()
    crawler.run()
    module = Module.objects.get()
    assert module.gone_at == forge.now
    assert names() == ["printer"]
    forge.put("maker/printer")
    forge.repositories["maker/printer"] = files
    counts = crawler.run()
    assert counts["back"] == 1
    assert Module.objects.get().gone_at is None


def test_a_repository_that_moved_leads_to_its_new_place(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/printer")
    crawler.run()
    forge.put("studio/printer")
    forge.moved["maker/printer"] = "studio/printer"
    forge.listed.remove("maker/printer")
    counts = crawler.run()
    assert (counts["moved"], counts["redirected"]) == (1, 1)
    old = Module.objects.get(path="maker/printer")
    assert old.moved_to == "/m/forge.example.org/studio/printer"
    assert "redirected" not in crawler.run()


def test_a_manifest_that_still_names_the_old_place_of_a_repository_stays_its_own(
    crawler: Crawler, forge: Forge
) -> None:
    forge.put("maker/printer")
    crawler.run()
    forge.put("studio/printer", okh_toml=manifest("maker/printer", version="2.0"))
    forge.moved["maker/printer"] = "studio/printer"
    forge.listed.remove("maker/printer")
    crawler.run()
    forge.put("studio/printer", okh_toml=manifest("maker/printer", version="3.0"))
    counts = crawler.run()
    assert counts["admitted"] == 1
    assert Release.objects.get(latest=True).version == "3.0"


def test_several_manifests_in_one_repository_are_several_modules(crawler: Crawler, forge: Forge) -> None:
    forge.put(
        "maker/kit",
        okh_toml=manifest("maker/kit"),
        arm__okh_toml=manifest("maker/kit", name="Arm"),
        leg__okh_toml=manifest("maker/kit", name="Leg"),
    )
    crawler.run()
    found = set(Release.objects.values_list("module__address", flat=True))
    base = "/m/forge.example.org/maker/kit"
    assert found == {base, f"{base}/-/in/arm", f"{base}/-/in/leg"}


def test_the_manifest_of_a_fork_speaks_of_the_original_and_is_read_there(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/printer")
    forge.put("fork/printer", okh_toml=manifest("maker/printer", function="Changed in the fork."))
    counts = crawler.run()
    assert counts["elsewhere"] == 1
    assert Release.objects.count() == 1
    assert Release.objects.get().noticed == ""


def test_a_repository_without_a_manifest_is_counted_and_not_asked_again(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/notes", README_md="No hardware.")
    assert crawler.run()["without a manifest"] == 1
    crawler.run()
    assert forge.asked == ["/repositories?page=0"]


def test_a_manifest_that_cannot_be_read_is_told_and_tried_anew_when_it_changes(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/broken", okh_toml="name = ")
    counts = crawler.run()
    assert counts["refused"] == 1
    assert "maker/broken" in counts["said"][0]["where"]
    assert "refused" not in crawler.run()
    forge.put("maker/broken", okh_toml=manifest("maker/broken"))
    assert crawler.run()["admitted"] == 1


def test_what_is_asked_too_early_waits_as_long_as_the_host_says(crawler: Crawler, forge: Forge) -> None:
    for number in range(4):
        forge.put(f"maker/printer-{number}")
    told: list[str] = []

    def busy(request: Request) -> Response | None:
        if "tree" in request.url and len(told) < 2:
            told.append(request.url)
            return forge.answer(429, retry_after="30")
        return None

    forge.before = busy
    counts = crawler.run()
    assert counts["admitted"] == 4
    assert counts["later"] == 2
    assert 30 <= crawler.waited < 61


def test_what_fails_again_and_again_is_left_to_the_next_pass_and_the_rest_goes_on(
    crawler: Crawler, forge: Forge
) -> None:
    for number in range(4):
        forge.put(f"maker/printer-{number}")

    def cut(request: Request) -> NoResponse | None:
        if request.url.endswith("printer-2"):
            return NoResponse(request.url, Trouble.CUT, "The answer broke off.", forge.now)
        return None

    forge.before = cut
    done = crawler.run()
    while crawler.last.finished_at is None:  # what has to wait too long is gone on with later
        done = crawler.run()
    assert names() == ["printer-0", "printer-1", "printer-3"]
    assert [fault["says"] for fault in done["said"]] == ["The answer broke off. It is left to the next run."]
    forge.before = lambda _request: None
    crawler.run()
    assert len(names()) == 4


def test_an_answer_of_another_form_is_told_in_words(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/printer")
    forge.before = lambda request: (
        Response(request.url, 200, {"content-type": "application/json"}, b"{", forge.now)
        if "tree" in request.url
        else None
    )
    done = crawler.run()
    while crawler.last.finished_at is None:
        done = crawler.run()
    assert "not of the form that we know: JSON was looked for." in done["said"][0]["says"]


def test_a_fault_of_ours_ends_one_answer_and_not_the_pass(
    crawler: Crawler, forge: Forge, caplog: pytest.LogCaptureFixture
) -> None:
    forge.put("maker/printer")
    forge.put("maker/other")
    strange = {"state": 1, "paths": None}
    forge.before = lambda request: forge.answer(200, strange) if request.url.endswith("printer") else None
    counts = crawler.run()
    assert names() == ["other"]
    assert "by a fault of ours" in counts["said"][0]["says"]
    assert "could not be read" in caplog.text


def test_a_limit_bounds_what_is_looked_into(crawler: Crawler, forge: Forge) -> None:
    for number in range(9):
        forge.put(f"maker/printer-{number}")
    crawler.run(most_new=4)
    assert len(names()) == 4
    crawler.run()
    assert len(names()) == 9


def test_the_crawl_stays_away_from_what_is_left_out_until_it_is_let_in_again(crawler: Crawler, forge: Forge) -> None:
    forge.put("maker/printer")
    forge.put("other/lathe")
    crawler.run()
    withdraw(f"{WEB}/maker", Why.OPT_OUT, reason="asked", payloads=crawler.payloads, actor="t", now=forge.now)
    forge.put("maker/printer", okh_toml=manifest("maker/printer", version="2.0"))
    counts = crawler.run()
    assert (counts["left out"], names()) == (1, ["lathe"])
    assert forge.asked == ["/repositories?page=0"]
    assert not Listing.objects.filter(repository__address=f"{WEB}/maker/printer").exists()
    forge.listed.remove("maker/printer")
    crawler.run()
    assert [url for url in forge.asked if "maker" in url] == []
    forge.put("maker/printer", okh_toml=manifest("maker/printer", version="2.0"))
    lift(f"{WEB}/maker", reason="asked again", actor="t", now=forge.now)
    crawler.run()
    assert names() == ["lathe", "printer"]
