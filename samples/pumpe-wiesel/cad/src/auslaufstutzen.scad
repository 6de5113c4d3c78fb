// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Auslaufstutzen, PETG: Schlauchtülle für Schlauch mit 25 mm Innendurchmesser. Auf dem Flansch drucken.
$fn = 64;

flange = 60;
flange_height = 6;
corner = 8;
tail_d = 24;
barb_d = 26;
barb_start = 16;
barb_height = 3;
barb_pitch = 12;
barb_count = 2;
length = 44;
bore_d = 18;
screw_pitch = 44;
screw_d = 5.4;

difference() {
    union() {
        linear_extrude(flange_height)
            translate([corner - flange / 2, corner - flange / 2])
                offset(r = corner) square([flange - 2 * corner, flange - 2 * corner]);
        cylinder(d = tail_d, h = length);
        for (i = [0 : barb_count - 1])
            translate([0, 0, barb_start + i * barb_pitch]) cylinder(d = barb_d, h = barb_height);
    }
    translate([0, 0, -1]) cylinder(d = bore_d, h = length + 2);
    for (a = [-1, 1], b = [-1, 1])
        translate([a * screw_pitch / 2, b * screw_pitch / 2, -1]) cylinder(d = screw_d, h = flange_height + 2);
}
