# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manifests that tests of the pages share."""

from __future__ import annotations

FULL = """
okhv = "OKH-LOSHv1.0"
name = "Full Loom"
repo = "https://github.com/Weaver/Loom"
version = "2.1.0"
release = "https://github.com/Weaver/Loom/releases/2.1.0"
license = "CERN-OHL-S-2.0"
licensor = [{name = "Wilma Weaver", url = "https://weaver.example.org/wilma", email = "wilma@weaver.example.org"}]
organization = "Weavers United"
readme = "README.md"
contribution-guide = "CONTRIBUTING.md"
documentation-language = ["en-GB", "de"]
technology-readiness-level = "OTRL-4"
documentation-readiness-level = "ODRL-3"
attestation = "https://registry.example.org/attestations/17"
publication = "https://journal.example.org/10.1000/loom"
function = "Weaves cloth of up to 900 mm width."
standard-compliance = "ISO 12100"
cpc-patent-class = "D03D 35/00"
bom = "docs/bom.csv"
user-manual = "docs/manual.md"
fork-of = "https://github.com/Elder/Loom"
timestamp = "2026-01-31T10:00:00Z"
image = "images/loom.png"
tsdc = ["ASM", "PCB"]
manufacturing-instructions = "docs/build.md"
source = "cad/loom.FCStd"
export = "cad/loom.step"
auxiliary = "cad/jig.scad"
joining-process = "screwing"
material = "Beech"
surface-finishing-process = "oiling"
2d-size-mm = [425, 425]
board-thickness-mm = 1.61
copper-thickness-mm = 0.036
typical-trace-width-mm = 0.51
smallest-trace-width-mm = 0.26
typical-space-copper-copper-mm = 1.31
smallest-space-copper-copper-mm = 0.61
smallest-via-diameter-mm = 0.41
component-sides = 2
silkscreen-sides = 1
solder-mask-sides = 2
layer-count = 4
multi-copper-thickness-mm = [0.035, 0.0175, 0.0175, 0.035]
multi-isolator-thickness-mm = [0.2, 1.065, 0.2]
welding-process = 135
welder-certification = "ISO 9606-1"
printing-process = "FDM"
infill = 41.5
raft-brim = true
supports = false
resolution-mm = 0.21
shell-thickness = 1.23
top-bottom-thickness = 1.02
smallest-tolerance-class = "IT7"
smallest-inner-radius-mm = 3.14
engraving-depth-mm = 0.17
resolution-dpi = 305
thickness-mm = 4.02
weaving-width = "900 own unit"

[rdf]
namespace = "https://weaver.example.org/loom#"
prefix = "loom"

[outer-dimensions]
openSCAD = "cube(size = [1201, 902, 1503])"
unit = "mm"

[mass]
value = 42.5
unit = "kg"

[[software]]
release = "https://github.com/Weaver/Pattern/releases/1.0"
installation-guide = "https://github.com/Weaver/Pattern/INSTALL.md"
label = "Pattern maker"
patterns = 17

[[part]]
name = "Shuttle"
source = "cad/shuttle.FCStd"
export = "cad/shuttle.stl"
tsdc = "3DP"
material = "PETG"
printing-process = "SLA"
infill = 33.3
own-part-key = "kept with the part"

[part.outer-dimensions]
openSCAD = "cube(size = [301, 42, 23])"
unit = "mm"

[part.mass]
value = 87.6
unit = "g"
"""
"""Every field of a module, of a part and of software, each with a value of its own."""

WAITING = """
okhv = "OKH-LOSHv1.0"
name = "Secret Lamp"
repo = "https://git.example.org/secret/lamp"
version = "7.7.7"
license = "CC-BY-NC-4.0"
licensor = "Hidden Person"
documentation-language = "en"
function = "Shines only for those who do not sell it."
material = "Unobtainium"

[[part]]
name = "Concealed Bulb"
source = "bulb.scad"
"""
