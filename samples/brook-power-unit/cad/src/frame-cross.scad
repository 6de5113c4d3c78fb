// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Cross member of the frame, the same section as the rails; four of them.
width = 40;
depth = 60;
wall = 3;
length = 600;

difference() {
    cube([width, depth, length]);
    translate([wall, wall, -1]) cube([width - 2 * wall, depth - 2 * wall, length + 2]);
}
