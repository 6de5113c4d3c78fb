// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Turns on two 608 bearings and carries spools with a bore of 52 mm or more.
$fn = 60;

flange_d = 70;
flange_height = 4;
hub_d = 50;
hub_height = 44;
bearing_d = 22.2;
bearing_depth = 7;
shaft_clearance = 16;

difference() {
    union() {
        cylinder(d = flange_d, h = flange_height);
        cylinder(d = hub_d, h = hub_height);
    }
    translate([0, 0, -1]) cylinder(d = shaft_clearance, h = hub_height + 2);
    translate([0, 0, -1]) cylinder(d = bearing_d, h = bearing_depth + 1);
    translate([0, 0, hub_height - bearing_depth]) cylinder(d = bearing_d, h = bearing_depth + 1);
}
