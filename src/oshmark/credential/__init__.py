# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What makes a statement checkable by others: chained events, the tree over them, signed notes, commitments."""
