# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log as others see it: its pages, its proofs, its command; and the rooms whose tables are made from it."""
