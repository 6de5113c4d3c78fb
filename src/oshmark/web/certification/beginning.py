# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A profile to begin with, from the few things that only the founders know. They change it where it is not so."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from oshmark.certification.body import Body, Interest, LegalPage, Mark, NumberYear
from oshmark.certification.roles import ASSIGNED

QUESTIONS = (
    ("name", "Name of the body", ""),
    ("short", "Short name for addresses, such as harrowfield (empty: made from the name)", ""),
    ("address", "Postal address, lines separated by semicolons", ""),
    ("country", "Country, two letters", ""),
    ("contact", "Public contact: an e-mail address or a web address", ""),
    ("website", "Website (empty for none)", ""),
    ("languages", "Languages, the main one first, such as en, de", "en"),
    ("prefix", "Prefix of certificate numbers, two to eight capitals", ""),
    ("interest", "What the body itself has at stake, in a sentence: it is shown on every certificate", ""),
)
"""Field, question, and what is meant by an empty answer."""


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered, as it was typed."""

    name: str
    short: str = ""
    address: str
    country: str
    contact: str
    website: str = ""
    languages: str = "en"
    prefix: str
    interest: str


def profile(answers: Answers) -> Body:
    """The first version of a profile. What is wrong with it says `body_check`."""
    languages = tuple(filter(None, (one.strip() for one in answers.languages.split(","))))
    name = answers.name.strip()
    return Body(
        id=answers.short.strip() or short_name(name),
        version="1",
        name=name,
        language=languages[0] if languages else "en",
        languages=languages or ("en",),
        address=tuple(filter(None, (line.strip() for line in answers.address.split(";")))),
        country=answers.country.strip().upper(),
        contact=answers.contact.strip(),
        website=answers.website.strip(),
        prefix=answers.prefix.strip().upper(),
        number_year=NumberYear.NONE,
        colophon=f"The rules on these pages are those of {name}, which nobody has accredited.",
        roles=tuple(sorted(ASSIGNED, key=lambda role: role.value)),
        interests=(Interest(id="own-interest", text=answers.interest.strip()),),
        marks=(Mark(id="main", title="Certified", text=f"certified by {name}"),),
        legal=_legal(name, answers),
    )


def short_name(name: str) -> str:
    """A name as an id: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:40].strip("-")


def _legal(name: str, answers: Answers) -> tuple[LegalPage, ...]:
    address = ", ".join(line.strip() for line in answers.address.split(";") if line.strip())
    return (
        LegalPage(id="imprint", title="Imprint", text=f"{name}, {address}. Contact: {answers.contact.strip()}."),
        LegalPage(
            id="privacy",
            title="What is kept about you",
            text=(
                "Public are certificates, the names of holders and of those who evaluate and decide, statements and"
                " findings. Not public are e-mail addresses, streets, fees, and evidence that was marked as private."
                " You can have what is personal erased; the log then shows that something was there, and not what."
            ),
        ),
        LegalPage(
            id="complaints",
            title="Complaints and appeals",
            text=(
                "Anybody may complain about a certificate. Somebody who had no part in the matter looks at a complaint"
                " before anything is said in public. Who was refused may appeal; people who neither evaluated nor"
                " decided hear the appeal."
            ),
        ),
    )
