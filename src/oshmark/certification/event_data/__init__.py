# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each kind of event says: one typed form for each, gathered in `certification.events`.

A form that was used once never changes. What has to be said differently gets a new form under the next version.
"""
