// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Cover of the controller: 1 mm aluminium, two bends of 90 degrees; drawn here folded, open side up.
$fn = 36;

base = 120;          // flat between the bends
length = 150;        // along the bends
flange = 40;         // flat side beyond each bend
thickness = 1;
inner_radius = 1.5;
screw_d = 3.4;
screw_inset = 8;
screw_pitch = 110;
fan_bore = 38;       // 40 mm fan
fan_pitch = 32;
fan_screw_d = 3.4;

module flange_side()
    difference() {
        cube([flange, length, thickness]);
        for (y = [length / 2 - screw_pitch / 2, length / 2 + screw_pitch / 2])
            translate([flange - screw_inset, y, -1]) cylinder(d = screw_d, h = thickness + 2);
    }

module bend()
    translate([0, 0, inner_radius + thickness])
        rotate([-90, 0, 0])
            rotate_extrude(angle = 90)
                translate([inner_radius, 0]) square([thickness, length]);

module right_half() {
    translate([base, 0, 0]) bend();
    translate([base + inner_radius + thickness, 0, inner_radius + thickness])
        rotate([0, -90, 0]) flange_side();
}

difference() {
    cube([base, length, thickness]);
    translate([base / 2, length / 2, -1]) cylinder(d = fan_bore, h = thickness + 2);
    for (a = [-1, 1], b = [-1, 1])
        translate([base / 2 + a * fan_pitch / 2, length / 2 + b * fan_pitch / 2, -1])
            cylinder(d = fan_screw_d, h = thickness + 2);
}
right_half();
translate([base, 0, 0]) mirror([1, 0, 0]) right_half();
