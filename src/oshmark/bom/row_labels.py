# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501  the words of a language stay together
"""What rows of a table begin with that are no parts: totals, costs, titles of other lists."""

from __future__ import annotations

import re

TOTAL_LABEL = re.compile(
    r"^(?:[a-z ]{0,24}\b)?(?:sub ?-?total|grand total|total|totals|sum|summe|gesamt\w*|zwischensumme|endsumme|somme|sous-total|montant total|suma|"
    r"totale|somma|soma|totaal|subtotaal|totales)(?:\b[a-z ()€$£.,-]{0,40})?\s*[:=]?\s*$|^(?:总计|合计|小计|总价|总额|总金额|合計|小計|総計)\s*[:：]?$",
    re.IGNORECASE,
)
"""The words in front of a sum."""
COST_LABEL = re.compile(
    r"^(?:[\w.-]{1,20} )?(?:shipping|postage|delivery|freight|handling|tax|taxes|vat|sales tax|customs|import duty|discount|versand|versandkosten|porto|mwst|"
    r"mehrwertsteuer|livraison|frais de port|tva|env[ií]o|iva|gastos de envío|spedizione|frete|verzendkosten|btw|运费|税|送料|消費税)(?: costs?| fees?| charges?)?\s*:?$",
    re.IGNORECASE,
)
"""Costs that are no parts."""
TOOL_TITLE = re.compile(
    r"^\W*(?:\w+ )?(?:tools?|tooling|werkzeuge?|outils?|outillage|herramientas?|attrezzi|utensili|ferramentas?|gereedschap(?:pen)?|工具|equipment)\b",
    re.IGNORECASE,
)
ALTERNATIVE_TITLE = re.compile(r"^\W*(?:alternatives?|alternativen?|substitutes?|替代)\b", re.IGNORECASE)
INDIVIDUAL_TITLE = re.compile(r"^individual components", re.IGNORECASE)
