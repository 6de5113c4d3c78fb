// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Bush in the side frame: the beam turns in it, the collar keeps it 1 mm off the plywood. PLA.
$fn = 64;

collar_d = 40;
collar_height = 3;
sleeve_d = 30;
height = 10;
bore_d = 22.5;

difference() {
    union() {
        cylinder(d = collar_d, h = collar_height);
        cylinder(d = sleeve_d, h = height);
    }
    translate([0, 0, -1]) cylinder(d = bore_d, h = height + 2);
}
