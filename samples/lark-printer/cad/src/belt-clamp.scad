// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Presses a GT2 belt end against carriage or bed plate; the ribs match the 2 mm pitch of the belt.
use <lib/plates.scad>

width = 26;
depth = 12;
height = 6;
corner = 2;
screw_d = 3.4;
screw_inset = 4;
groove_count = 5;
groove_pitch = 2;    // GT2
groove_width = 1.1;
groove_length = 7;   // belt 6 mm with play
groove_depth = 0.9;

difference() {
    rounded_block(width, depth, height, corner);
    for (x = [screw_inset, width - screw_inset])
        bore(x, depth / 2, screw_d);
    for (i = [0 : groove_count - 1])
        translate([
            width / 2 + (i - (groove_count - 1) / 2) * groove_pitch - groove_width / 2,
            (depth - groove_length) / 2,
            height - groove_depth
        ])
            cube([groove_width, groove_length, height]);
}
