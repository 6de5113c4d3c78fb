// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Leads the air of the 4010 blower to the nozzle. Print upside down in ASA: it sits next to a 250 degree block.
use <lib/plates.scad>

flange_width = 58;
flange_depth = 36;
flange_height = 3;
box_width = 42;
box_depth = 28;
box_height = 26;
wall = 1.6;
corner = 3;
outlet_length = 22;
outlet_d = 4;
screw_d = 3.4;
screw_inset = 4.5;

inset_x = (flange_width - box_width) / 2;
inset_y = (flange_depth - box_depth) / 2;

difference() {
    union() {
        rounded_block(flange_width, flange_depth, flange_height, corner);
        translate([inset_x, inset_y, 0]) rounded_block(box_width, box_depth, box_height, corner);
    }
    translate([inset_x + wall, inset_y + wall, wall])
        rounded_block(box_width - 2 * wall, box_depth - 2 * wall, box_height, corner - wall);
    slot(flange_width / 2, flange_depth / 2, outlet_length, outlet_d);
    for (x = [screw_inset, flange_width - screw_inset])
        bore(x, flange_depth / 2, screw_d);
}
