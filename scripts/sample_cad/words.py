# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on a drawing besides its numbers, in the language of the repository."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The words of one language; `{}` takes a number."""

    drawing: str
    features: str
    columns: tuple[str, str, str, str, str]
    more: str
    none: str
    flat_pattern: str
    through: str
    boss: str
    below: str
    core: str
    material: str
    scale: str
    projection: str
    tolerances: str
    general_tolerances: str
    note: str
    source: str
    licence: str
    decimal: str = "."


ENGLISH = Words(
    drawing="drawing",
    features="Openings and bosses, from the lower left corner",
    columns=("No.", "X", "Y", "size", "depth"),
    more="and {} more: see the export",
    none="none",
    flat_pattern="Flat pattern, sheet {} mm; red lines: bend",
    through="through",
    boss="boss to {}",
    below="{} below",
    core="core",
    material="Material",
    scale="Scale",
    projection="millimetres, first angle",
    tolerances="Tolerances",
    general_tolerances="ISO 2768-mK, edges ISO 13715",
    note="Note",
    source="Source",
    licence="Licence",
)

GERMAN = Words(
    drawing="Zeichnung",
    features="Öffnungen und Absätze, ab linker unterer Ecke",
    columns=("Nr.", "X", "Y", "Maß", "Tiefe"),
    more="und {} weitere: siehe Exportdatei",
    none="keine",
    flat_pattern="Abwicklung, Blech {} mm; rote Linien: kanten",
    through="durch",
    boss="bis Höhe {}",
    below="{} von unten",
    core="Kern",
    material="Werkstoff",
    scale="Maßstab",
    projection="Millimeter, Projektionsmethode 1",
    tolerances="Toleranzen",
    general_tolerances="ISO 2768-mK, Kanten ISO 13715",
    note="Hinweis",
    source="Quelle",
    licence="Lizenz",
    decimal=",",
)

JAPANESE = Words(
    drawing="図面",
    features="穴と段（左下の角から）",
    columns=("番号", "X", "Y", "寸法", "深さ"),
    more="ほか{}か所：書き出しファイルを参照",
    none="なし",
    flat_pattern="展開図、板厚{} mm、赤線：曲げ",
    through="貫通",
    boss="高さ{}まで",
    below="下から{}",
    core="芯",
    material="材料",
    scale="尺度",
    projection="ミリメートル、第一角法",
    tolerances="公差",
    general_tolerances="ISO 2768-mK",
    note="注記",
    source="元データ",
    licence="ライセンス",
)
