# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages and data of what modules share: licences, processes, languages, persons and organisations."""
