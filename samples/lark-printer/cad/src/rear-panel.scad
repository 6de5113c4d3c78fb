// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Back of the base, 3 mm birch plywood; connectors are named by engraving (see the DXF layer ENGRAVE).
use <lib/plates.scad>

width = 400;
depth = 80;
height = 3;
corner = 4;
edge_inset = 10;
edge_screw_d = 5.4;
inlet_x = 60;
inlet_width = 48;
inlet_depth = 28;
usb_x = 150;
usb_width = 13;
usb_depth = 12;
fan_x = 300;
fan_bore = 57;       // 60 mm fan
fan_pitch = 50;
fan_screw_d = 4.3;
letter_height = 7;
letter_y = 10;

difference() {
    rounded_block(width, depth, height, corner);
    four_bores(width / 2, depth / 2, width - 2 * edge_inset, depth - 2 * edge_inset, edge_screw_d);
    translate([inlet_x - inlet_width / 2, (depth - inlet_depth) / 2, -1]) cube([inlet_width, inlet_depth, height + 2]);
    translate([usb_x - usb_width / 2, (depth - usb_depth) / 2, -1]) cube([usb_width, usb_depth, height + 2]);
    bore(fan_x, depth / 2, fan_bore);
    four_bores(fan_x, depth / 2, fan_pitch, fan_pitch, fan_screw_d);
}
