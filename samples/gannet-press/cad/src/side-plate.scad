// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Side of the press frame, 20 mm steel, two of them. The mould hangs in the window, the cylinder below it.
$fn = 60;

width = 420;
depth = 1100;
height = 20;
window_x = 60;
window_y = 560;
window_width = 300;
window_depth = 180;
pin_x = 210;
pin_y = 120;         // cylinder pin
pin_d = 45;
tie_inset = 40;      // M24 tie rods in the corners
tie_d = 25;

difference() {
    cube([width, depth, height]);
    translate([window_x, window_y, -1]) cube([window_width, window_depth, height + 2]);
    translate([pin_x, pin_y, -1]) cylinder(d = pin_d, h = height + 2);
    for (x = [tie_inset, width - tie_inset], y = [tie_inset, depth - tie_inset])
        translate([x, y, -1]) cylinder(d = tie_d, h = height + 2);
}
