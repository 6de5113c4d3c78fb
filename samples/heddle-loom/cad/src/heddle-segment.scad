// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// 100 mm of the heddle, 3 mm acrylic: slots and eyes in turn, 30 threads on 10 cm.
$fn = 48;

width = 100;
depth = 140;
height = 3;
pair_count = 15;
pair_pitch = 6.66;
slot_length = 92;
slot_d = 1.2;
eye_d = 1.8;         // polish: a rough eye cuts the warp
screw_pitch = 60;
screw_inset = 10;
screw_d = 3.2;

left = (width - (pair_count - 0.5) * pair_pitch) / 2;
difference() {
    cube([width, depth, height]);
    for (i = [0 : pair_count - 1]) {
        translate([left + i * pair_pitch, depth / 2, -1])
            hull()
                for (side = [-1, 1])
                    translate([0, side * slot_length / 2, 0]) cylinder(d = slot_d, h = height + 2);
        translate([left + (i + 0.5) * pair_pitch, depth / 2, -1]) cylinder(d = eye_d, h = height + 2);
    }
    for (side = [-1, 1], y = [screw_inset, depth - screw_inset])
        translate([width / 2 + side * screw_pitch / 2, y, -1]) cylinder(d = screw_d, h = height + 2);
}
