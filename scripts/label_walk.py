# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The walk of a label, from a demonstration to the archive behind the code: `python scripts/label_walk.py [FOLDER]`.

A browser without any script opens the sample printer, signs in, declares it and issues a label; the picture of it is
read by a decoder, the address in it opened on a telephone, the archive fetched and looked through. The pictures for
docs/how-to/label-a-product.md are written to FOLDER, docs/images/label where none is named. It stops at the first thing
that is not as it should be.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import zxingcpp
from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PICTURES = Path(__file__).parents[1] / "docs" / "images" / "label"
PRINTER = "/m/git.example.org/lark/lark-220/-/v/1.3.0"
LOGIN = re.compile(r"sign-in: (\S+), password (\S+)")
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-gpu", "--no-first-run"]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1180, "height": 860}
NEEDED = (
    *("README.txt", "LICENCES.txt", "ATTRIBUTION.txt", "bom.csv", "declaration.json", "label.txt"),
    *("files/docs/assembly.md", "files/cad/src/foot.scad", "files/cad/export/foot.stl", "files/LICENSE"),
)
"""What the archive of the printer has to hold, below its folder."""
CHECKSUMS = "CHECKSUMS.sha256"


class Demo(NamedTuple):
    """A demonstration that runs: its address, and how to sign in."""

    site: str
    email: str
    password: str


class WrongError(Exception):
    """Something on the walk is not as it should be."""


