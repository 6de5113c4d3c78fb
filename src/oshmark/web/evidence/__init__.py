# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that are given as evidence: how they come over a bad line, what is shown of them, and how they go out."""
