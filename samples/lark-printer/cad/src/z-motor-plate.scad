// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Carries one Z motor on the base frame. The collar of the motor is fitted, so the screw stands square.
use <lib/plates.scad>

width = 84;
depth = 60;
height = 8;
corner = 4;
motor_x = 54;
pilot_d = 22.2;
motor_pitch = 31;
motor_screw_d = 3.4;
frame_x = 10;
frame_screw_d = 5.5;
frame_head_d = 9.5;
frame_head_depth = 5;
frame_screw_inset = 12;

difference() {
    rounded_block(width, depth, height, corner);
    bore(motor_x, depth / 2, pilot_d);
    four_bores(motor_x, depth / 2, motor_pitch, motor_pitch, motor_screw_d);
    for (y = [frame_screw_inset, depth - frame_screw_inset]) {
        bore(frame_x, y, frame_screw_d);
        bore(frame_x, y, frame_head_d, height - frame_head_depth);
    }
}
