// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// カメラ取付板（PETG、3Dプリント）。中央は1/4インチのカメラねじ。
$fn = 48;

width = 90;
depth = 60;
height = 8;
corner = 6;
camera_d = 6.6;
seat_d = 14;
seat_depth = 4;
screw_inset = 12;
screw_d = 6.4;

module rounded_board(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

difference() {
    rounded_board(width, depth, height, corner);
    translate([width / 2, depth / 2, -1]) cylinder(d = camera_d, h = height + 2);
    translate([width / 2, depth / 2, height - seat_depth]) cylinder(d = seat_d, h = height);
    for (x = [screw_inset, width - screw_inset]) translate([x, depth / 2, -1]) cylinder(d = screw_d, h = height + 2);
}
