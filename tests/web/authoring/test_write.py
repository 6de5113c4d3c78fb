# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

import html
import itertools
import re
from typing import TYPE_CHECKING

import pytest

from oshmark.manifest.plain import to_plain
from oshmark.manifest.read import read
from oshmark.values.finding import Severity
from oshmark.web.authoring.steps import PART_STEP, STEPS
from tests.web.authoring.conftest import fields_of
from tests.web.manifests import FULL

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.authoring.conftest import Writer

NASTY = 'Ünïcode "quoted" \\ back\'slash </textarea><b> {{ x }} # no comment 木目 🦉'


def test_somebody_writes_a_manifest_from_nothing(writer: Writer) -> None:
    writer.begin()
    writer.go(
        "next", f__name="Heron lamp", f__function="Bends its neck.\nFor desks.", f__version="1.0.0",
        **{"f__documentation-language": "en"}, f__image="images/heron.jpg",
    )  # fmt: skip
    assert "Who and where" in writer.text
    writer.go("next", f__licensor="Ada", f__repo="https://git.example.org/heron/lamp")
    writer.go("next", f__license="CERN-OHL-S-2.0")
    writer.go("next", **{"f__technology-readiness-level": "OTRL-4", "f__documentation-readiness-level": "ODRL-2"})
    writer.go("next", f__bom="bom.csv", f__source="cad/arm.scad\ncad/foot.scad", **{"f__user-manual": "manual.md"})
    writer.go(
        "next", f__tsdc=["ASM", "3DP"], **{"f__mass.value": "1.20", "f__mass.unit": "kg"},
        **{"f__outer-dimensions.width": "300", "f__outer-dimensions.depth": "100.5", "f__outer-dimensions.height": "1"},
    )  # fmt: skip
    writer.go("add-part")
    writer.go("add-part", p__name="Arm", p__tsdc=["3DP"], p__material="PETG", p__source="cad/arm.scad")
    writer.go("next", p__name="Foot", p__tsdc=["CNC"], p__export="cad/foot.step")
    assert "It is a valid manifest" in writer.text
    text = writer.file()
    reading = read(text.encode(), name="okh.toml")
    assert [finding for finding in reading.findings if finding.severity is Severity.ERROR] == []
    manifest = reading.manifest
    assert (manifest.name, manifest.function, manifest.version) == (
        "Heron lamp",
        "Bends its neck.\nFor desks.",
        "1.0.0",
    )
    assert [part.name for part in manifest.part] == ["Arm", "Foot"]
    assert "value = 1.20\n" in text
    assert 'openSCAD = "cube(size = [300, 100.5, 1])"' in text
    assert "# what it weighs" not in text  # tables stand at the end, under their own headings
    assert "# the bill of materials\n" in text


def test_answers_come_back_as_they_were_typed(writer: Writer) -> None:
    writer.begin()
    writer.go("next", f__name=NASTY, f__function=f"{NASTY}\r\n\r\n  indented\r\n'''\"\"\"")
    writer.go("back")
    assert fields_of(writer.page)["f.name"] == [NASTY]
    assert fields_of(writer.page)["f.function"] == [f"{NASTY}\n\n  indented\n'''\"\"\""]
    assert read(writer.file().encode(), name="okh.toml").manifest.name == NASTY


def test_nothing_is_said_of_a_page_before_it_was_visited(writer: Writer) -> None:
    writer.begin()
    assert "is missing" not in writer.text
    writer.go("next")
    assert "is missing" not in writer.text
    writer.go("back")
    assert "“name” is missing" in writer.text
    assert 'aria-invalid="true"' in writer.page
    assert "“repo” is missing" not in writer.text
    assert "“repo” is missing" in _at_step(writer, 8)


def _at_step(writer: Writer, number: int) -> str:
    writer.go(f"step-{number}")
    return writer.text


def test_a_finding_stands_at_its_question_and_is_named_by_it(writer: Writer) -> None:
    writer.begin()
    writer.go("step-2", f__name="x")
    writer.go("stay", f__repo="javascript:alert(1)")
    assert 'aria-describedby="f-repo-hint f-repo-said"' in writer.page
    said = writer.page[writer.page.index('id="f-repo-said"') :]
    assert "javascript" in said[: said.index("</div>")]
    assert 'href="javascript' not in writer.page


def test_a_licence_is_explained_and_one_that_is_not_open_is_named_so(writer: Writer) -> None:
    writer.begin()
    writer.go("step-3")
    assert "Why not “non-commercial”?" in writer.text
    writer.go("stay", f__license="other", **{"f__license.other": "CC-BY-NC-4.0"})
    assert "This licence is not open" in writer.text
    assert fields_of(writer.page)["f.license.other"] == ["CC-BY-NC-4.0"]
    writer.go("stay", f__license="CERN-OHL-W-2.0")
    assert 'value="CERN-OHL-W-2.0" checked' in writer.page
    assert 'license = "CERN-OHL-W-2.0"' in writer.file()


