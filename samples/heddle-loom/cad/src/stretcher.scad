// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Keeps the side frames 440 mm apart; beech, with a threaded insert M6 in each end. Drawn standing.
$fn = 64;

length = 440;
body_d = 24;
insert_d = 8;
insert_depth = 16;

difference() {
    cylinder(d = body_d, h = length);
    translate([0, 0, -1]) cylinder(d = insert_d, h = insert_depth + 1);
    translate([0, 0, length - insert_depth]) cylinder(d = insert_d, h = insert_depth + 1);
}
