// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Lower half of the case, PETG: the board lies on four posts, M3 x 10 screws cut their own thread.
$fn = 48;

width = 72;
depth = 54;
height = 24;
corner = 5;
wall = 2.4;
floor = 2;
post_pitch_x = 55.88;
post_pitch_y = 38.1;
post_d = 7;
post_bore = 2.6;
post_height = 7;

module rounded_board(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

difference() {
    rounded_board(width, depth, height, corner);
    translate([wall, wall, floor]) rounded_board(width - 2 * wall, depth - 2 * wall, height, corner - wall);
}
for (a = [-1, 1], b = [-1, 1])
    translate([width / 2 + a * post_pitch_x / 2, depth / 2 + b * post_pitch_y / 2, floor])
        difference() {
            cylinder(d = post_d, h = post_height - floor);
            cylinder(d = post_bore, h = post_height);
        }
