# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The vocabularies we speak, closed: a term that is not in them raises; and graphs, written in every usual form."""
