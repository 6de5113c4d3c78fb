// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Pumpenkolben, POM: der Lippenring sitzt in der Nut, das Wasser steigt durch sechs Durchlässe.
$fn = 96;

piston_d = 63;
height = 28;
groove_d = 54;
groove_width = 8;
rod_d = 12.2;
opening_circle = 34;
opening_d = 9;

difference() {
    cylinder(d = piston_d, h = height);
    translate([0, 0, (height - groove_width) / 2])
        difference() {
            cylinder(d = piston_d + 1, h = groove_width);
            translate([0, 0, -1]) cylinder(d = groove_d, h = groove_width + 2);
        }
    translate([0, 0, -1]) cylinder(d = rod_d, h = height + 2);
    for (i = [0 : 5])
        rotate(45 + i * 60) translate([opening_circle / 2, 0, -1]) cylinder(d = opening_d, h = height + 2);
}