def test_every_level_and_every_step_has_its_words(writer: Writer) -> None:
    writer.begin()
    for step in STEPS:
        writer.go(f"step-{step.number}")
        assert writer.status == 200
        assert f"Step {step.number} of 8" in writer.text
        if step.number == 4:
            assert writer.text.count("OTRL-") == 6
            assert writer.text.count("ODRL-") == 5


def test_parts_can_be_added_changed_and_removed(writer: Writer) -> None:
    writer.begin()
    writer.go("step-7")
    writer.go("add-part")
    writer.go("add-part", p__name="One")
    writer.go("add-part", p__name="Two")
    writer.go("part-0", p__name="Three")
    assert fields_of(writer.page)["p.name"] == ["One"]
    writer.go("drop-part-1", p__name="First")
    assert [part.name for part in read(writer.file().encode(), name="okh.toml").manifest.part] == ["First", "Three"]
    writer.go("add-part")
    writer.go("next")  # a part of which nothing was said is no part
    assert len(read(writer.file().encode(), name="okh.toml").manifest.part) == 2
    writer.go("step-7")
    writer.go("drop-part-0")
    writer.go("drop-part-0")
    assert "part" not in writer.file()


def test_findings_of_a_part_stand_at_the_part(writer: Writer) -> None:
    writer.begin()
    writer.go("step-7")
    writer.go("add-part")
    writer.go("next", p__name="Arm")
    writer.go("step-7")
    assert "1 remark" in writer.text
    writer.go("part-0")
    said = writer.page[writer.page.index('id="p-source-said"') :]
    assert "neither a source nor an export" in said[: said.index("</div>")]


def test_a_manifest_that_exists_is_gone_on_with_and_loses_nothing(writer: Writer) -> None:
    own = FULL + '\n[own]\nwhen = 2026-01-02\ndeep = [{ a = 1.50, b = "x\\ny" }]\n'
    before = to_plain(read(own.encode(), name="okh.toml").manifest)
    writer.send({"go": "load", "text": own})
    assert "Your manifest is loaded." in writer.text
    for step in STEPS:
        writer.go(f"step-{step.number}")
    assert to_plain(read(writer.file().encode(), name="okh.toml").manifest) == before
    assert "own" in writer.text
    for number in range(len(before["part"])):
        writer.go("step-7")
        writer.go(f"part-{number}")
        writer.go("next")
    assert to_plain(read(writer.file().encode(), name="okh.toml").manifest) == before


def test_what_the_form_cannot_show_is_kept_until_it_is_dropped(writer: Writer) -> None:
    table = 'okhv = "OKH-LOSHv1.0"\nname = "x"\nlicensor = [{ name = "Ada", url = "https://ada.example.org" }, "Bob"]\n'
    writer.send({"go": "load", "text": table})
    writer.go("step-2")
    assert "It is kept as it is" in writer.text
    writer.go("next", f__licensor="Mallory")
    assert "https://ada.example.org" in writer.file()
    writer.go("step-2")
    writer.go("back", **{"drop.f.licensor": "yes"})
    assert "licensor" not in writer.file()


def test_a_broken_manifest_is_corrected_on_the_way_into_the_form(writer: Writer) -> None:
    writer.send({"go": "load", "text": 'name = “Heron”\nversion = 1.0.0\nlicence = "MIT"\n'})
    assert "It had to be corrected" in writer.text
    assert fields_of(writer.page)["f.name"] == ["Heron"]
    writer.send({"go": "load", "text": "this is no manifest at all"})
    assert writer.status == 422
    assert "The form cannot begin with this file" in writer.text


def test_live_findings_are_the_pieces_of_the_page(writer: Writer, client: Client) -> None:
    writer.begin()
    writer.go("next")
    writer.go("back")
    fields = {**fields_of(writer.page), "f.name": ["TODO"], "f.version": ["1.0"]}
    live = client.post("/write/findings", fields).content.decode()
    assert "<html" not in live
    ids = re.findall('id="([^"]*)" data-live', live)
    assert len(ids) == len(set(ids))
    assert set(ids) == set(re.findall('id="([^"]*)" data-live', writer.page)) | set(ids)
    assert "stands for “not filled in”" in html.unescape(live)
    writer.send({**fields, "go": "stay"})
    assert set(ids) == set(re.findall('id="([^"]*)"(?: role="status")? (?:data-live)', writer.page)) | {"live-summary"}


