// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Upper and lower bar of the heddle, 6 mm birch plywood; four segments are screwed between two bars.
$fn = 48;

width = 450;
depth = 32;
height = 6;
corner = 8;
segment_count = 4;
segment_pitch = 100;
screw_pitch = 60;
screw_d = 3.2;

module rounded_board(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

left = (width - (segment_count - 1) * segment_pitch) / 2;
difference() {
    rounded_board(width, depth, height, corner);
    for (i = [0 : segment_count - 1], side = [-1, 1])
        translate([left + i * segment_pitch + side * screw_pitch / 2, depth / 2, -1])
            cylinder(d = screw_d, h = height + 2);
}
