// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Handhebel, Flachstahl 40 x 8: links die Kolbenstange, daneben das Hebellager, rechts die Griffhülse.
$fn = 48;

width = 760;         // Länge
depth = 40;
height = 8;
corner = 12;
rod_x = 22;
pivot_x = 142;
bearing_d = 12.1;
grip_inset = 30;
grip_pitch = 70;
grip_d = 5.2;

module runde_platte(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

difference() {
    runde_platte(width, depth, height, corner);
    for (x = [rod_x, pivot_x]) translate([x, depth / 2, -1]) cylinder(d = bearing_d, h = height + 2);
    for (x = [width - grip_inset, width - grip_inset - grip_pitch])
        translate([x, depth / 2, -1]) cylinder(d = grip_d, h = height + 2);
}
