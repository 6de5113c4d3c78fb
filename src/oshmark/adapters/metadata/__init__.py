# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What files say of people and places beside what they show: found and taken out bytewise, without a change of what is
shown. Only bytes come in and go out here; no picture is decoded."""
