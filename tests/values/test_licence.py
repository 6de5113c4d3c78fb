# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What makers write where a licence belongs, and what we make of it."""

from __future__ import annotations

import pytest

from oshmark.values.licence import Change, LicenceClass, Openness, plain_words, read_licence, title

CASES = """\
CC-BY-SA-4.0 => CC-BY-SA-4.0 =>
LicenseRef-CC-BY-SA-3.0 => CC-BY-SA-3.0 => prefix
LicenseRef-CC BY-SA-4.0 => CC-BY-SA-4.0 => prefix spelling
LicenseRef-CC-BY-SA-4.0 => CC-BY-SA-4.0 => prefix
LicenseRef-CC-BY-SA 4.0 => CC-BY-SA-4.0 => prefix spelling
LicenseRef-CERN OHL v1.2 => CERN-OHL-1.2 => prefix spelling
LicenseRef-CERN-OHL-1.2 => CERN-OHL-1.2 => prefix
CERN-OHL-1.2 => CERN-OHL-1.2 =>
LicenseRef-CC-by-sa 3.0 => CC-BY-SA-3.0 => prefix spelling
LicenseRef-CC BY 3.0 US => CC-BY-3.0-US => prefix ported
LicenseRef-GNU GPL v3.0 => GPL-3.0-only => prefix name
LicenseRef-Creative Commons Attribution-ShareAlike 4.0 International License => CC-BY-SA-4.0 => prefix name
LicenseRef-MIT => MIT => prefix
licenseref-mit => MIT => prefix spelling
CC-BY-SA 4.0 => CC-BY-SA-4.0 => spelling
CC-BY-SA v4.0 => CC-BY-SA-4.0 => spelling
cc by-sa 4 => CC-BY-SA-4.0 => spelling
CCBYSA4.0 => CC-BY-SA-4.0 => name
[CC-BY-SA 4.0] => CC-BY-SA-4.0 => spelling
CC BY 3.0 US => CC-BY-3.0-US => ported
CC BY-SA 3.0 Germany => CC-BY-SA-3.0-DE => ported
CC BY-SA 3.0 ES => LicenseRef-CC-BY-SA-3.0-ES => ported
Attribution-ShareAlike (CC BY-SA 4.0) => CC-BY-SA-4.0 => name
Creative Commons Attribution 4.0 International (CC BY 4.0) => CC-BY-4.0 => name
This work is licensed under a Creative Commons Attribution-ShareAlike 4.0 International License. => CC-BY-SA-4.0 => name
CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/) => CC-BY-SA-4.0 => spelling
Namensnennung - Weitergabe unter gleichen Bedingungen 4.0 International => CC-BY-SA-4.0 => name
CC0 => CC0-1.0 => name assumed-version
CC 0 => CC0-1.0 => name assumed-version
CC0 1.0 => CC0-1.0 => spelling
Creative Commons Zero v1.0 Universal => CC0-1.0 => name
CERN OHL v1.2 => CERN-OHL-1.2 => spelling
CERN Open Hardware Licence v1.2 => CERN-OHL-1.2 => name
CERN-OHL-S v2 => CERN-OHL-S-2.0 => spelling
CERN Open Hardware Licence Version 2 - Weakly Reciprocal => CERN-OHL-W-2.0 => name
CERN-OHL-P => CERN-OHL-P-2.0 => name assumed-version
CERN-OHL-S v2 or any later version => CERN-OHL-S-2.0+ => name
GPL-3.0 => GPL-3.0-only => deprecated
GPL-3.0+ => GPL-3.0-or-later => deprecated
gpl-3.0 => GPL-3.0-only => spelling deprecated
GPLv3 => GPL-3.0-only => spelling
GPL3+ => GPL-3.0-or-later => name
GNU GPL v3 or later => GPL-3.0-or-later => name
GNU General Public License v3.0 (GPL-3.0) => GPL-3.0-only => name
GNU Lesser General Public License, version 2.1 => LGPL-2.1-only => name
GPL => GPL-1.0-or-later => name assumed-version
LGPL => LGPL-2.0-or-later => name assumed-version
GPL-2.0-with-classpath-exception => GPL-2.0-only WITH Classpath-exception-2.0 => deprecated
Apache License, Version 2.0 => Apache-2.0 => spelling
Apache 2 => Apache-2.0 => spelling
BSD 3-clause => BSD-3-Clause => spelling
New BSD License => BSD-3-Clause => name
MIT License => MIT => spelling
The MIT License (MIT) => MIT => name
MIT/X11 => MIT => name
TAPR Open Hardware License => TAPR-OHL-1.0 => name assumed-version
TAPR Open Hardware License v1.0 => TAPR-OHL-1.0 => name
Solderpad Hardware License v0.51 => SHL-0.51 => name
Solderpad Hardware License v2.1 => Apache-2.0 WITH SHL-2.1 => name
SHL-2.1 => Apache-2.0 WITH SHL-2.1 => name
apache-2.0 with shl-2.1 => Apache-2.0 WITH SHL-2.1 => spelling
Mozilla Public License 2.0 => MPL-2.0 => name
Free Art License 1.3 => LAL-1.3 => name
AFL-1.1 => AFL-1.1 =>
LPPL-1.3a => LPPL-1.3a =>
GFDL-1.2-no-invariants-or-later => GFDL-1.2-no-invariants-or-later =>
https://creativecommons.org/licenses/by-sa/4.0 => CC-BY-SA-4.0 => url
https://creativecommons.org/licenses/by-sa/3.0/de/deed.en => CC-BY-SA-3.0-DE => ported url
http://creativecommons.org/licenses/by/4.0/legalcode.de => CC-BY-4.0 => url
https://creativecommons.org/publicdomain/zero/1.0/ => CC0-1.0 => url
https://www.gnu.org/licenses/gpl-3.0.en.html => GPL-3.0-only => url
https://www.gnu.org/licenses/old-licenses/lgpl-2.1.txt => LGPL-2.1-only => url
https://ohwr.org/cern_ohl_s_v2.txt => CERN-OHL-S-2.0 => url
https://www.ohwr.org/licenses/cern-ohl/v1.2 => CERN-OHL-1.2 => url
https://opensource.org/licenses/MIT => MIT => url
https://opensource.org/license/bsd-2-clause/ => BSD-2-Clause => url
https://opensource.org/license/apache-2-0 => Apache-2.0 => url
https://spdx.org/licenses/CERN-OHL-W-2.0.html => CERN-OHL-W-2.0 => url
https://spdx.org/licenses/GPL-3.0.html => GPL-3.0-only => deprecated url
https://www.apache.org/licenses/LICENSE-2.0 => Apache-2.0 => url
https://tapr.org/ohl.html => TAPR-OHL-1.0 => url assumed-version
http://solderpad.org/licenses/SHL-0.51/ => SHL-0.51 => url
creativecommons.org/licenses/by/4.0/ => CC-BY-4.0 => url
CC-BY-SA-4.0 / GPL-3.0 => CC-BY-SA-4.0 AND GPL-3.0-only => deprecated list
CC BY-SA 4.0, CERN OHL v1.2 => CC-BY-SA-4.0 AND CERN-OHL-1.2 => spelling list
GPL v3 or MIT License => GPL-3.0-only OR MIT => spelling
(mit or apache-2.0) and cc-by-4.0 => (MIT OR Apache-2.0) AND CC-BY-4.0 => spelling
CERN-OHL-S-2.0+ => CERN-OHL-S-2.0+ =>
"""
"""What is written => the expression that it means => why the two differ."""


