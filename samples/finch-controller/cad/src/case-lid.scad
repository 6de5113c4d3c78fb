// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Lid, PETG: openings over the three terminals, holes for pedal cable, dial and light, vents over the transistors.
$fn = 48;

width = 72;
depth = 54;
height = 2.4;
corner = 5;
post_pitch_x = 55.88;
post_pitch_y = 38.1;
screw_d = 3.4;
terminal_width = 11;
terminal_depth = 9;
terminal_y = 40.3;
supply_x = 16.95;
motor_x = 33.46;
light_x = 51.24;
vent_x = 19;
vent_y = 25;
vent_length = 14;
vent_d = 2;
vent_pitch = 8;
vent_count = 5;
row_y = 8;
pedal_x = 20;
pedal_d = 8;
dial_x = 38;
dial_d = 7.2;
led_x = 56.3;
led_d = 3.3;

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
    for (x = [supply_x, motor_x, light_x])
        translate([x - terminal_width / 2, terminal_y, -1]) cube([terminal_width, terminal_depth, height + 2]);
    for (i = [0 : vent_count - 1]) slot(vent_x + i * vent_pitch, vent_y, vent_length, vent_d, 90);
    for (a = [-1, 1], b = [-1, 1])
        translate([width / 2 + a * post_pitch_x / 2, depth / 2 + b * post_pitch_y / 2, -1])
            cylinder(d = screw_d, h = height + 2);
    translate([pedal_x, row_y, -1]) cylinder(d = pedal_d, h = height + 2);
    translate([dial_x, row_y, -1]) cylinder(d = dial_d, h = height + 2);
    translate([led_x, row_y, -1]) cylinder(d = led_d, h = height + 2);
}
