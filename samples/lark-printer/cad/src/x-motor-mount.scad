// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Left end of the X beam: carries the X motor (NEMA 17) and is screwed to the left gantry plate.
// Print with the motor face on the bed; no supports.
use <lib/plates.scad>

width = 60;          // along the beam
depth = 56;
floor_height = 8;    // motor face
wall_width = 12;     // the block against the gantry plate
wall_height = 34;
motor_x = 36;        // motor axis
motor_y = 28;
pilot_d = 22.5;      // NEMA 17 collar 22 mm with play
motor_pitch = 31;
motor_screw_d = 3.4; // M3
wall_screw_d = 5.3;  // M5
wall_screw_inset = 10;

difference() {
    union() {
        cube([width, depth, floor_height]);
        cube([wall_width, depth, wall_height]);
    }
    bore(motor_x, motor_y, pilot_d);
    four_bores(motor_x, motor_y, motor_pitch, motor_pitch, motor_screw_d);
    for (y = [wall_screw_inset, depth - wall_screw_inset])
        bore(wall_width / 2, y, wall_screw_d);
}
