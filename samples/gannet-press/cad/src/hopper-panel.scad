// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// One of four equal panels of the hopper, 3 mm steel, welded along the slanted edges.
top = 600;
bottom = 300;
depth = 420;
height = 3;

linear_extrude(height)
    polygon([[0, 0], [bottom, 0], [bottom + (top - bottom) / 2, depth], [-(top - bottom) / 2, depth]]);
