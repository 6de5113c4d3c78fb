// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Closes the mains side of the power supply. SAFETY PART: print it solid enough to stop a finger, in ASA or PC.
use <lib/plates.scad>

width = 78;
depth = 58;
height = 38;
wall = 2.4;
corner = 4;
inlet_width = 47.5;  // IEC C14 with switch and fuse
inlet_depth = 27.5;
inlet_screw_pitch = 40; // on the short sides of the cut-out
inlet_screw_d = 3.4;

difference() {
    rounded_block(width, depth, height, corner);
    translate([wall, wall, wall])
        rounded_block(width - 2 * wall, depth - 2 * wall, height, corner - wall);
    translate([(width - inlet_width) / 2, (depth - inlet_depth) / 2, -1])
        cube([inlet_width, inlet_depth, height]);
    for (y = [(depth - inlet_screw_pitch) / 2, (depth + inlet_screw_pitch) / 2])
        bore(width / 2, y, inlet_screw_d);
}
