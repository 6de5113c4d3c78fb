// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Keeps soil off the spool valve; snaps over the lever plate.
$fn = 48;

width = 110;
depth = 80;
height = 34;
wall = 2.4;
lever_slot_length = 40;
lever_slot_d = 14;

difference() {
    cube([width, depth, height]);
    translate([wall, wall, wall]) cube([width - 2 * wall, depth - 2 * wall, height]);
    translate([width / 2, depth / 2, -1])
        hull()
            for (side = [-1, 1])
                translate([side * lever_slot_length / 2, 0, 0]) cylinder(d = lever_slot_d, h = height);
}