@pytest.mark.parametrize("case", CASES.splitlines())
def test_it_names_the_open_licence_that_is_meant(case: str) -> None:
    written, expression, changes = (piece.strip() for piece in case.split("=>"))
    read = read_licence(written)
    assert (read.expression, {change.value for change in read.changes}) == (expression, set(changes.split()))
    assert read.openness is Openness.OPEN
    assert read.written == written
    assert read.reason.endswith(".")


@pytest.mark.parametrize(
    ("written", "expression", "hint"),
    [
        ("CERN", None, "no version"),
        ("LicenseRef-CERN", "LicenseRef-CERN", "no version"),
        ("CERN OHL", None, "no version"),
        ("CERN Open Hardware Licence", None, "no version"),
        ("CERN OHL v2", None, "CERN-OHL-S-2.0"),
        ("CERN-OHL-S-1.2", None, "no version"),
        ("CC BY-SA", None, "CC-BY-SA-4.0"),
        ("Creative Commons - Attribution - Share Alike", None, "CC-BY-SA-4.0"),
        ("CC BY-SA 5.0", None, ""),
        ("CC BY-SA 3.0 4.0", None, ""),
        ("CC-BY-4.0 CC-BY-SA-4.0", None, ""),
        ("CC BY 4.0 but ask me first", None, ""),
        ("Creative Commons", None, "which one"),
        ("Apache", None, "Apache-2.0"),
        ("BSD", None, "BSD-2-Clause"),
        ("Mozilla", None, "MPL-2.0"),
        ("Solderpad", None, "no version"),
        ("OHL", None, "CERN-OHL-S-2.0"),
        ("Open Source", None, "SPDX id"),
        ("Public domain", None, "CC0-1.0"),
        ("Creative Commons - Public Domain Dedication", None, "CC0-1.0"),
        ("GFDL-1.3-or-later", "GFDL-1.3-or-later", "GFDL-1.3-no-invariants-or-later"),
        ("GNU Free Documentation License", None, "no-invariants"),
        ("PANAKA-OHL-1.0", None, "maintainer"),
        ("LicenseRef-PANAKA-OHL-1.0", "LicenseRef-PANAKA-OHL-1.0", "maintainer"),
        ("LicenseRef-my own licence", None, "maintainer"),
        ("Adobe 9006", None, "maintainer"),
        ("THIS-SHOULD-FAIL", None, "maintainer"),
        ("No license information available on the website", None, "maintainer"),
        ("https://github.com/somebody/something/blob/master/LICENSE", None, "maintainer"),
        ("https://creativecommons.org.example.com/licenses/by/4.0/", None, "maintainer"),
        ("https://creativecommons.org@example.com/licenses/by/4.0/", None, "maintainer"),
        ("https://www.gnu.org/licenses/gpl.html", None, "newest"),
        ("https://ohwr.org/projects/cernohl/wiki", None, "no version"),
        ("CC BY 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)", None, "do not agree"),
        ("javascript:alert(1)", None, "maintainer"),
        ("the-SPDX-ID", None, "template"),
        ("xxx", None, "template"),
        ("[value]", None, "template"),
        ("Other", None, "not said"),
        ("", None, "No licence is named"),
        ("?", None, "No licence is named"),
        ("NOASSERTION", None, "Nothing is said"),
        ("LicenseRef-NOASSERTION", "LicenseRef-NOASSERTION", "Nothing is said"),
        ("DocumentRef-a:LicenseRef-b", "DocumentRef-a:LicenseRef-b", "maintainer"),
        ("MIT AND LicenseRef-Own", "MIT AND LicenseRef-Own", "maintainer"),
        ("MIT AND Own", None, ""),
        ("MIT OR Own", None, ""),
        ("MIT WITH Own-exception", None, ""),
        ("MIT AND", None, ""),
        ("CC-BY-SA-4.0, CERN", None, ""),
        ("Beerware", "Beerware", "Nobody has said yet"),
        ("MIT\u202etxt", None, "invisible"),
        ("MIT\x00", None, "control"),
        ("\u200bMIT", None, "invisible"),
        ("M" * 10_000, None, "1000 characters"),
        ("MIT OR " + "(MIT AND (MIT OR " * 9 + "MIT" + "))" * 9, None, ""),
        ("GPL v3 or MIT License and CC BY 4.0", None, ""),
        ("(MIT OR GPL v3) AND CC BY 4.0", None, ""),
        ("gpl and " * 124 + "gpl", None, "1000 characters"),
    ],
)  # fmt: skip
def test_it_leaves_unclear_what_is_not_certain(written: str, expression: str | None, hint: str) -> None:
    read = read_licence(written)
    assert (read.openness, read.licence_class) == (Openness.UNCLEAR, LicenceClass.UNKNOWN)
    assert read.expression == expression
    assert hint in read.reason
    assert read.reason.endswith(".")


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("CC BY-NC 4.0", "CC-BY-NC-4.0"),
        ("CC-BY-NC-SA-2.5", "CC-BY-NC-SA-2.5"),
        ("LicenseRef-CC BY-NC-ND 4.0", "CC-BY-NC-ND-4.0"),
        ("CC BY-ND 3.0 DE", "CC-BY-ND-3.0-DE"),
        ("CC BY-NC-SA 3.0 ES", "LicenseRef-CC-BY-NC-SA-3.0-ES"),
        ("CC-BY-ND-NC-4.0", "CC-BY-NC-ND-4.0"),
        ("CC BY-NC-SA", None),
        ("cc-nc-nd", None),
        ("ccbyncsa", None),
        ("Creative Commons - Attribution - Non-Commercial", None),
        ("Creative Commons - Attribution - No Derivatives", None),
        ("Attribution-NonCommercial 4.0 International", "CC-BY-NC-4.0"),
        ("Namensnennung-Nicht kommerziell 3.0 Deutschland", "CC-BY-NC-3.0-DE"),
        ("CC BY-SA 4.0, non-commercial use only", None),
        ("CERN-OHL-1.2, non-commercial", None),
        ("Free for personal use", None),
        ("LicenseRef-NonCommercial", "LicenseRef-NonCommercial"),
        ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0"),
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/es/", "LicenseRef-CC-BY-NC-ND-3.0-ES"),
        ("CC-BY-SA-4.0, CC-BY-NC-SA-4.0", "CC-BY-SA-4.0 AND CC-BY-NC-SA-4.0"),
        ("CC-BY-SA-4.0, CC-BY-NC-SA", None),
        ("MIT, proprietary", None),
        ("(MIT OR GPL v3) AND CC BY-NC 4.0", None),
        ("MIT or GPL v3, CC BY-NC 4.0", None),
        ("NCGL-UK-2.0", "NCGL-UK-2.0"),
        ("NPOSL-3.0", "NPOSL-3.0"),
        ("PolyForm-Noncommercial-1.0.0", "PolyForm-Noncommercial-1.0.0"),
        ("GFDL-1.3-invariants-or-later", "GFDL-1.3-invariants-or-later"),
        ("Hippocratic-2.1", "Hippocratic-2.1"),
        ("LicenseRef-NONE", "LicenseRef-NONE"),
        ("NONE", None),
        ("LicenseRef-AllRightsReserved", "LicenseRef-AllRightsReserved"),
        ("© 2020 Somebody. All rights reserved.", None),
        ("Proprietary License", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("allowed", [frozenset[str](), frozenset({"CC-BY-NC-4.0", "proprietary", "cc-nc-nd"})])
def test_it_refuses_what_is_not_open_even_if_somebody_accepted_it(
    written: str, expression: str | None, allowed: frozenset[str]
) -> None:
    read = read_licence(written, allowed)
    assert (read.openness, read.licence_class) == (Openness.NOT_OPEN, LicenceClass.NOT_OPEN)
    assert read.expression == expression
    assert read.reason.endswith(".")


@pytest.mark.parametrize(
    ("written", "openness", "licence_class"),
    [
        ("MIT OR CC-BY-NC-4.0", Openness.OPEN, LicenceClass.PERMISSIVE),
        ("GPL-3.0-only OR MIT", Openness.OPEN, LicenceClass.PERMISSIVE),
        ("GPL-3.0-only AND MIT", Openness.OPEN, LicenceClass.STRONG),
        ("CERN-OHL-W-2.0 AND MIT", Openness.OPEN, LicenceClass.WEAK),
        ("MIT AND CC-BY-NC-4.0", Openness.NOT_OPEN, LicenceClass.NOT_OPEN),
        ("CC-BY-ND-4.0 OR CC-BY-NC-4.0", Openness.NOT_OPEN, LicenceClass.NOT_OPEN),
        ("MIT OR LicenseRef-Own", Openness.OPEN, LicenceClass.PERMISSIVE),
        ("CC-BY-NC-4.0 OR LicenseRef-Own", Openness.UNCLEAR, LicenceClass.UNKNOWN),
        ("MIT OR CC-BY-NC-4.0 AND LicenseRef-Own", Openness.OPEN, LicenceClass.PERMISSIVE),
        ("(MIT OR CC-BY-NC-4.0) AND LicenseRef-Own", Openness.UNCLEAR, LicenceClass.UNKNOWN),
        ("Apache-2.0 WITH SHL-2.1", Openness.OPEN, LicenceClass.PERMISSIVE),
    ],
)
def test_of_alternatives_the_best_counts_and_together_the_worst(
    written: str, openness: Openness, licence_class: LicenceClass
) -> None:
    read = read_licence(written)
    assert (read.expression, read.changes) == (written, ())
    assert (read.openness, read.licence_class) == (openness, licence_class)


@pytest.mark.parametrize(
    ("written", "accepted"),
    [
        ("LicenseRef-CERN", "CERN"),
        ("CERN", "LicenseRef-CERN"),
        ("cern ", "CERN"),
        ("GFDL-1.3-or-later", "GNU Free Documentation License v1.3 or later"),
        ("https://example.org/LICENSE", "http://www.example.org/LICENSE/"),
        ("MIT AND LicenseRef-Own", "LicenseRef-Own"),
        ("PANAKA-OHL-1.0", "PANAKA-OHL-1.0"),
    ],
)
def test_what_maintainers_have_accepted_is_open(written: str, accepted: str) -> None:
    before = read_licence(written)
    after = read_licence(written, frozenset({accepted, "something else"}))
    assert (before.openness, after.openness) == (Openness.UNCLEAR, Openness.OPEN)
    assert after.expression == before.expression
    assert after.reason != before.reason


def test_it_says_that_maintainers_have_accepted_it() -> None:
    assert "accepted" in read_licence("LicenseRef-CERN", frozenset({"CERN"})).reason


@pytest.mark.parametrize("accepted", ["CERN OHL", "", "?", "https://example.org/OTHER"])
def test_accepting_one_licence_frees_no_other(accepted: str) -> None:
    assert read_licence("LicenseRef-CERN", frozenset({accepted})).openness is Openness.UNCLEAR
    assert read_licence("", frozenset({accepted})).openness is Openness.UNCLEAR
    assert read_licence("https://example.org/LICENSE", frozenset({accepted})).openness is Openness.UNCLEAR


@pytest.mark.parametrize(
    ("written", "family", "ids"),
    [
        ("CC BY-SA 4.0", "Creative Commons", ("CC-BY-SA-4.0",)),
        ("CERN", "CERN-OHL", ()),
        ("GPL-3.0-only AND LGPL-3.0-only", "GNU", ("GPL-3.0-only", "LGPL-3.0-only")),
        ("MIT AND GPL-3.0-only AND MIT", None, ("MIT", "GPL-3.0-only")),
        ("CERN-OHL-S-2.0+", "CERN-OHL", ("CERN-OHL-S-2.0",)),
        ("TAPR-OHL-1.0", "TAPR", ("TAPR-OHL-1.0",)),
        ("SHL-0.51", "Solderpad", ("SHL-0.51",)),
        ("MITNFA", None, ("MITNFA",)),
    ],
)
def test_it_tells_family_and_ids(written: str, family: str | None, ids: tuple[str, ...]) -> None:
    read = read_licence(written)
    assert (read.family, read.ids) == (family, ids)


@pytest.mark.parametrize("written", ["GNU GPL", "GPL", "LicenseRef-LGPL", "GNU Affero General Public License"])
def test_it_says_why_a_gnu_licence_without_version_is_open(written: str) -> None:
    read = read_licence(written)
    assert "by its own words any may then be taken" in read.reason
    assert Change.ASSUMED_VERSION in read.changes


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("CC0-1.0", (True, True, False, False)),
        ("MIT", (True, True, True, False)),
        ("CERN-OHL-W-2.0", (True, True, True, True)),
        ("CC-BY-SA-4.0", (True, True, True, True)),
        ("CC BY-SA 3.0 ES", (True, True, True, True)),
        ("CC-BY-NC-4.0", (True, False, True, False)),
        ("CC-BY-NC-SA-4.0", (True, False, True, True)),
        ("CC-BY-ND-4.0", (True, True, True, None)),
        ("Hippocratic-2.1", (None, None, None, None)),
        ("LicenseRef-AllRightsReserved", (None, None, None, None)),
        ("LicenseRef-Own", (None, None, None, None)),
        ("CERN", (None, None, None, None)),
        ("MIT AND CC-BY-SA-4.0", (True, True, True, True)),
        ("MIT OR CC-BY-SA-4.0", (True, True, True, None)),
        ("CC0-1.0 AND LicenseRef-Own", (None, None, None, None)),
        ("CC0-1.0 AND CC-BY-NC-4.0", (True, False, True, False)),
    ],
)  # fmt: skip
def test_it_says_in_plain_words_what_one_may_and_must(written: str, told: tuple[bool | None, ...]) -> None:
    summary = plain_words(read_licence(written))
    assert (summary.may_use, summary.may_sell, summary.must_credit, summary.must_share_alike) == told
    assert summary.text.endswith(".")


def test_titles_are_those_of_the_list() -> None:
    assert title("CERN-OHL-1.2") == "CERN Open Hardware Licence v1.2"
    assert title("GPL-3.0") == title("GPL-3.0-only")
    assert title("LicenseRef-CERN") is None
