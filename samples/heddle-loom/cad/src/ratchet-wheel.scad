// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Ratchet wheel of both beams, PETG. Print flat, without supports.
$fn = 48;

teeth = 16;
tip_d = 72;
root_d = 60;
height = 8;
beam_d = 22.4;
screw_circle = 38;
screw_d = 3.4;

difference() {
    linear_extrude(height)
        polygon([
            for (i = [0 : teeth - 1], r = [root_d / 2, tip_d / 2])
                [r * cos(360 * i / teeth), r * sin(360 * i / teeth)]
        ]);
    translate([0, 0, -1]) cylinder(d = beam_d, h = height + 2);
    for (turn = [45, 225])
        rotate(turn) translate([screw_circle / 2, 0, -1]) cylinder(d = screw_d, h = height + 2);
}
