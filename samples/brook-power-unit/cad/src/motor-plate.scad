// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Base of the motor (IEC 132 S: feet 216 x 140, 12 mm). Slots along the shaft take up the welding tolerance.
use <lib/plates.scad>

width = 320;
depth = 280;
height = 10;
feet_x = 140;        // along the shaft
feet_y = 216;
slot_length = 8;
slot_d = 13;
frame_inset = 20;
frame_screw_d = 13;

difference() {
    plate(width, depth, height);
    for (a = [-1, 1], b = [-1, 1])
        slot(width / 2 + a * feet_x / 2, depth / 2 + b * feet_y / 2, slot_length, slot_d);
    for (x = [frame_inset, width - frame_inset], y = [frame_inset, depth - frame_inset])
        bore(x, y, frame_screw_d);
}
