# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes over the pipe between a `BillReader` and its child.

A question is `REQUEST`, then the bytes of a file. An answer is `RESPONSE`, then either a bill (`bom.stored`) or, where
the first byte says so, the sentence why there is none.
"""

from __future__ import annotations

import struct

REQUEST = struct.Struct("!dI")
"""Time limit in seconds, bytes of the file."""
RESPONSE = struct.Struct("!?I")
"""Whether it was read, bytes of what follows."""
READY = b"oshmark-bills-1\n"
MAX_ANSWER_BYTES = 64 * 1024 * 1024
