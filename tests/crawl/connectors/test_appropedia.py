# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Appropedia, and wikis like it."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from oshmark.crawl.connector import SchemaError, TooMuchError
from oshmark.crawl.connectors.appropedia import CONNECTOR
from oshmark.crawl.connectors.appropedia.requests import HOST
from oshmark.crawl.harvest import Harvest, Moved
from oshmark.crawl.politeness import Meaning, judge
from oshmark.crawl.task import Source, Task
from oshmark.crawl.wiki_requests import is_title, page_url
from tests.crawl.connectors.drive import Run, drive, fetch
from tests.crawl.connectors.generated import read_back, response_of
from tests.fakes.appropedia import LAMP, LOOM, TOO_LONG, Wiki, wiki

if TYPE_CHECKING:
    from pathlib import Path

    from oshmark.crawl.place import Place

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PUBLIC = CONNECTOR.places[HOST]
WEB = f"https://{HOST}"


def place_of(fake: Wiki) -> Place:
    return PUBLIC.at(fake.address)


def crawl(fake: Wiki, what: str, value: str = "", *, known: dict[str, str] | None = None) -> Run:
    with fake.serve():
        return crawl_served(fake, what, value, known=known)


def crawl_served(fake: Wiki, what: str, value: str = "", *, known: dict[str, str] | None = None) -> Run:
    place = place_of(fake)
    return drive(CONNECTOR, CONNECTOR.begin(Source("appropedia", what, value), place), place, known=known)


def test_a_box_becomes_a_manifest() -> None:
    run = crawl(wiki(), "page", "Wren lamp")
    (found,) = run.harvest.found
    reading, table = read_back(found)
    assert table["license"] == "CERN-OHL-S-2.0"
    assert table["licensor"] == ["Wren Okoro", "Jo of the workshop", "Ana"]
    assert table["documentation-language"] == "en"
    assert table["function"] == "lamp, light, solar - A lamp that folds"
    assert table["image"] == f"{WEB}/Special:FilePath/Wren_lamp.jpg"
    assert table["technology-readiness-level"] == "OTRL-4"
    assert table["keywords"] == ["lamp", "light", "solar"]
    assert found.commit == table["version"] == "100"
    assert found.licence == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert reading.licence.expression == "CERN-OHL-S-2.0"


def test_what_the_box_does_not_say_is_left_out_and_the_licence_is_that_of_the_wiki() -> None:
    (found,) = crawl(wiki(), "page", "Loom").harvest.found
    reading, table = read_back(found)
    assert reading.licence.expression == "CC-BY-SA-4.0"
    assert set(table) == {
        "okhv", "name", "repo", "version", "license", "licensor", "function", "technology-readiness-level", "keywords"
    }  # fmt: skip


def test_a_description_loses_the_marks_of_the_wiki() -> None:
    (found,) = crawl(wiki(), "page", "Pellet stove").harvest.found
    _reading, table = read_back(found)
    assert table["function"] == "Burns small wood with little smoke."
    assert table["technology-readiness-level"] == "OTRL-5"


@pytest.mark.parametrize(
    ("box", "level"),
    [
        ("status=Deployed", "OTRL-5"),
        ("status=Designed, Verified", "OTRL-5"),
        ("replicated=yes", "OTRL-5"),
        ("replicated=no|made=true", "OTRL-4"),
        ("made=No", None),
        ("status=Designed", None),
        ("", None),
    ],
)
def test_a_level_is_stated_only_where_the_box_tells_one(box: str, level: str | None) -> None:
    fake = Wiki()
    fake.write("Lamp", f"{{{{Infobox device|{box}}}}}")
    (found,) = crawl(fake, "page", "Lamp").harvest.found
    assert read_back(found)[1].get("technology-readiness-level") == level


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ("a b.jpg", f"{WEB}/Special:FilePath/a_b.jpg"),
        ("[[File:Ä?.png|thumb|the lamp]]", f"{WEB}/Special:FilePath/%C3%84%3F.png"),
        ("https://pictures.example/a.jpg", "https://pictures.example/a.jpg"),
        ("{{PAGENAME}}", None),
        ("../../etc", f"{WEB}/Special:FilePath/..%2F..%2Fetc"),
    ],
)
def test_a_picture_is_named_by_an_address(image: str, address: str | None) -> None:
    fake = Wiki()
    fake.write("Lamp", f"{{{{Infobox device|image={image}}}}}")
    (found,) = crawl(fake, "page", "Lamp").harvest.found
    assert read_back(found)[1].get("image") == address


