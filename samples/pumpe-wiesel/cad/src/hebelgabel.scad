// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Hebelgabel, Stahlblech 6 mm: zwei Wangen tragen das Lager des Handhebels.
$fn = 48;

width = 90;
depth = 150;
height = 6;
top = 44;
shoulder = 60;
pivot_y = 126;
pivot_d = 12.1;
screw_pitch = 50;
screw_y = 24;
screw_d = 8.5;

over = (width - top) / 2;
difference() {
    linear_extrude(height)
        polygon([[0, 0], [width, 0], [width, shoulder], [over + top, depth], [over, depth], [0, shoulder]]);
    translate([width / 2, pivot_y, -1]) cylinder(d = pivot_d, h = height + 2);
    for (side = [-1, 1])
        translate([width / 2 + side * screw_pitch / 2, screw_y, -1]) cylinder(d = screw_d, h = height + 2);
}
