// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Peg at the far end of the table: the warp is laid around it. Beech. Drawn standing.
$fn = 64;

length = 180;
body_d = 18;
foot_d = 12;
foot_length = 30;

union() {
    cylinder(d = foot_d, h = length);
    translate([0, 0, foot_length]) cylinder(d = body_d, h = length - foot_length);
}
