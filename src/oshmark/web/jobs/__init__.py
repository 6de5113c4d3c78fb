# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work that waits for a worker: rows, who takes them, and what came of them. It knows nothing of what the work is."""
