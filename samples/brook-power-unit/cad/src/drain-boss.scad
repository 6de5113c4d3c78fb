// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Boss of the drain plug, welded into the floor. G1/2, so it is bored to 18.6 mm before tapping.
use <lib/plates.scad>

boss_d = 38;
boss_height = 14;
spigot_d = 28;
length = 22;
bore_d = 18.6;

difference() {
    union() {
        cylinder(d = boss_d, h = boss_height);
        cylinder(d = spigot_d, h = length);
    }
    bore(0, 0, bore_d);
}
