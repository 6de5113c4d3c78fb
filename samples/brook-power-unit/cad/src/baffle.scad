// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Parts the returning oil from the suction side, so that air can rise. Open corners let oil and dirt pass below.
width = 344;
depth = 220;
height = 3;
corner_cut = 40;

linear_extrude(height)
    polygon([
        [corner_cut, 0], [width - corner_cut, 0], [width, corner_cut],
        [width, depth], [0, depth], [0, corner_cut]
    ]);
