// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// 照明支持具（PETG、3Dプリント）。LEDバーを溝に差し込む。左右で同じものを二つ使う。
$fn = 48;

width = 70;
depth = 40;
height = 22;
corner = 5;
groove_x = 26;
groove_y = 4;
groove_width = 17.4;
groove_floor = 6;
screw_inset = 10;
screw_d = 5.2;

module rounded_board(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

difference() {
    rounded_board(width, depth, height, corner);
    translate([groove_x, groove_y, groove_floor]) cube([groove_width, depth - 2 * groove_y, height]);
    for (x = [screw_inset, width - screw_inset]) translate([x, depth / 2, -1]) cylinder(d = screw_d, h = height + 2);
}
