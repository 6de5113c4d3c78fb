// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Lug for the shackle of a sling, welded upright on the rail. Four of them carry the unit, two would be enough.
use <lib/plates.scad>

width = 80;
depth = 70;
height = 10;
shoulder = 30;       // height of the straight side
chamfer = 20;
eye_y = 45;
eye_d = 30;

difference() {
    linear_extrude(height)
        polygon([
            [0, 0], [width, 0], [width, shoulder],
            [width - chamfer, depth], [chamfer, depth], [0, shoulder]
        ]);
    bore(width / 2, eye_y, eye_d);
}
