# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Secrets under a passphrase: scrypt (RFC 7914) makes a key of it, ChaCha20-Poly1305 (RFC 8439) seals under that.

Who guesses passphrases needs 64 MB and a fifth of a second for each.
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from oshmark.adapters.backups.form import BackupError

MAGIC: Final = b"oshmark-sealed-1\n"
SALT: Final = 16
NONCE: Final = 12
_COST, _BLOCK, _LANES = 2**16, 8, 1


class SealError(BackupError):
    """The passphrase does not open the seal, or what was sealed has changed."""


def seal(content: bytes, passphrase: str, *, bound_to: bytes) -> bytes:
    """Seal a content, so that it opens only beside what it is `bound_to`."""
    salt, nonce = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
    return MAGIC + salt + nonce + _cipher(passphrase, salt).encrypt(nonce, content, MAGIC + bound_to)


def unseal(sealed: bytes, passphrase: str, *, bound_to: bytes) -> bytes:
    """The content again. Raises `SealError` for another passphrase, and where anything of it has changed."""
    if not sealed.startswith(MAGIC) or len(sealed) <= len(MAGIC) + SALT + NONCE:
        raise SealError("The sealed keys of the backup are damaged.")
    rest = sealed[len(MAGIC) :]
    salt, nonce, closed = rest[:SALT], rest[SALT : SALT + NONCE], rest[SALT + NONCE :]
    try:
        return _cipher(passphrase, salt).decrypt(nonce, closed, MAGIC + bound_to)
    except InvalidTag:
        raise SealError(
            "The passphrase does not open the keys of the backup, or the backup was changed after it was written."
        ) from None


def _cipher(passphrase: str, salt: bytes) -> ChaCha20Poly1305:
    kdf = Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES)
    return ChaCha20Poly1305(kdf.derive(passphrase.encode()))
