// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Shapes that the parts of the Brook share. Plates lie on z = 0; `bore` without `from` goes right through.

$fn = 60;

module plate(width, depth, height)
    cube([width, depth, height]);

module bore(x, y, d, from = 0)
    translate([x, y, from > 0 ? from : -1])
        cylinder(d = d, h = 2000);

module four_bores(x, y, pitch_x, pitch_y, d, from = 0)
    for (a = [-1, 1], b = [-1, 1])
        bore(x + a * pitch_x / 2, y + b * pitch_y / 2, d, from);

module bolt_circle(x, y, d, count, hole)
    for (i = [0 : count - 1])
        bore(x + d / 2 * cos(45 + 360 * i / count), y + d / 2 * sin(45 + 360 * i / count), hole);

module slot(x, y, length, d)
    translate([x, y, -1])
        hull()
            for (side = [-1, 1])
                translate([side * length / 2, 0, 0])
                    cylinder(d = d, h = 2000);
