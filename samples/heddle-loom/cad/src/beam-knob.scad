// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Knob on the end of a beam, PLA; glued and pinned.
$fn = 64;

knob_d = 60;
height = 24;
beam_d = 22.3;
beam_depth = 18;
flute_circle = 47;
flute_count = 6;
flute_d = 6;

difference() {
    cylinder(d = knob_d, h = height);
    translate([0, 0, height - beam_depth]) cylinder(d = beam_d, h = beam_depth + 1);
    for (i = [0 : flute_count - 1])
        rotate(45 + i * 360 / flute_count) translate([flute_circle / 2, 0, -1]) cylinder(d = flute_d, h = height + 2);
}
