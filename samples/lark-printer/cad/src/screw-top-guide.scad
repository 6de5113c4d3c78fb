// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Keeps the upper end of a lead screw upright in a 608 bearing. The bearing is pressed in by hand.
use <lib/plates.scad>

width = 44;
depth = 28;
height = 12;
corner = 4;
bearing_d = 22.15;   // 608: 22 mm outside
bearing_depth = 7.2;
shaft_clearance = 12;
screw_d = 5.3;
screw_inset = 5;

difference() {
    rounded_block(width, depth, height, corner);
    bore(width / 2, depth / 2, shaft_clearance);
    bore(width / 2, depth / 2, bearing_d, height - bearing_depth);
    for (x = [screw_inset, width - screw_inset])
        bore(x, depth / 2, screw_d);
}
