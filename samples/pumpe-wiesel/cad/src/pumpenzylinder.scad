// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Pumpenzylinder, abgelängtes Druckrohr PVC-U 75 x 5,6. Stehend gezeichnet.
$fn = 96;

outer_d = 75;
inner_d = 63.8;
length = 420;

difference() {
    cylinder(d = outer_d, h = length);
    translate([0, 0, -1]) cylinder(d = inner_d, h = length + 2);
}
