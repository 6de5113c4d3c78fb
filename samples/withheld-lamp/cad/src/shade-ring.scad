// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Ring that holds the paper shade of the Moth lamp on an E27 socket.
$fn = 60;

ring_d = 96;
height = 6;
socket_d = 40.5;     // collar of an E27 socket
groove_d = 88;
groove_depth = 3;
rib_d = 78;

difference() {
    cylinder(d = ring_d, h = height);
    translate([0, 0, -1]) cylinder(d = socket_d, h = height + 2);
    translate([0, 0, height - groove_depth])
        difference() {
            cylinder(d = groove_d, h = height);
            translate([0, 0, -1]) cylinder(d = rib_d, h = height + 2);
        }
}
