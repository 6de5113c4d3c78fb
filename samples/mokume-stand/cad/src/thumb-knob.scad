// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// つまみ（PETG、3Dプリント）。M8の六角ナットを上から押し込む。
$fn = 64;

knob_d = 44;
height = 14;
nut_d = 14.8;        // M8ナットの対角寸法に合わせた丸穴
nut_depth = 7;
screw_d = 8.3;
grip_circle = 34;
grip_count = 6;
grip_d = 6;

difference() {
    cylinder(d = knob_d, h = height);
    translate([0, 0, height - nut_depth]) cylinder(d = nut_d, h = nut_depth + 1);
    translate([0, 0, -1]) cylinder(d = screw_d, h = height + 2);
    for (i = [0 : grip_count - 1])
        rotate(45 + i * 360 / grip_count) translate([grip_circle / 2, 0, -1]) cylinder(d = grip_d, h = height + 2);
}
