// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Long side of the frame: hollow section 60 x 40 x 3, sawn square. Drawn standing; `length` is the cut.
width = 40;
depth = 60;
wall = 3;
length = 900;

difference() {
    cube([width, depth, length]);
    translate([wall, wall, -1]) cube([width - 2 * wall, depth - 2 * wall, length + 2]);
}