def test_a_category_is_read_to_its_end_and_redirects_in_it_are_left_out() -> None:
    fake = wiki()
    run = crawl(fake, "category", "Projects")
    assert set(run.manifests) == {f"{WEB}/Wren_lamp", f"{WEB}/Pellet_stove", f"{WEB}/Loom"}
    assert len(run.states) == 4
    assert sum("categorymembers" in request for request in fake.requests) == 3
    assert sum(request.startswith("POST") for request in fake.requests) == 1
    assert [fault.where for fault in run.harvest.faults] == [f"{WEB}/How_to_saw"]


def test_all_means_all_boxes() -> None:
    fake = wiki()
    assert set(crawl(fake, "all").manifests) == {f"{WEB}/Wren_lamp", f"{WEB}/Pellet_stove", f"{WEB}/Loom"}
    assert set(crawl(wiki(), "template", "Infobox project").manifests) == {f"{WEB}/Pellet_stove"}


def test_a_second_crawl_reads_only_what_has_changed() -> None:
    fake = wiki()
    known = crawl(fake, "category", "Projects").states
    fake.write("Loom", LOOM.replace("Jo", "Ana"))
    again = crawl(fake, "category", "Projects", known=known)
    assert set(again.manifests) == {f"{WEB}/Loom"}
    assert read_back(again.harvest.found[0])[1]["licensor"] == "Ana"


def test_fifty_pages_are_asked_for_at_once() -> None:
    fake = Wiki(most=500)
    for number in range(120):
        fake.write(f"Lamp {number}", LAMP)
    run = crawl(fake, "category", "Projects")
    assert len(run.manifests) == 120
    assert len(fake.requests) == 1 + 3


def test_changes_give_the_newest_revision_and_what_was_deleted() -> None:
    fake = wiki()
    fake.write("Loom", LOOM)
    fake.delete("Pellet stove")
    run = crawl(fake, "changes", "2026-01-01T00:00:00Z")
    assert {found.repository for found in run.harvest.found} == {f"{WEB}/Wren_lamp", f"{WEB}/Loom"}
    assert run.states[f"{WEB}/Loom"] == "105"
    assert run.gone == {f"{WEB}/Pellet_stove"}
    assert run.harvest.faults == ()


def test_a_page_that_was_moved_is_found_under_its_new_title() -> None:
    fake = wiki()
    run = crawl(fake, "page", "lamp")
    assert run.harvest.moved == (Moved(f"{WEB}/Lamp", f"{WEB}/Wren_lamp"),)
    assert set(run.manifests) == {f"{WEB}/Wren_lamp"}


def test_a_redirect_to_a_part_of_a_page_or_in_a_circle_is_no_module() -> None:
    fake = Wiki()
    fake.write("Lamp", LAMP)
    fake.write("Old lamp", "", redirect="Lamp#History")
    assert crawl(fake, "page", "Old lamp").gone == {f"{WEB}/Old_lamp"}
    circle = {"query": {"redirects": [{"from": "A", "to": "B"}, {"from": "B", "to": "A"}], "pages": []}}
    harvest = parse_page(circle, "A")
    assert harvest.faults
    assert not harvest.found


def parse_page(answer: object, *titles: str) -> Harvest:
    tasks = [Task("page", {"title": one}) for one in titles]
    return CONNECTOR.parse(tasks, response_of(json.dumps(answer).encode()), PUBLIC)


def test_a_page_that_is_not_there_is_gone() -> None:
    assert crawl(wiki(), "page", "No such page").gone == {f"{WEB}/No_such_page"}


def test_a_page_without_a_box_is_a_fault_where_somebody_named_it() -> None:
    (fault,) = crawl(wiki(), "page", "How to saw").harvest.faults
    assert "box" in fault.says


def test_refreshing_a_page_asks_for_its_revision_only() -> None:
    fake = wiki()
    with fake.serve():
        place = place_of(fake)
        tasks = [CONNECTOR.refresh(f"{WEB}/{name}", place) for name in ("Wren_lamp", "Loom", "Lamp", "Gone")]
        run = drive(CONNECTOR, tasks, place, known={f"{WEB}/Wren_lamp": "100", f"{WEB}/Loom": "102"})
    assert run.manifests == {}
    assert run.gone == {f"{WEB}/Gone"}
    assert run.harvest.moved == (Moved(f"{WEB}/Lamp", f"{WEB}/Wren_lamp"),)
    assert len(fake.requests) == 1


@pytest.mark.parametrize("code", ["maxlag", "ratelimited", "readonly"])
def test_a_wiki_that_is_busy_is_not_misread(code: str) -> None:
    body = b'{"error":{"code":"%b","info":"Waiting for a server"}}' % code.encode()
    with pytest.raises(TooMuchError, match="Waiting for a server"):
        CONNECTOR.parse([Task("members", {"of": "Category:Projects"})], response_of(body), PUBLIC)


