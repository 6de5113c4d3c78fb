# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What we say about a bill of materials: what stopped us, what was guessed, what does not add up."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

# --- the file

NOT_READABLE = Rule(
    "bom:not-readable",
    ERROR,
    "The file cannot be read as a bill of materials: {what}.",
    "A table is needed, in a form that many programs read.",
    "Export the list as CSV or XLSX",
)
TOO_MUCH = Rule(
    "bom:too-much",
    ERROR,
    "The file is too large or too dense: it has more than {limit}.",
    "A file that unpacks without end would stop the machine that reads it. Real bills are far smaller.",
    "Delete empty rows and columns, pictures and other sheets, and save it again",
)
NO_TABLE = Rule(
    "bom:no-table",
    ERROR,
    "No list of parts was found in the file.",
    "A list has a row of headings such as Name and Quantity, and the parts below it.",
    "Put headings over the columns",
)
ENCODING_GUESSED = Rule(
    "bom:encoding-guessed",
    WARNING,
    "The text is not UTF-8; it was read as {encoding}.",
    "Letters with accents and signs such as € and Ω may have been understood in another way than was meant.",
    "Save the file as UTF-8",
)
QUOTES_BROKEN = Rule(
    "bom:quotes-broken",
    WARNING,
    "A quotation mark is opened and never closed; quotation marks were read as ordinary signs.",
    "Otherwise the rest of the file would be one cell.",
    "Close the quotation mark, or double it inside a cell",
)
SEVERAL_TABLES = Rule(
    "bom:several-tables",
    ADVICE,
    "The file holds several lists; these were read one after the other: {tables}.",
    "Lists of variants or of alternatives would be counted twice.",
    "Keep one list in a file, or make sure that all of them belong to the product",
)
TABLE_LEFT_OUT = Rule(
    "bom:table-left-out",
    ADVICE,
    "“{table}” was not read: {why}.",
    "Only tables that look like lists of parts are read.",
)
CELL_CUT = Rule(
    "bom:cell-cut",
    WARNING,
    "A cell was cut after 10,000 characters.",
    "A name or remark of a part is shorter.",
    "Move long texts into the documentation",
)
LIST_READ = Rule(
    "bom:list-read",
    ADVICE,
    "The file has no table of parts; its lists were read, an item for each line.",
    "An item has no columns, so only name and quantity can be told apart.",
    "Make a table with the columns Name and Quantity",
)

# --- the columns

NO_HEADINGS = Rule(
    "bom:no-headings",
    WARNING,
    "There is no row of headings; the columns were told by what is in them: {columns}.",
    "What a column means can only be guessed without a heading.",
    "Put a row of headings on top",
)
COLUMN_UNKNOWN = Rule(
    "bom:column-unknown",
    ADVICE,
    "The column “{heading}” was not understood and not read.",
    "Only columns whose meaning is known become part of the lines.",
)
COLUMN_GUESSED = Rule(
    "bom:column-guessed",
    ADVICE,
    "The column “{heading}” can mean several things; by its cells it was read as {field}.",
    "The same word is used for names, numbers and positions.",
)
COLUMN_REPEATED = Rule(
    "bom:column-repeated",
    ADVICE,
    "Several columns say {field}; “{heading}” was read, not {others}.",
    "Further columns usually name alternatives.",
)
NO_QUANTITY = Rule(
    "bom:no-quantity",
    WARNING,
    "No column says how many are needed.",
    "Whoever builds it has to know how many of each to get.",
    "Add a column Quantity",
)

# --- the cells

QUANTITY_COUNTED = Rule(
    "bom:quantity-counted",
    ADVICE,
    "The quantity is not said; the designators were counted: {now}.",
    "A designator stands for one thing.",
)
QUANTITY_UNCLEAR = Rule(
    "bom:quantity-unclear",
    WARNING,
    "“{was}” is no quantity that can be counted with.",
    "A number is needed to order parts and to add up their cost.",
    "Write a number, and the unit if it is not pieces",
)
QUANTITY_GUESSED = Rule(
    "bom:quantity-guessed",
    ADVICE,
    "The quantity “{was}” was read as {now}.",
    "A range or an estimate was reduced to one number.",
    "Write the number that is needed",
)
QUANTITY_DIFFERS = Rule(
    "bom:quantity-differs",
    WARNING,
    "The quantity is {was}, but there are {now} designators.",
    "One of the two is wrong.",
    "Correct the quantity or the designators",
)
NUMBER_GUESSED = Rule(
    "bom:number-guessed",
    WARNING,
    "“{was}” was read as {now}: the column does not show whether the sign parts thousands or decimals.",
    "1,000 is one thousand in some countries and one in others.",
    "Write numbers without a separator of thousands",
)
PRICE_UNCLEAR = Rule(
    "bom:price-unclear",
    ADVICE,
    "“{was}” is no price.",
    "A number is needed to add up the cost.",
    "Write a number and a currency",
)
PRICE_OF_LINE = Rule(
    "bom:price-of-line",
    WARNING,
    "“{heading}” was read as the cost of all pieces of a line, because then it adds up to the total of {total}.",
    "A price can be for one piece or for all of them.",
    "Name the column “Total price”, or write the price of one piece",
)
CURRENCY_GUESSED = Rule(
    "bom:currency-guessed",
    ADVICE,
    "“{was}” is used by several countries; it was read as {now}.",
    "A price without a clear currency cannot be compared.",
    "Write the code of the currency in the heading: Price (USD)",
)
TOTAL_DIFFERS = Rule(
    "bom:total-differs",
    WARNING,
    "The total says {was}, the lines above it add up to {now}.",
    "A line is missing or counted twice, or the total was not brought up to date.",
    "Check the total",
)
LINE_TOTAL_DIFFERS = Rule(
    "bom:line-total-differs",
    WARNING,
    "The line says it costs {was}, but price times quantity is {now}.",
    "One of the three numbers is wrong.",
    "Check price, quantity and total",
)
FORMULA = Rule(
    "bom:formula",
    WARNING,
    "A cell holds a formula that was never worked out: {was}.",
    "Formulas of strangers are not worked out.",
    "Save the file with its results",
)
DESIGNATOR_TWICE = Rule(
    "bom:designator-twice",
    WARNING,
    "The designator {was} stands in several lines.",
    "A designator names one place on the board.",
    "Leave it in one line",
)
