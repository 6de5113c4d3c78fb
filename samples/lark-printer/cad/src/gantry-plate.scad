// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Joins Z rail carriage, X beam and lead screw nut at each end of the gantry. Left and right are the same part.
use <lib/plates.scad>

width = 96;
depth = 74;
height = 8;
corner = 6;
carriage_x = 22;
carriage_pitch = 20;
carriage_screw_d = 3.4;
screw_clearance_x = 50;
screw_clearance_d = 12;
beam_x = 80;
beam_pitch_x = 16;
beam_pitch_y = 40;
beam_screw_d = 5.5;
beam_head_d = 9.5;
beam_head_depth = 5;
nut_screw_x = 50;
nut_screw_pitch = 40;
nut_screw_d = 5.3;

difference() {
    rounded_block(width, depth, height, corner);
    four_bores(carriage_x, depth / 2, carriage_pitch, carriage_pitch, carriage_screw_d);
    bore(screw_clearance_x, depth / 2, screw_clearance_d);
    for (y = [depth / 2 - nut_screw_pitch / 2, depth / 2 + nut_screw_pitch / 2])
        bore(nut_screw_x, y, nut_screw_d);
    four_bores(beam_x, depth / 2, beam_pitch_x, beam_pitch_y, beam_screw_d);
    four_bores(beam_x, depth / 2, beam_pitch_x, beam_pitch_y, beam_head_d, height - beam_head_depth);
}
