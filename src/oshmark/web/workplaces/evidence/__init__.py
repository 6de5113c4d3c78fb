# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Evidence of an application: how it comes, in one go or in pieces, what it is, and who may see it."""
