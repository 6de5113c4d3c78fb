// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Ventilplatte, POM: sechs Durchlässe unter der Ventilklappe aus Gummi.
$fn = 96;

plate_d = 120;
height = 10;
screw_d = 6.4;
opening_circle = 32;
opening_d = 11;
stud_circle = 100;
stud_d = 8.5;

difference() {
    cylinder(d = plate_d, h = height);
    translate([0, 0, -1]) cylinder(d = screw_d, h = height + 2);
    for (i = [0 : 5]) {
        rotate(45 + i * 60) translate([opening_circle / 2, 0, -1]) cylinder(d = opening_d, h = height + 2);
        rotate(i * 60) translate([stud_circle / 2, 0, -1]) cylinder(d = stud_d, h = height + 2);
    }
}
