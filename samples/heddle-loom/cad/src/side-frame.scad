// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Side of the loom, 9 mm birch plywood. Left and right are the same part, turned round.
$fn = 48;

width = 560;
depth = 130;
height = 9;
corner = 18;
beam_inset = 48;
beam_y = 82;
beam_d = 22.4;
pawl_inset = 108;
pawl_y = 96;
pawl_d = 6.2;
stretcher_inset = 170;
stretcher_y = 30;
stretcher_d = 6.2;
rest_x = 280;        // the heddle block is screwed on here
rest_pitch = 44;
rest_y = 100;
rest_length = 10;    // the block can be moved up and down by this much
rest_d = 4.4;
grip_y = 62;
grip_length = 80;
grip_d = 24;

module rounded_board(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

// A slot by its centre; `length` runs between the centres of its round ends.
module slot(x, y, length, d, turn = 0) {
    translate([x, y, -1])
        rotate(turn)
            hull()
                for (side = [-1, 1])
                    translate([side * length / 2, 0, 0]) cylinder(d = d, h = 100);
}

difference() {
    rounded_board(width, depth, height, corner);
    for (x = [beam_inset, width - beam_inset]) translate([x, beam_y, -1]) cylinder(d = beam_d, h = height + 2);
    for (x = [pawl_inset, width - pawl_inset]) translate([x, pawl_y, -1]) cylinder(d = pawl_d, h = height + 2);
    for (x = [stretcher_inset, width - stretcher_inset])
        translate([x, stretcher_y, -1]) cylinder(d = stretcher_d, h = height + 2);
    for (side = [-1, 1]) slot(rest_x + side * rest_pitch / 2, rest_y, rest_length, rest_d, 90);
    slot(width / 2, grip_y, grip_length, grip_d);
}
