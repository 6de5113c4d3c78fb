// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Joins motor (flange FF265) and gear pump (group 2, pilot 36.5 mm) on one axis. Turned from EN AW-6082.
use <lib/plates.scad>

flange_d = 300;
flange_height = 16;
motor_pilot_d = 230;     // H7, takes the collar of the motor
motor_pilot_depth = 5;
motor_circle = 265;
motor_hole_d = 14.5;
body_d = 190;
length = 144;
wall_bore = 166;
pump_wall = 18;
pump_pilot_d = 36.5;     // H7
pump_pitch_x = 96.2;
pump_pitch_y = 71.4;
pump_screw_d = 9;

difference() {
    union() {
        cylinder(d = flange_d, h = flange_height);
        cylinder(d = body_d, h = length);
    }
    translate([0, 0, -1]) cylinder(d = motor_pilot_d, h = motor_pilot_depth + 1);
    translate([0, 0, -1]) cylinder(d = wall_bore, h = length - pump_wall + 1);
    bore(0, 0, pump_pilot_d);
    bolt_circle(0, 0, motor_circle, 4, motor_hole_d);
    four_bores(0, 0, pump_pitch_x, pump_pitch_y, pump_screw_d);
}
