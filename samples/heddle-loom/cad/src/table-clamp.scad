// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Holds the loom on the table: the side frame stands in the recess, an M8 clamp screw goes through the slot. PETG.
$fn = 48;

width = 90;
depth = 44;
height = 20;
corner = 5;
recess_x = 10;
recess_y = 6;
recess_width = 9.6;
recess_length = 32;
recess_floor = 6;
slot_x = 60;
slot_length = 24;
slot_d = 8.5;

module rounded_board(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

// A slot by its centre; `length` runs between the centres of its round ends.
module slot(x, y, length, d, turn = 0) {
    translate([x, y, -1])
        rotate(turn)
            hull()
                for (side = [-1, 1])
                    translate([side * length / 2, 0, 0]) cylinder(d = d, h = 100);
}

difference() {
    rounded_board(width, depth, height, corner);
    translate([recess_x, recess_y, recess_floor]) cube([recess_width, recess_length, height]);
    slot(slot_x, depth / 2, slot_length, slot_d);
}