@contextmanager
def demo(home: Path) -> Iterator[Demo]:
    """Run a demonstration of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("OSHMARK_", "DJANGO_"))}
    environment |= {"OSHMARK_HOME": str(home), "PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "oshmark", "demo"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        yield _ready(process, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(timeout=30)


def _ready(process: subprocess.Popen[str], site: str) -> Demo:
    said = []
    for line in process.stdout or ():
        said.append(line)
        if site in line:
            found = LOGIN.search("".join(said))
            if found is not None:
                return Demo(site, found[1], found[2])
    raise WrongError(f"The demonstration did not start: {said}")


def walk(here: Demo, browser: Browser, pictures: Path) -> str:
    """Do all of it; the number of the label."""
    pictures.mkdir(parents=True, exist_ok=True)
    with browser.new_context(viewport=DESK, java_script_enabled=False) as maker:  # type: ignore[arg-type]  # its sizes
        page = maker.new_page()
        _sign_in(page, here)
        number = _declare(page, pictures)
        picture = _body(page, f"{here.site}/labels/{number}/file.png?form=full&lang=en")
    _write(pictures / "label.png", _first_panel(picture))
    address = read_back(picture)
    if address.lower() != f"{here.site}/C/{number}".lower():
        raise WrongError(f"The code says {address}.")
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as owner:  # type: ignore[arg-type]  # its sizes
        page = owner.new_page()
        # A decoder of a telephone opens what stands in the code; browsers write scheme and host in small letters.
        archive = _scanned(page, address, number, pictures)
    look_through(archive, number)
    return number


def _sign_in(page: Page, here: Demo) -> None:
    page.goto(f"{here.site}{PRINTER}")
    page.get_by_role("link", name="Label this").click()
    page.fill("[name=login]", here.email)
    page.fill("[name=password]", here.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/labels/new**")


def _declare(page: Page, pictures: Path) -> str:
    """Fill in the form, look, and issue: the number."""
    page.get_by_role("button", name="Go on").click()
    page.fill("[name=municipality]", "Linz")  # the demonstration has a label of the same printer from Graz
    page.fill("[name=lifetime_design]", "Belts, bearings and fans wear. Each is a standard part, held by screws.")
    page.fill("[name=modularity]", "Frame, axes, toolhead and electronics come apart with four hex keys.")
    for key, text in (
        ("what", "Accuracy of a 20 mm cube in PLA"),
        ("value", "± 0.12"),
        ("unit", "mm"),
        ("method", "Five cubes, each side measured with a calliper"),
        ("on", "2026-03-14"),
    ):
        page.fill(f"[name=performance-0-{key}]", text)
    page.fill("[name=topic-how-made-text]", "Two people need about nine hours.")
    page.fill("[name=topic-how-made-steps]", "Cut the profiles\nAssemble the frame\nWire it, and have it checked")
    page.locator("#topic-how-made summary").click()
    page.locator("#topic-how-made label", has_text="docs/assembly.md").locator("input").check()
    page.get_by_role("button", name="Add a link").nth(3).click()
    page.fill("[name=topic-education-link-0-title]", "Talk: a printer that comes apart")
    page.fill("[name=topic-education-link-0-href]", "https://lark.example/talk")
    page.get_by_role("button", name="Save and look").click()
    page.wait_for_load_state("networkidle")
    page.goto(page.url.partition("?")[0].partition("#")[0])
    page.wait_for_load_state("networkidle")
    _write(pictures / "declare.png", page.screenshot())
    page.get_by_role("button", name="Save, and look before it is issued").click()
    page.wait_for_url("**/issue")
    page.wait_for_load_state("networkidle")
    _write(pictures / "issue.png", page.screenshot())
    page.locator("[name=sure]").check()
    page.get_by_role("button", name="Issue the label").click()
    page.wait_for_url(re.compile(r"/labels/[0-9A-Z]{8}\Z"))
    return page.url.rpartition("/")[2]


def read_back(picture: bytes) -> str:
    """What a decoder reads in the picture of a label. Raises `WrongError` where it is not one address."""
    found = {one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))}
    if len(found) != 1:
        raise WrongError(f"A decoder reads {found or 'nothing'}.")
    return str(found.pop())


def _scanned(page: Page, address: str, number: str, pictures: Path) -> bytes:
    """Open the page behind the code, and fetch the archive from it."""
    page.goto(address)
    text = page.locator("body").inner_text()
    for wanted in ("Self-declared, not certified", "Lark 220", "1.3.0", "Linz", "Lark Workshop", number[:4]):
        if wanted not in text:
            raise WrongError(f"The page behind the code does not say “{wanted}”.")
    _write(pictures / "page.png", page.screenshot())
    link = page.locator("a[href$='package.zip']").first.get_attribute("href") or ""
    return _body(page, f"{page.url.partition('/C/')[0]}{link}")


def _body(page: Page, address: str) -> bytes:
    """What lies at an address, asked for as this visitor. Raises `WrongError` for anything but an answer."""
    answer = page.request.get(address)
    if not answer.ok:
        raise WrongError(f"{address} answers with {answer.status}: {answer.text()[:2000]}")
    return answer.body()


def look_through(archive: bytes, number: str) -> None:
    """Whether the archive holds what one needs, as its own list of checksums says it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        missing = [name for name in NEEDED if f"{number}/{name}" not in packed.namelist()]
        if missing:
            raise WrongError(f"The archive lacks {', '.join(missing)}.")
        for line in packed.read(f"{number}/{CHECKSUMS}").decode().splitlines():
            digest, _space, name = line.partition("  ")
            if hashlib.sha256(packed.read(f"{number}/{name}")).hexdigest() != digest:
                raise WrongError(f"{name} in the archive is not what its checksum says.")


def _first_panel(picture: bytes) -> bytes:
    """The first panel of a label, small enough for a page of text."""
    with Image.open(io.BytesIO(picture)) as whole:
        width = min(whole.width, round(68 / 25.4 * 300))
        panel = whole.crop((0, 0, width, whole.height)).convert("L")
        panel.thumbnail((560, 1200))
        small = io.BytesIO()
        panel.save(small, "PNG", optimize=True)
    return small.getvalue()


def _write(path: Path, picture: bytes) -> None:
    """Keep a picture in few colours: pages of text have no more."""
    with Image.open(io.BytesIO(picture)) as whole:
        whole.convert("RGB").quantize(64).save(path, "PNG", optimize=True)


def main() -> None:
    """Walk, and say where it has led."""
    pictures = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    flags = FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with tempfile.TemporaryDirectory() as home, demo(Path(home)) as here, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        number = walk(here, browser, pictures)
        browser.close()
    sys.stdout.write(f"Label {number}: declared, issued, printed, read back, opened and unpacked.\n")


if __name__ == "__main__":
    main()
