# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small frozen types for what has rules: findings, licences, language tags, quantities, addresses."""
