// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Carries the motor starter beside the tank. 2 mm steel, one bend of 90 degrees; drawn here folded.
$fn = 36;

length = 200;        // along the bend
foot = 40;
arm = 180;
thickness = 2;
inner_radius = 2;
foot_screw_d = 9;
arm_screw_d = 5.5;
screw_pitch = 140;
screw_inset = 18;    // from the free edges

module side(reach, d)
    difference() {
        cube([reach, length, thickness]);
        for (y = [length / 2 - screw_pitch / 2, length / 2 + screw_pitch / 2])
            translate([screw_inset, y, -1]) cylinder(d = d, h = thickness + 2);
    }

module bend()
    translate([0, 0, inner_radius + thickness])
        rotate([-90, 0, 0])
            rotate_extrude(angle = 90)
                translate([inner_radius, 0]) square([thickness, length]);

side(foot, foot_screw_d);
translate([foot, 0, 0]) bend();
translate([foot + inner_radius + thickness, 0, inner_radius + thickness + arm])
    rotate([0, 90, 0])
        translate([0, 0, -thickness])
            side(arm, arm_screw_d);
