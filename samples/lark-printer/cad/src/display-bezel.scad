// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Frame of the 3.5 inch display at the front of the base, with a hole for the knob.
use <lib/plates.scad>

width = 150;
depth = 68;
height = 6;
corner = 6;
recess_width = 104;
recess_depth = 56;
recess_floor = 2.4;
recess_x = 12;
window_width = 76;
window_depth = 51;
knob_x = 133;
knob_d = 8;
screw_d = 3.2;
screw_inset = 6;

difference() {
    rounded_block(width, depth, height, corner);
    translate([recess_x, (depth - recess_depth) / 2, recess_floor])
        cube([recess_width, recess_depth, height]);
    translate([recess_x + (recess_width - window_width) / 2, (depth - window_depth) / 2, -1])
        cube([window_width, window_depth, height + 2]);
    bore(knob_x, depth / 2, knob_d);
    four_bores(width / 2, depth / 2, width - 2 * screw_inset, depth - 2 * screw_inset, screw_d);
}
