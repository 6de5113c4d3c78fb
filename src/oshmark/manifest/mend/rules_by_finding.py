# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is mended in manifests that can be read: each answers a finding of the reader. Ids are stable for ever."""

from __future__ import annotations

from oshmark.values.finding import Rule, Severity

_OTHERS = "We understood it; other programs may not."

KEY = Rule("mended-key", Severity.ADVICE, "The key `{was}` became `{now}`.", _OTHERS)
VALUE = Rule("mended-value", Severity.ADVICE, "The value of `{key}`, `{was}`, became `{now}`.", _OTHERS)
LIST = Rule("mended-list", Severity.ADVICE, "`{key}` has its one value without a list around it.", _OTHERS)
UNIT = Rule("mended-unit", Severity.ADVICE, "`{was}` became `{now}`, with its unit beside it.", _OTHERS)
BARE_LIST = Rule(
    "mended-bare-list", Severity.ADVICE, "Square brackets were put around the numbers of `{key}`.", _OTHERS
)
PART_HEADING = Rule("mended-part-heading", Severity.ADVICE, "The heading `{was}` became `{now}`.", _OTHERS)
OKHV = Rule(
    "mended-okhv",
    Severity.ADVICE,
    "okhv says `{now}` instead of `{was}`.",
    "Every key of the file is one of version 1.0 now, and okhv tells other programs so.",
)
