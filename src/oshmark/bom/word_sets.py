# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that part of a heading, or of a row, may be: what several of them mean together is told in `words.py`."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split("|"))


QUANTITY_WORDS = _words(
    "quantity|qty|menge|anzahl|stückzahl|quantité|qté|qte|cantidad|quantità|quantita|quantidade|qtd|aantal"
)
PRICE_WORDS = _words("price|cost|preis|kosten|prix|coût|cout|precio|costo|coste|prezzo|preço|custo|prijs|value")
TOTAL_WORDS = _words("total|totale|totaal|extended|ext|sum|gesamt|summe|line|subtotal|gesamtpreis")
EACH_WORDS = _words("unit|each|per|piece|ea|einzel|stück|unitaire|unitario|unitário|single|one|stuk|pc|item|part")
MAKER_WORDS = _words(
    "manufacturer|manufacturers|mfr|mfg|mfgr|manf|manuf|hersteller|fabricant|fabricante|produttore|fabrikant|maker|oem"
)
SHOPS = _words(
    "digikey|digi|mouser|farnell|newark|lcsc|rs|arrow|tme|reichelt|conrad|jlcpcb|jlc|element14|avnet|seeed|"
    "sparkfun|adafruit|mcmaster|amazon|aliexpress|taobao|ebay|misumi|bürklin|buerklin|distrelec|tayda|pololu|"
    "ikea|hornbach|bauhaus|szlcsc"
)
SELLER_WORDS = SHOPS | _words(
    "supplier|vendor|distributor|retailer|lieferant|fournisseur|proveedor|fornitore|fornecedor|leverancier|"
    "order|bestell"
)
NUMBER_WORDS = _words(
    "number|no|nr|pn|part|partno|num|sku|id|code|ref|reference|nummer|teilenummer|#|artikelnummer|numéro|"
    "número|numero|codice|código"
)
PACK_WORDS = _words("pkg|pack|package|packs|pkgs|packung|minimum|min|moq|stock|spare|spares|ordered|batch")
COST_AND_TOTAL_WORDS = _words(
    "total|total:|totals|subtotal|subtotal:|sub-total|sum|sum:|summe|summe:|gesamt|gesamt:|gesamtsumme|"
    "zwischensumme|somme|suma|totale|somma|soma|totaal|总计|合计|小计|总价|合計|小計|総計|shipping|postage|delivery|"
    "freight|handling|tax|taxes|vat|customs|duty|discount|versand|versandkosten|porto|mwst|mehrwertsteuer|"
    "livraison|port|tva|envío|envio|iva|spedizione|frete|verzendkosten|btw|运费|税|送料|消費税"
)
"""Words by which a row with a quantity may still be a total or a cost."""
