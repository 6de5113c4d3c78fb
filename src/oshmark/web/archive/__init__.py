# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of releases as they were: kept, listed, read, handed out, and deleted when they have to go."""
