# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An address that a visitor types is looked for on the spot: what is there, what comes of it, and a draft."""
