// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Joins the brass nut of a T8 lead screw to a gantry plate; the nut sinks into the pocket.
use <lib/plates.scad>

width = 44;
depth = 34;
height = 10;
corner = 4;
nut_x = 27;
pocket_d = 22.4;     // nut flange 22 mm
pocket_depth = 3.5;
nut_bore = 10.4;
nut_screw_circle = 16;
nut_screw_d = 3.4;
plate_screw_x = 7;
plate_screw_d = 5.3;
plate_screw_inset = 7;

difference() {
    rounded_block(width, depth, height, corner);
    bore(nut_x, depth / 2, nut_bore);
    bore(nut_x, depth / 2, pocket_d, height - pocket_depth);
    for (turn = [45 : 90 : 315])
        bore(
            nut_x + nut_screw_circle / 2 * cos(turn),
            depth / 2 + nut_screw_circle / 2 * sin(turn),
            nut_screw_d
        );
    for (y = [plate_screw_inset, depth - plate_screw_inset])
        bore(plate_screw_x, y, plate_screw_d);
}
