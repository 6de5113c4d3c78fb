// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Druckmaschinenfuß, TPU: derselbe Dämpfer, der unter kleinen Druckmaschinen sitzt; hier trägt er die Fußplatte.
$fn = 64;

base_d = 56;
base_height = 12;
neck_d = 40;
height = 26;
recess_d = 18;
recess_depth = 12;   // Schraubenkopf M10 mit Scheibe
screw_d = 10.5;

difference() {
    union() {
        cylinder(d = base_d, h = base_height);
        cylinder(d = neck_d, h = height);
    }
    translate([0, 0, -1]) cylinder(d = screw_d, h = height + 2);
    translate([0, 0, -1]) cylinder(d = recess_d, h = recess_depth + 1);
}
