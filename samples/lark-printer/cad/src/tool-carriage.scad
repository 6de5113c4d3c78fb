// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Bolts to the MGN12H carriage of the X rail and takes the hotend in a clamped sleeve.
use <lib/plates.scad>

width = 64;
depth = 52;
height = 8;
corner = 5;
carriage_x = 22;     // centre of the rail carriage
carriage_pitch = 20; // MGN12H
screw_d = 3.4;       // M3
head_d = 6.4;
head_depth = 3.5;
sleeve_x = 48;       // hotend axis
sleeve_d = 26;
sleeve_bore = 16.1;  // groove-mount hotends, 16 mm
sleeve_height = 22;
belt_slot_x = 4.5;
belt_slot_length = 10;
belt_slot_d = 3;

difference() {
    union() {
        rounded_block(width, depth, height, corner);
        translate([sleeve_x, depth / 2, 0]) cylinder(d = sleeve_d, h = sleeve_height);
    }
    bore(sleeve_x, depth / 2, sleeve_bore);
    four_bores(carriage_x, depth / 2, carriage_pitch, carriage_pitch, screw_d);
    four_bores(carriage_x, depth / 2, carriage_pitch, carriage_pitch, head_d, height - head_depth);
    for (y = [depth / 2 - 11, depth / 2 + 11])
        slot(belt_slot_x, y, belt_slot_length, belt_slot_d, upright = true);
}
