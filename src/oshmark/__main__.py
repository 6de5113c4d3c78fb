# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m oshmark` is the command line."""

from __future__ import annotations

from oshmark.cli.main import main

if __name__ == "__main__":
    main()