def test_a_lag_is_told_by_a_header_before_anything_is_read() -> None:
    fake = wiki(lags=1)
    with fake.serve():
        request = CONNECTOR.ask([Task("members", {"of": "Category:Projects"})], place_of(fake))
        verdict = judge(request, fetch(request), 0)
        again = crawl_served(fake, "category", "Projects")
    assert verdict.meaning is Meaning.LATER
    assert len(again.manifests) == 3


def test_another_error_of_the_wiki_is_said_in_its_words() -> None:
    body = b'{"error":{"code":"badvalue","info":"Unrecognised value."}}'
    with pytest.raises(SchemaError, match=r"badvalue.*Unrecognised"):
        CONNECTOR.parse([Task("members", {"of": "x"})], response_of(body), PUBLIC)


def test_texts_that_are_too_long_together_are_asked_for_apart() -> None:
    tasks = [Task("page", {"title": "Loom"}), Task("page", {"title": "Lamp"})]
    with pytest.raises(TooMuchError):
        CONNECTOR.parse(tasks, response_of(TOO_LONG.body), PUBLIC)
    assert CONNECTOR.parse(tasks[:1], response_of(TOO_LONG.body), PUBLIC).faults


def test_its_own_manifests_are_read_by_its_list() -> None:
    fake = wiki()
    fake.files["list.json"] = b'["1.yaml", "2.yaml"]'
    fake.files["1.yaml"] = b"title: Lamp\nproject-link: https://www.appropedia.org/Lamp\nokh-manifest-version: 1.0\n"
    fake.files["2.yaml"] = b"<html>an error</html>"
    run = crawl(fake, "manifests")
    assert run.manifests == {f"{WEB}/Lamp": {"1.yaml": fake.files["1.yaml"]}}
    (fault,) = run.harvest.faults
    assert fault.where.endswith("2.yaml")


@pytest.mark.parametrize(
    ("what", "value"),
    [("page", "a|b"), ("page", ""), ("category", ""), ("template", " "), ("changes", "yesterday"), ("nothing", "x")],
)
def test_a_value_that_names_nothing_begins_nothing(what: str, value: str) -> None:
    assert CONNECTOR.begin(Source("appropedia", what, value), PUBLIC) == ()


def test_another_wiki_lies_where_its_software_puts_it() -> None:
    assert CONNECTOR.place_of is not None
    place = CONNECTOR.place_of("wiki.example.org")
    assert place == CONNECTOR.place_of("https://wiki.example.org/")
    assert CONNECTOR.ask([Task("page", {"title": "Lamp"})], place).url == "https://wiki.example.org/w/api.php"
    assert CONNECTOR.refresh("https://wiki.example.org/wiki/Wren_lamp", place) == Task("state", {"title": "Wren lamp"})


def test_a_day_is_a_time_to_begin_with() -> None:
    (task,) = CONNECTOR.begin(Source("appropedia", "changes", "2026-01-31"), PUBLIC)
    assert "rcstart=2026-01-31T00%3A00%3A00Z" in CONNECTOR.ask([task], PUBLIC).url


def test_an_answer_cannot_change_what_is_asked() -> None:
    body = b'{"continue":{"gcmcontinue":"x|1","continue":"-||","action":"edit","xcontinue":7},"query":{}}'
    harvest = CONNECTOR.parse([Task("members", {"of": "Category:A"})], response_of(body), PUBLIC)
    (task,) = harvest.tasks
    assert task.args["continue"] == {"gcmcontinue": "x|1", "continue": "-||"}
    again = CONNECTOR.parse([task], response_of(body), PUBLIC)
    assert again.tasks == ()


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://www.appropedia.org/Solar_cooker", "Solar cooker"),
        ("appropedia.org/Solar_cooker/es", "Solar cooker/es"),
        ("https://www.appropedia.org/w/index.php?title=Solar_cooker&oldid=7", "Solar cooker"),
        ("https://www.appropedia.org/Four%C3%A9", "Fouré"),
        ("https://www.appropedia.org/Category:Projects", None),
        ("https://www.appropedia.org/", None),
        ("https://git.example.org/Solar_cooker", None),
        ("http://[", None),
    ],
)
def test_an_address_names_a_page(address: str, title: str | None) -> None:
    tasks = CONNECTOR.of_address(address)
    assert tasks == (None if title is None else (Task("page", {"title": title}),))


@pytest.mark.corpora
def test_the_titles_of_real_projects_go_out_and_come_back(corpora: Path) -> None:
    path = corpora / "platform-responses" / "appropedia" / "appro_proj_names.csv"
    titles = [unquote(row[0]).replace("_", " ") for row in csv.reader(path.read_text("utf-8").splitlines()) if row]
    assert len(titles) == 2500
    assert all(is_title(title) for title in titles)
    back = [CONNECTOR.refresh(page_url(title, PUBLIC), PUBLIC).args["title"] for title in titles]
    assert back == titles
