// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Front wall of the reservoir with the two holes of the level gauge, 127 mm apart.
use <lib/plates.scad>

width = 500;
depth = 330;
height = 3;
gauge_x = 90;
gauge_y = 120;       // lower hole
gauge_pitch = 127;
gauge_d = 12.5;      // M12 hollow screws

difference() {
    plate(width, depth, height);
    for (y = [gauge_y, gauge_y + gauge_pitch])
        bore(gauge_x, y, gauge_d);
}
