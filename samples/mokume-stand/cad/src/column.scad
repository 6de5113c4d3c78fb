// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// 支柱（ナラ材、40 mm角）。横に寝かせて描いてある。穴は腕木の高さを決める。
$fn = 48;

length = 620;
width = 40;
hole_x = 200;
hole_pitch = 40;
hole_count = 10;
hole_d = 8.2;

difference() {
    cube([length, width, width]);
    for (i = [0 : hole_count - 1]) translate([hole_x + i * hole_pitch, width / 2, -1]) cylinder(d = hole_d, h = width + 2);
}
