// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Zylinderdeckel, POM: der Bund führt den Deckel im Pumpenzylinder, die Kolbenstange läuft in der Bohrung.
$fn = 96;

lid_d = 120;
lid_height = 12;
rim_d = 63.6;
height = 24;
rod_d = 14.1;
stud_circle = 100;
stud_d = 8.5;

difference() {
    union() {
        cylinder(d = lid_d, h = lid_height);
        cylinder(d = rim_d, h = height);
    }
    translate([0, 0, -1]) cylinder(d = rod_d, h = height + 2);
    for (i = [0 : 5])
        rotate(i * 60) translate([stud_circle / 2, 0, -1]) cylinder(d = stud_d, h = height + 2);
}
