// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Foot under the frame; the hole takes the M12 stud of a rubber mount.
use <lib/plates.scad>

width = 80;
depth = 80;
height = 8;
stud_d = 13;

difference() {
    plate(width, depth, height);
    bore(width / 2, depth / 2, stud_d);
}
