// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Cloth beam, turned from beech: its far end carries knob and ratchet. Drawn standing.
$fn = 64;

length = 526;
body_d = 34;
end_d = 22;
near_end = 30;
far_end = 56;

union() {
    cylinder(d = end_d, h = length);
    translate([0, 0, near_end]) cylinder(d = body_d, h = length - near_end - far_end);
}
