// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Name plate, two-colour acrylic 2 mm: the laser engraves the name through the thin top layer.
use <lib/plates.scad>

width = 120;
depth = 32;
height = 2;
corner = 5;
screw_d = 3.2;
screw_inset = 7;
letter_height = 16;

difference() {
    rounded_block(width, depth, height, corner);
    for (x = [screw_inset, width - screw_inset])
        bore(x, depth / 2, screw_d);
}
