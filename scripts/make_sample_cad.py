# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Make the CAD exports, drawings and pictures of the sample repositories from their OpenSCAD sources' sizes.

    python scripts/make_sample_cad.py            write all files
    python scripts/make_sample_cad.py --check    write nothing, exit 1 when a file is missing, old or not ours

The same sources give the same bytes on every machine. The shapes are described once more in `sample_cad/`, because
OpenSCAD itself is not needed to build or test the project; the sizes are read from the sources. FreeCAD files and the
files of the boards have no source but this script.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sample_cad.board import board_files
from sample_cad.brook import BROOK
from sample_cad.drawing import drawing
from sample_cad.dxf import dxf
from sample_cad.finch import FINCH, finch_files
from sample_cad.freecad import fcstd
from sample_cad.gannet import GANNET, MOTH
from sample_cad.heddle import HEDDLE
from sample_cad.lark import LARK
from sample_cad.mesh import stl, triangles
from sample_cad.mokume import MOKUME
from sample_cad.part import Part, Repository, Sizes, sizes_in
from sample_cad.picture import picture
from sample_cad.scenes import SCENES
from sample_cad.step import step
from sample_cad.wiesel import WIESEL
from sample_cad.workshop_scenes import WORKSHOP_SCENES
from sample_cad.wren import WREN

if TYPE_CHECKING:
    from sample_cad.plan import Plan

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
NOTICE = "2026 The oshmark authors, SPDX" + "-License-Identifier: CC0-1.0"
MADE_IN = ("cad/export", "cad/drawings", "images", "electronics/gerber")
"""Folders that hold nothing but what this script makes."""
REPOSITORIES = (LARK, BROOK, GANNET, MOTH, HEDDLE, FINCH, WREN, WIESEL, MOKUME)


def all_files(samples: Path) -> dict[str, bytes]:
    """Every file the samples should hold, by its path below the samples folder."""
    files = {name: picture(scene, notice=NOTICE) for name, scene in {**SCENES, **WORKSHOP_SCENES}.items()}
    files |= {f"lark-printer/electronics/{name}": content for name, content in board_files(NOTICE).items()}
    files |= {f"finch-controller/{name}": content for name, content in finch_files(NOTICE).items()}
    for repository in REPOSITORIES:
        for part in repository.parts:
            files |= _part_files(samples, repository, part)
    return files


def _part_files(samples: Path, repository: Repository, part: Part) -> dict[str, bytes]:
    made = {}
    plan = part.shape(part.sizes or _sizes(samples, repository, part))
    for form in part.exports:
        folder = {"FCStd": "cad/src", "svg": "cad/drawings"}.get(form, "cad/export")
        made[f"{repository.folder}/{folder}/{part.slug}.{form}"] = _in_form(form, plan, repository, part)
    return made


def _sizes(samples: Path, repository: Repository, part: Part) -> Sizes:
    source = samples / repository.folder / "cad" / "src" / f"{part.slug}.scad"
    return sizes_in(source.read_text(encoding="utf-8"))


def _in_form(form: str, plan: Plan, repository: Repository, part: Part) -> bytes:
    maker = repository.maker
    if form == "stl":
        name = f"{repository.machine}: {part.title}"
        return stl(triangles(plan), name if name.isascii() else f"{repository.folder}: {part.slug}")
    if form == "step":
        return step(plan, slug=part.slug, title=part.title, maker=maker, notice=NOTICE)
    if form == "dxf":
        return dxf(plan, notice=NOTICE)
    if form == "FCStd":
        licence = repository.licence
        return fcstd(plan, slug=part.slug, title=part.title, maker=maker, licence=licence, notice=NOTICE)
    return drawing(plan, part, repository, notice=NOTICE)


def faults(samples: Path, files: dict[str, bytes]) -> list[str]:
    """What is missing, old, or lies in a made folder without being made."""
    found = []
    for name, content in files.items():
        path = samples / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif path.read_bytes() != content:
            found.append(f"{name} is not what its source says")
    for pattern in (*(f"*/{folder}/**/*" for folder in MADE_IN), "*/cad/src/*.FCStd"):
        present = (path for path in samples.glob(pattern) if path.is_file())
        strays = sorted(path.relative_to(samples).as_posix() for path in present)
        found += [f"{name} is not made by this script" for name in strays if name not in files]
    return found


def main() -> int:
    """Write or check; the exit code says whether all is well."""
    parser = argparse.ArgumentParser(description="Make the CAD exports, drawings and pictures of the samples.")
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="folder of the sample repositories")
    arguments = parser.parse_args()
    files = all_files(arguments.samples)
    if arguments.check:
        found = faults(arguments.samples, files)
        sys.stderr.write("".join(f"{fault}\n" for fault in found))
        if found:
            sys.stderr.write("Run python scripts/make_sample_cad.py and look at what changed.\n")
        return 1 if found else 0
    for name, content in files.items():
        path = arguments.samples / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    sys.stdout.write(f"{len(files)} files, {sum(map(len, files.values())):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
