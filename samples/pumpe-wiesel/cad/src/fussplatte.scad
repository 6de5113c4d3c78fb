// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Fußplatte, Stahlblech 8 mm: unter jeder Ecke ein Druckmaschinenfuß, in der Mitte der Pumpenzylinder.
$fn = 64;

width = 220;         // Kantenlänge
height = 8;          // Blechdicke
corner = 16;
bore_d = 62;
foot_pitch = 170;
foot_d = 10.5;
stud_circle = 100;   // Teilkreis der Zuganker
stud_d = 8.5;

module runde_platte(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

difference() {
    runde_platte(width, width, height, corner);
    translate([width / 2, width / 2, -1]) cylinder(d = bore_d, h = height + 2);
    for (a = [-1, 1], b = [-1, 1])
        translate([width / 2 + a * foot_pitch / 2, width / 2 + b * foot_pitch / 2, -1])
            cylinder(d = foot_d, h = height + 2);
    for (i = [0 : 5])
        translate([width / 2, width / 2, -1])
            rotate(i * 60) translate([stud_circle / 2, 0, 0]) cylinder(d = stud_d, h = height + 2);
}
