// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Soft foot, TPU 95A: takes the hum of the motors away from the table.
$fn = 48;

foot_d = 34;
height = 14;
recess_d = 10.5;     // head of an M5 screw and its washer
recess_depth = 7;
screw_d = 5.4;

difference() {
    cylinder(d = foot_d, h = height);
    translate([0, 0, -1]) cylinder(d = screw_d, h = height + 2);
    translate([0, 0, -1]) cylinder(d = recess_d, h = recess_depth + 1);
}
