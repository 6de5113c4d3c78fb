# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What kind of file an ending means: media type, and whether it is a source that can be edited or an export.

Media types are those registered with IANA where there is one; formats of CAD that nobody registered have `x-` names.
"""

from __future__ import annotations

from pathlib import PurePosixPath

import msgspec


class Media(msgspec.Struct, frozen=True):
    """One format: its media type, a name for people, and what a file of it is: source, export or either."""

    mime: str
    label: str
    role: str


def _rows(text: str, role: str) -> dict[str, Media]:
    table = {}
    for line in text.strip().splitlines():
        endings, mime, label = (cell.strip() for cell in line.split("|"))
        for ending in endings.split():
            table[ending] = Media(mime, label, role)
    return table


_SOURCES = """
.scad | application/x-openscad | OpenSCAD
.fcstd .fcstd1 | application/x-extension-fcstd | FreeCAD
.f3d .f3z | application/x-fusion360 | Fusion 360
.sldprt .sldasm .slddrw | application/sldworks | SolidWorks
.ipt .iam .idw .ipn | application/x-inventor | Inventor
.catpart .catproduct .catdrawing | application/x-catia | CATIA
.prt .asm | application/x-nx | NX, Creo or Solid Edge
.par .psm | application/x-solidedge | Solid Edge
.3dm | model/vnd.3dm | Rhino
.blend | application/x-blender | Blender
.skp | application/vnd.sketchup.skp | SketchUp
.dwg | image/vnd.dwg | AutoCAD drawing
.kicad_pcb | application/x-kicad-pcb | KiCad board
.kicad_sch | application/x-kicad-schematic | KiCad schematic
.kicad_pro .pro | application/x-kicad-project | KiCad project
.kicad_mod | application/x-kicad-footprint | KiCad footprint
.kicad_sym | application/x-kicad-symbols | KiCad symbols
.sch | application/x-eagle-schematic | Eagle or KiCad schematic
.brd | application/x-eagle-board | Eagle board
.pcbdoc .schdoc .prjpcb | application/x-altium | Altium
.lbr .lib | application/x-eagle-library | Library of an electronics program
.fzz .fz | application/x-fritzing | Fritzing
.py | text/x-python | Python program (CadQuery, build123d)
.jscad | text/javascript | JSCAD
.ino .c .cpp .h | text/x-c | Program of a controller
.svg | image/svg+xml | Vector drawing
.odt | application/vnd.oasis.opendocument.text | Text document
.ods | application/vnd.oasis.opendocument.spreadsheet | Table document
.md | text/markdown | Markdown
.rst | text/x-rst | reStructuredText
.adoc | text/asciidoc | AsciiDoc
.txt | text/plain | Text
.tex | text/x-tex | LaTeX
.docx | application/vnd.openxmlformats-officedocument.wordprocessingml.document | Word document
.xlsx | application/vnd.openxmlformats-officedocument.spreadsheetml.sheet | Excel table
.xls | application/vnd.ms-excel | Excel table
.csv | text/csv | Table
.tsv | text/tab-separated-values | Table
.toml | application/toml | TOML
.yaml .yml | application/yaml | YAML
.json | application/json | JSON
"""
_EXPORTS = """
.step .stp | model/step | STEP
.iges .igs | model/iges | IGES
.stl | model/stl | STL
.3mf | model/3mf | 3MF
.obj | model/obj | Wavefront OBJ
.ply | model/ply | PLY
.amf | application/x-amf | AMF
.gltf | model/gltf+json | glTF
.glb | model/gltf-binary | glTF binary
.brep .brp | application/x-brep | BREP
.x_t .x_b | model/vnd.parasolid.transmit.text | Parasolid
.sat | application/x-acis | ACIS
.wrl .vrml | model/vrml | VRML
.dae | model/vnd.collada+xml | COLLADA
.gcode .gco .nc .ngc | text/x-gcode | Machine code
.gbr .ger .gtl .gbl .gts .gbs .gto .gbo .gko | application/vnd.gerber | Gerber
.drl .xln | application/x-excellon | Drill file
.pdf | application/pdf | PDF
.png | image/png | PNG picture
.jpg .jpeg | image/jpeg | JPEG picture
.gif | image/gif | GIF picture
.webp | image/webp | WebP picture
.tif .tiff | image/tiff | TIFF picture
.bmp | image/bmp | Bitmap picture
.eps | application/postscript | EPS drawing
.zip | application/zip | ZIP archive
.tar | application/x-tar | TAR archive
.gz .tgz | application/gzip | Compressed archive
.7z | application/x-7z-compressed | 7z archive
.hex | text/x-hex | Machine program
.bin | application/octet-stream | Binary file
.html .htm | text/html | Web page
.mp4 | video/mp4 | Video
.webm | video/webm | Video
"""
_EITHER = """
.dxf | image/vnd.dxf | DXF drawing
"""

MEDIA: dict[str, Media] = {**_rows(_SOURCES, "source"), **_rows(_EXPORTS, "export"), **_rows(_EITHER, "either")}


def media_of(path: str) -> Media | None:
    """What the ending of a path or address says; `None` for an unknown ending."""
    return MEDIA.get(PurePosixPath(path.partition("?")[0].partition("#")[0]).suffix.lower())


def is_source(ending: str) -> bool:
    """Whether files with this ending (`.scad`) can be edited as they were designed."""
    media = MEDIA.get(ending)
    return media is not None and media.role in ("source", "either")


def is_export(ending: str) -> bool:
    """Whether files with this ending (`.stl`) were made from a source."""
    media = MEDIA.get(ending)
    return media is not None and media.role in ("export", "either")
