# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What brings jobs to workers: they ask the database again and again, or a broker tells them."""
