# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of strangers made into small pictures of ours, in a process that may be killed, and kept by their digest."""
