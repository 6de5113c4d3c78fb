// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Knob of the dial, PETG, pressed on a 6 mm shaft.
$fn = 64;

knob_d = 24;
height = 15;
shaft_d = 6.1;
shaft_depth = 11;
flute_circle = 19;
flute_count = 5;
flute_d = 3.4;
skirt = 3;

difference() {
    cylinder(d = knob_d, h = height);
    translate([0, 0, height - shaft_depth]) cylinder(d = shaft_d, h = shaft_depth + 1);
    for (i = [0 : flute_count - 1])
        rotate(45 + i * 360 / flute_count) translate([flute_circle / 2, 0, skirt]) cylinder(d = flute_d, h = height);
}
