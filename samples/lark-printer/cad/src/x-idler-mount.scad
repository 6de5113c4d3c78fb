// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Right end of the X beam: holds the belt idler in a slot, 12 mm of travel to tension the belt.
use <lib/plates.scad>

width = 48;
depth = 44;
floor_height = 8;
wall_width = 12;
wall_height = 34;
idler_x = 30;
slot_length = 12;
slot_d = 5.3;        // M5 idler shaft
wall_screw_d = 5.3;
wall_screw_inset = 9;

difference() {
    union() {
        cube([width, depth, floor_height]);
        cube([wall_width, depth, wall_height]);
    }
    slot(idler_x, depth / 2, slot_length, slot_d);
    for (y = [wall_screw_inset, depth - wall_screw_inset])
        bore(wall_width / 2, y, wall_screw_d);
}
