# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The address in the code: `/C/<NUMBER>`, and `/C/<NUMBER>/<SERIAL>` for one unit.

In capitals, so that the code can use its small alphabet and stays small. The grammar is frozen: labels outlive
software. A GS1 Digital Link of a producer who owns a GTIN leads to the same page; a GTIN is never invented here.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from oshmark.errors import RefusedError

SERIAL = re.compile(r"[0-9A-Z](?:[0-9A-Z.-]{0,18}[0-9A-Z])?")
"""A serial or batch: 1 to 20 capital letters, digits, dots and dashes, with a letter or digit at both ends."""
_GTIN = re.compile(r"[0-9]{14}|[0-9]{13}|[0-9]{12}|[0-9]{8}")
_ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+./:-]*")
"""What a QR code writes in its small alphabet (ISO/IEC 18004, alphanumeric mode)."""


def label_address(site: str, number: str, serial: str = "") -> str:
    """The address that the code carries, in capitals as far as that changes nothing.

    `site` is the address of the instance without a slash at its end. A path of its own keeps its spelling, since only
    scheme and host read the same in any case.
    """
    parts = urlsplit(site)
    front = f"{parts.scheme}://{parts.netloc}".upper() + parts.path.rstrip("/")
    return f"{front}/C/{number}" + (f"/{serial}" if serial else "")


def is_compact(address: str) -> bool:
    """Whether a QR code can write the address in its small alphabet."""
    return _ALPHANUMERIC.fullmatch(address) is not None


def printed_address(site: str, number: str) -> str:
    """The address as people read and type it, without the scheme: `oshmark.example/C/K7F49XHM`."""
    parts = urlsplit(site)
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}/C/{number}"


def read_serial(text: str) -> str:
    """A serial or batch as somebody typed it, in capitals; a `RefusedError` says what a serial may be."""
    serial = text.strip().upper()
    if SERIAL.fullmatch(serial) is None:
        raise RefusedError(
            "A serial has 1 to 20 signs: letters A to Z, digits, dots and dashes, with a letter or digit at both ends."
        )
    return serial


def read_gtin(text: str) -> str:
    """A GTIN of 8, 12, 13 or 14 digits as one of 14; `RefusedError` where it has another length or a wrong digit."""
    digits = re.sub(r"[ -]", "", text)
    if _GTIN.fullmatch(digits) is None:
        raise RefusedError("A GTIN has 8, 12, 13 or 14 digits: take it from the contract with your GS1 organisation.")
    digits = digits.rjust(14, "0")
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    if total % 10:
        raise RefusedError("The last digit of the GTIN does not fit the others: look it up once more.")
    return digits


def digital_link_path(gtin: str, serial: str = "") -> str:
    """The path of the same label after GS1 Digital Link: `/01/<GTIN-14>` and `/01/<GTIN-14>/21/<serial>`."""
    return f"/01/{gtin}" + (f"/21/{serial}" if serial else "")
