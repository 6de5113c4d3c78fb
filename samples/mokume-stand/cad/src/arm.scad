// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// 腕木（ナラ材、厚さ20 mm）。角穴を支柱に通し、長穴にカメラ取付板をねじで留める。
$fn = 48;

length = 300;
depth = 80;
height = 20;
corner = 12;
eye_x = 18;
eye_width = 40.6;
slot_x = 205;
slot_length = 100;
slot_d = 8.4;

module rounded_board(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

difference() {
    rounded_board(length, depth, height, corner);
    translate([eye_x, (depth - eye_width) / 2, -1]) cube([eye_width, eye_width, height + 2]);
    translate([slot_x, depth / 2, -1])
        hull()
            for (side = [-1, 1])
                translate([side * slot_length / 2, 0, 0]) cylinder(d = slot_d, h = height + 2);
}
