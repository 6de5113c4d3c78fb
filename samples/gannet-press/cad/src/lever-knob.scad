// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Knob of the valve lever, big enough for a work glove.
$fn = 60;

knob_d = 44;
collar_d = 26;
knob_height = 30;
length = 42;
thread_d = 10.2;     // M12, cut after printing
thread_depth = 30;

difference() {
    union() {
        cylinder(d = knob_d, h = knob_height);
        cylinder(d = collar_d, h = length);
    }
    translate([0, 0, length - thread_depth]) cylinder(d = thread_d, h = length);
}
