# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ingredients label of a product: what stands on it, how it looks, and the number that leads to its page."""
