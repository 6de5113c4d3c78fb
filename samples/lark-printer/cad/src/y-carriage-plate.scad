// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Moving plate under the heated bed. Milled from 6 mm EN AW-5083 cast plate, both faces as delivered.
use <lib/plates.scad>

width = 220;
depth = 180;
height = 6;
corner = 8;
rail_pitch = 140;        // distance of the two Y rails
carriage_y = 90;
carriage_pitch = 20;     // MGN12H
carriage_screw_d = 3.4;
level_inset = 10;        // screws of the bed
level_screw_d = 4.3;
window_width = 76;
window_depth = 50;
window_corner = 8;
window_y = 20;
belt_screw_pitch = 18;
belt_screw_d = 3.4;

difference() {
    rounded_block(width, depth, height, corner);
    for (x = [width / 2 - rail_pitch / 2, width / 2 + rail_pitch / 2])
        four_bores(x, carriage_y, carriage_pitch, carriage_pitch, carriage_screw_d);
    four_bores(width / 2, depth / 2, width - 2 * level_inset, depth - 2 * level_inset, level_screw_d);
    for (y = [window_y, depth - window_y - window_depth])
        translate([(width - window_width) / 2, y, -1])
            rounded_block(window_width, window_depth, height + 2, window_corner);
    for (x = [width / 2 - belt_screw_pitch / 2, width / 2 + belt_screw_pitch / 2])
        bore(x, depth / 2, belt_screw_d);
}
