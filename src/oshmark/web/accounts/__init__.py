# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Accounts of people and their organisations: who somebody is, how they sign in, and for whom they may act."""
