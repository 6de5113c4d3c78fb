// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Lid with breather, return filter and manifold; bolted on a 3 mm NBR gasket.
use <lib/plates.scad>

width = 540;
depth = 390;
height = 6;
edge_inset = 10;
edge_screw_d = 9;    // M8
edge_count_x = 5;
edge_count_y = 4;
breather_x = 90;
breather_y = 110;
breather_d = 52;
filter_x = 400;
filter_y = 250;
filter_d = 88;
filter_stud_pitch = 82;
filter_stud_d = 9;
manifold_x = 190;
manifold_y = 270;
manifold_pitch_x = 90;
manifold_pitch_y = 40;
manifold_screw_d = 9;

difference() {
    plate(width, depth, height);
    for (i = [0 : edge_count_x - 1], y = [edge_inset, depth - edge_inset])
        bore(edge_inset + i * (width - 2 * edge_inset) / (edge_count_x - 1), y, edge_screw_d);
    for (i = [1 : edge_count_y - 2], x = [edge_inset, width - edge_inset])
        bore(x, edge_inset + i * (depth - 2 * edge_inset) / (edge_count_y - 1), edge_screw_d);
    bore(breather_x, breather_y, breather_d);
    bore(filter_x, filter_y, filter_d);
    four_bores(filter_x, filter_y, filter_stud_pitch, filter_stud_pitch, filter_stud_d);
    four_bores(manifold_x, manifold_y, manifold_pitch_x, manifold_pitch_y, manifold_screw_d);
}
