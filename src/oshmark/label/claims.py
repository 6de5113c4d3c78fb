# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names that would make a self-declared label look certified."""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(
    r"\b(?:(?:oshwa|iso|ce|ul|tüv|tuv|gs|din|oho|fcc|rohs)[- ]?)?"
    r"(?:certified|certificat\w*|certifi[eé]e?s?|certificad[oa]s?|zertifi\w+|geprüft|attested|attestiert|accredited|"
    r"akkreditiert|acreditad[oa]|accrédité\w*|approved|homologad[oa]|homologué\w*|bersertifikat|tersertifikasi|"
    r"terakreditasi)\b"
    r"|प्रमाणित|认证|認證|認証|معتمد|مصدق|сертифи\w*"
    r"|\b(?:tüv|tuv|oshwa|fcc|rohs|ukca)\b|\bce\b(?=\s*(?:mark|$))",
    re.IGNORECASE,
)
_SIGNS = re.compile("[®™℠©✓✔☑✅🏅🏆🎖⭐★☆]")


def claimed(name: str) -> str:
    """The words or the sign in a name that read as a certificate; empty where there are none.

    Letters of other widths and styles (ＣＥ, 𝐜𝐞𝐫𝐭𝐢𝐟𝐢𝐞𝐝) are read as the plain ones that they look like.
    """
    sign = _SIGNS.search(name)
    if sign:
        return sign[0]
    match = _WORDS.search(unicodedata.normalize("NFKC", name))
    return match[0] if match else ""
