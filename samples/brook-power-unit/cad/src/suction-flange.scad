// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Suction connection on the end wall, turned from S355; the hose tail G1 1/4 is screwed in.
use <lib/plates.scad>

flange_d = 106;
flange_height = 12;
neck_d = 58;
length = 34;
bore_d = 38.9;       // tapping size of G1 1/4
stud_circle = 84;
stud_d = 9;

difference() {
    union() {
        cylinder(d = flange_d, h = flange_height);
        cylinder(d = neck_d, h = length);
    }
    bore(0, 0, bore_d);
    bolt_circle(0, 0, stud_circle, 4, stud_d);
}
