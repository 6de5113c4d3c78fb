// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Foot that presses the soil: 1 mm smaller than the mould, with the frog of the brick raised in the middle.
$fn = 48;

width = 294;
depth = 139;
height = 30;
frog_width = 160;
frog_depth = 60;
frog_height = 38;
frog_corner = 8;
screw_pitch = 220;
screw_d = 13;

difference() {
    union() {
        cube([width, depth, height]);
        translate([width / 2 - frog_width / 2 + frog_corner, depth / 2 - frog_depth / 2 + frog_corner, 0])
            linear_extrude(frog_height)
                offset(r = frog_corner)
                    square([frog_width - 2 * frog_corner, frog_depth - 2 * frog_corner]);
    }
    for (x = [width / 2 - screw_pitch / 2, width / 2 + screw_pitch / 2])
        translate([x, depth / 2, -1]) cylinder(d = screw_d, h = frog_height + 2);
}
