# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bills of materials as people keep them: read in many forms, compared, written cleanly."""
