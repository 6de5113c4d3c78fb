# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Attestations from elsewhere that manifests claim: who is asked, what came of it, and when (§0a)."""
