# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Archives, tables and documents of strangers, looked into by a process of its own; nothing is unpacked to the disk."""