@pytest.mark.parametrize("step", ["0", "9", "-1", "99999999999999999999", "x", "", "１", "2\0"])
@pytest.mark.parametrize(
    "go", ["next", "back", "stay", "step-0", "step-999999", "step-x", "part-7", "drop-part-7", "\0"]
)
def test_wrong_steps_lead_to_a_step(writer: Writer, step: str, go: str) -> None:
    part = {"part": step}
    writer.send({"draft": 'name = "x"\n', "step": step, "go": go, "visited": step * 50, **part})
    assert writer.status == 200
    assert "Step " in writer.text


TAMPERED = {
    "empty": "",
    "broken": "name = ",
    "no manifest": 'colour = "red"',
    "binary": "\x89PNG\r\n\0\0\0",
    "control": 'name = "a\x07b"',
    "nested": "x = " + "[" * 70 + "]" * 70,
    "nested dots": "a." * 200 + "b = 1",
    "huge number": 'name = "x"\nmass = 1e999999999\ninfill = ' + "9" * 400,
    "not finite": 'name = "x"\nmass = { value = nan, unit = "g" }\ninfill = inf\n',
    "wrong kinds": "name = []\nrepo = {}\nversion = 1979-05-27\nlicense = [[]]\ntsdc = [1, {}]\nmass = 5\n"
    'function = true\nouter-dimensions = "big"\npart = ["a", 1]\nsoftware = 3\nraft-brim = "maybe"\nsource = [[1]]\n',
    "part is a table": 'name = "x"\n[part]\nname = "y"\n',
    "parts in parts": 'name = "x"\n[[part]]\n[[part.part]]\nname = {}\ntsdc = { a = 1 }\nmass = { value = {} }\n',
    "odd keys": '"" = 1\n"a\\nb" = 2\n"]\\u0000" = 3\nname = "x"\n',
    "carriage returns": 'name = "a\\rb"\nsource = ["a\\rb", "c\\nd"]\nfunction = "\\r\\r"\n',
}


@pytest.mark.parametrize("draft", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_draft_that_was_tampered_with_breaks_nothing(writer: Writer, client: Client, draft: str) -> None:
    for step in STEPS:
        fields: dict[str, object] = {"draft": draft, "step": str(step.number), "part": "0", "go": "stay"}
        writer.send(fields)
        assert writer.status in (200, 400)
        assert client.post("/write/findings", fields).status_code in (200, 400)
        assert client.post("/write/file", fields).status_code in (200, 400)


def test_control_characters_in_boxes_are_escaped_and_said(writer: Writer) -> None:
    writer.begin()
    writer.go("stay", f__name="a\0b\x1b[31mc")
    assert writer.status == 200
    assert "characters that nobody sees" in writer.text
    assert '"a\\u0000b\\u001B[31mc"' in writer.file()


def test_many_parts_are_kept_and_the_first_are_listed(writer: Writer) -> None:
    writer.send({"go": "load", "text": 'name = "x"\n' + '[[part]]\nname = "y"\n' * 5_000})
    writer.go("step-7")
    assert "5000 parts" in writer.text
    assert "The first 200 are listed" in writer.text
    assert len(writer.page) < 500_000
    assert len(read(writer.file().encode(), name="okh.toml").manifest.part) == 5_000


def test_a_manifest_that_grows_too_large_is_refused_in_words(writer: Writer) -> None:
    writer.begin()
    writer.go("next", f__name="x", f__function="\x01" * 300_000)
    assert writer.status == 413
    assert "too large for this form" in writer.text
    writer.send({"draft": "#" * 2_000_000})
    assert writer.status == 413


def test_the_pages_are_well_laid_out(writer: Writer, client: Client) -> None:
    pages = [client.get(path).content.decode() for path in ("/write", "/check")]
    pages.append(client.post("/check", {"text": FULL}).content.decode())
    writer.send({"go": "load", "text": FULL})
    for step in STEPS:
        writer.go(f"step-{step.number}")
        pages.append(writer.page)
    writer.go("step-7")
    writer.go("part-0")
    pages.append(writer.page)
    for page in pages:
        levels = [int(level) for level in re.findall(r"<h(\d)[ >]", page)]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        ids = re.findall(r'\sid="([^"]*)"', page)
        assert len(ids) == len(set(ids))
        named = {
            one for group in re.findall('aria-(?:describedby|labelledby)="([^"]*)"', page) for one in group.split()
        }
        assert named - set(ids) == set()
        assert set(re.findall('<label[^>]* for="([^"]*)"', page)) - set(ids) == set()
        assert set(re.findall('href="#([^"]*)"', page)) - set(ids) == set()
    assert len({re.search("<title>(.*?)</title>", page)[1] for page in pages}) == len(pages) - 1  # type: ignore[index]  # each page has one


def test_the_questions_of_a_part_are_fields_of_a_part() -> None:
    assert len(set(PART_STEP.all_keys)) == len(PART_STEP.all_keys)
    keys = [key for step in STEPS for key in step.all_keys]
    assert len(set(keys)) == len(keys)
