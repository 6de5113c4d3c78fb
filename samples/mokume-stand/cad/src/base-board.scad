// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// 台板（ナラ材、厚さ24 mm）。支柱を差し込む角穴と、脚のねじ穴が四つある。
$fn = 48;

width = 460;
depth = 400;
height = 24;
corner = 10;
column_width = 40.2;
column_y = 24;
socket_floor = 12;   // 角穴の底に残す厚さ
foot_inset = 22;
foot_d = 5.2;

module rounded_board(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

difference() {
    rounded_board(width, depth, height, corner);
    translate([(width - column_width) / 2, column_y, socket_floor]) cube([column_width, column_width, height]);
    for (x = [foot_inset, width - foot_inset], y = [foot_inset, depth - foot_inset])
        translate([x, y, -1]) cylinder(d = foot_d, h = height + 2);
}
