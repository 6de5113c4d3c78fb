// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Pawl, PETG: falls into the ratchet wheel by its own weight.
$fn = 48;

length = 58;
depth = 16;
height = 8;
tip = 12;
pivot_x = 8;
pivot_d = 6.3;

difference() {
    linear_extrude(height) polygon([[0, 0], [length, 0], [length - tip, depth], [0, depth]]);
    translate([pivot_x, depth / 2, -1]) cylinder(d = pivot_d, h = height + 2);
}
