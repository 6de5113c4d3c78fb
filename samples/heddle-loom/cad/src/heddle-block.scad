// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Rest of the heddle: one groove holds it high, the other one low. PLA.
$fn = 48;

width = 72;
depth = 30;
height = 26;
corner = 3;
groove_inset = 20;
groove_pitch = 19;
groove_width = 13;   // two bars of 6 mm and the heddle between them lean in it
groove_y = 4;
groove_length = 22;
high_floor = 18;
low_floor = 6;
screw_inset = 9;
screw_d = 4.4;

module rounded_board(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

difference() {
    rounded_board(width, depth, height, corner);
    translate([groove_inset, groove_y, high_floor]) cube([groove_width, groove_length, height]);
    translate([groove_inset + groove_pitch, groove_y, low_floor]) cube([groove_width, groove_length, height]);
    for (x = [screw_inset, width - screw_inset]) translate([x, depth / 2, -1]) cylinder(d = screw_d, h = height + 2);
}
