// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Leads the cable bundle along a 20 mm profile. Push the bundle in, then fix with one M5 screw.
use <lib/plates.scad>

width = 28;
depth = 14;
height = 8;
corner = 3;
screw_x = 7;
screw_d = 5.3;
cable_x = 19.5;
cable_d = 8;

difference() {
    rounded_block(width, depth, height, corner);
    bore(screw_x, depth / 2, screw_d);
    bore(cable_x, depth / 2, cable_d);
}
