# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a body's profile needs before the body can begin to work. An id is stable for ever."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

TEXT_MISSING = Rule(
    "body:text-missing",
    ERROR,
    "“{key}” is not written yet.",
    "Whoever holds a certificate in hand has to know who stands behind it and how to reach them.",
    "Write {key}",
)
ID_FORM = Rule(
    "body:id-form",
    ERROR,
    "“{was}” cannot be an id.",
    "Ids stand in addresses and in the log for ever, so they are short and plain.",
    "Take small letters from a to z, digits, and hyphens or dots between them, 64 at the most",
)
ID_TWICE = Rule(
    "body:id-twice",
    ERROR,
    "There are two {what} with the id “{was}”.",
    "Schemes refer to them by the id.",
    "Give each its own id",
)
PREFIX = Rule(
    "body:prefix",
    ERROR,
    "“{was}” cannot begin the number of a certificate.",
    "The number is read aloud, typed from labels and searched for; it must not be taken for something else.",
    "Take 2 to 8 capital letters and digits, a letter first",
)
LANGUAGE = Rule(
    "body:language",
    ERROR,
    "“{was}” {what}.",
    "Texts and e-mails are written in the languages of the body.",
    "Write codes such as en, de or pt-BR, and name the main language among them",
)
COUNTRY = Rule(
    "body:country",
    ERROR,
    "“{was}” is no country.",
    "The law that a body works under depends on it.",
    "Write the two letters of ISO 3166, such as DE or KE",
)
ADDRESS = Rule(
    "body:address",
    ERROR,
    "“{key}” is {was}, which is no {wanted}.",
    "People follow it, or write to it.",
    "Write it in full",
)
DID = Rule(
    "body:did",
    ERROR,
    "“{was}” is no decentralised identifier.",
    "Other bodies know this one by it.",
    "Write did:web: and the host, or leave it out",
)
ROLE_MISSING = Rule(
    "body:role-missing",
    ERROR,
    "Nobody can be a {was} here.",
    "Without that role no application can be brought to its end.",
    "Add it to roles",
)
ROLE_NOT_GIVEN = Rule(
    "body:role-not-given",
    ERROR,
    "“{was}” is no role that is given to people.",
    "Whoever applies is the applicant, and everybody is the public.",
    "Take it out of roles",
)
LEGAL_MISSING = Rule(
    "body:legal-missing",
    ERROR,
    "There is no legal page “{was}”.",
    "People have to find who is responsible, what is kept about them, and how to complain.",
    "Add it",
)
INTEREST_MISSING = Rule(
    "body:interest-missing",
    WARNING,
    "The body discloses no interest of its own.",
    "A body that designs, trains or sells itself has something at stake, and says so on each certificate.",
    "Add an interest, or one that says that there is none",
)
CONTRIBUTION = Rule(
    "body:contribution",
    ERROR,
    "The contribution {what}.",
    "What holders give back is agreed in the open, and bounded.",
    "Correct the numbers; a share lies between 0 and 1",
)
TERRITORY = Rule(
    "body:territory",
    ERROR,
    "“{was}” is no territory.",
    "Everybody sees which territories are open, so each has to be one that everybody knows by its code.",
    "Write a country as KE, a state as US-TX, each state of a country as US-*, or each country as *",
)
PERIOD = Rule(
    "body:period",
    ERROR,
    "longest-term-days is {was}.",
    "A certificate lasts a day at least.",
    "Correct it, or leave it out where there is no limit",
)
