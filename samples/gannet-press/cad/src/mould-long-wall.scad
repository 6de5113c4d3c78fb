// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Long wall of the mould, 16 mm wear plate; the ground face looks inwards.
$fn = 48;

width = 335;
depth = 200;
height = 16;
screw_inset_x = 12;
screw_d = 13;
screw_pitch_y = 120;

difference() {
    cube([width, depth, height]);
    for (x = [screw_inset_x, width - screw_inset_x], y = [depth / 2 - screw_pitch_y / 2, depth / 2 + screw_pitch_y / 2])
        translate([x, y, -1]) cylinder(d = screw_d, h = height + 2);
}
