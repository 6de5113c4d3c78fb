# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that releases name: where they are to be had for ever, and when they were last asked for and there."""
