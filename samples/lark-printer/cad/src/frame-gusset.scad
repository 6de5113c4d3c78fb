// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Corner plate of the frame, laser cut from 3 mm steel. Eight of them make the frame square.
$fn = 48;

side = 60;
cut = 16;            // what is left of the two far corners
height = 3;
screw_d = 5.4;
inset = 10;          // middle of a 20 mm profile

difference() {
    linear_extrude(height)
        polygon([[0, 0], [side, 0], [side, cut], [cut, side], [0, side]]);
    for (p = [[inset, inset], [inset + 20, inset], [inset + 40, inset], [inset, inset + 20], [inset, inset + 40]])
        translate([p[0], p[1], -1]) cylinder(d = screw_d, h = height + 2);
}
