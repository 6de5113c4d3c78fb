// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Pressure manifold: pump in, tool out, tank, gauge port and the seat of the relief cartridge. EN AW-6082.
// Drawn with the bores from above; threads are named in the drawing.
use <lib/plates.scad>

width = 120;
depth = 70;
height = 60;
screw_pitch_x = 90;
screw_pitch_y = 40;
screw_d = 9;
relief_x = 60;
relief_y = 35;
relief_d = 27;       // cartridge cavity
relief_depth = 46;
port_d = 24.5;       // tapping size of G3/4
port_depth = 22;
port_inset = 32;     // from the ends
port_y = 35;
channel_d = 12;
channel_depth = 40;
gauge_x = 60;
gauge_y = 10.5;
gauge_d = 11.8;      // tapping size of G1/4
gauge_depth = 18;

difference() {
    plate(width, depth, height);
    four_bores(width / 2, depth / 2, screw_pitch_x, screw_pitch_y, screw_d);
    bore(relief_x, relief_y, relief_d, height - relief_depth);
    for (x = [port_inset, width - port_inset]) {
        bore(x, port_y, port_d, height - port_depth);
        bore(x, port_y, channel_d, height - channel_depth);
    }
    bore(gauge_x, gauge_y, gauge_d, height - gauge_depth);
}
