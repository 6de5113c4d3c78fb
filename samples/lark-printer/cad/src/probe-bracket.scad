// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Holds the 12 mm inductive probe beside the nozzle; two slots set its height.
use <lib/plates.scad>

width = 30;
depth = 46;
height = 6;
corner = 4;
probe_d = 12.3;
probe_y = 13;
slot_x = 8;          // from the left and the right edge
slot_y = 34;
slot_length = 10;
slot_d = 3.4;

difference() {
    rounded_block(width, depth, height, corner);
    bore(width / 2, probe_y, probe_d);
    for (x = [slot_x, width - slot_x])
        slot(x, slot_y, slot_length, slot_d, upright = true);
}
