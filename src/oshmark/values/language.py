# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Language tags after BCP 47, as far as manifests need them: language, script, region, variants, private use.

Two-letter languages are those of ISO 639-1, regions those of ISO 3166-1; a three-letter language is accepted by its
form. The names on the left of `NAMES` are what makers write instead of a tag.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

LANGUAGES = frozenset(
    (  # noqa: SIM905  a table of codes reads better as lines of text
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv "
        "dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig "
        "ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh "
        "mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru "
        "rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug "
        "uk ur uz ve vi vo wa wo xh yi yo za zh zu"
    ).split()
)
REGIONS = frozenset(
    (  # noqa: SIM905  a table of codes reads better as lines of text
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV "
        "BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES "
        "ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE "
        "IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY "
        "MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU "
        "NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM "
        "SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE "
        "VG VI VN VU WF WS YE YT ZA ZM ZW"
    ).split()
)
NAMES: dict[str, str] = {
    "english": "en",
    "english-uk": "en-GB",
    "english-us": "en-US",
    "en-uk": "en-GB",
    "uk-en": "en-GB",
    "german": "de",
    "deutsch": "de",
    "de-western-europe": "de",
    "french": "fr",
    "french-fr": "fr-FR",
    "francais": "fr",
    "français": "fr",
    "spanish": "es",
    "espanol": "es",
    "español": "es",
    "portuguese": "pt",
    "português": "pt",
    "italian": "it",
    "italiano": "it",
    "dutch": "nl",
    "nederlands": "nl",
    "chinese": "zh",
    "japanese": "ja",
    "swahili": "sw",
    "russian": "ru",
    "hindi": "hi",
    "arabic": "ar",
    "indonesian": "id",
    "korean": "ko",
    "polish": "pl",
    "turkish": "tr",
}
INSTEAD: dict[str, str] = {
    "jp": "ja",
    "cn": "zh",
    "kr": "ko",
    "ua": "uk",
    "gr": "el",
    "cz": "cs",
    "dk": "da",
    "us": "en",
}
"""Codes of countries that are written where a language is meant; only a hint, because some are languages too."""

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)(?P<private>-x(?:-[a-z0-9]{1,8})+)?"
)


class Language(msgspec.Struct, frozen=True):
    """What a text says of a language: the canonical tag, or `None` and perhaps what was meant."""

    tag: str | None
    hint: str | None = None


@lru_cache(maxsize=1024)
def read_language(text: str) -> Language:
    """Read a tag or the name of a language; `en_us`, `EN-US` and `English-US` are all `en-US`."""
    reduced = text.strip().lower().replace("_", "-")
    if reduced in NAMES:
        return Language(NAMES[reduced])
    match = _TAG.fullmatch(reduced)
    if match is None:
        return Language(None)
    language, region = match["language"], (match["region"] or "").upper()
    if len(language) == len("en") and language not in LANGUAGES:
        return Language(None, INSTEAD.get(language))
    if region and region.isalpha() and region not in REGIONS:
        return Language(None, language)
    script = (match["script"] or "").capitalize()
    head = "-".join(piece for piece in (language, script, region) if piece)
    return Language(head + match["variants"] + (match["private"] or ""))


def primary(tag: str) -> str:
    """The language without country and script: `pt-BR` is `pt`."""
    return tag.partition("-")[0]
