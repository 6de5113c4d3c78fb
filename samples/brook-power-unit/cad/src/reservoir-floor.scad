// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Floor of the oil reservoir; the walls stand on it. The hole takes the drain boss at the lowest corner.
use <lib/plates.scad>

width = 500;
depth = 350;
height = 3;
drain_x = 450;
drain_y = 60;
drain_d = 28.5;

difference() {
    plate(width, depth, height);
    bore(drain_x, drain_y, drain_d);
}
