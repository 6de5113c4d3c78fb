// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Floor of the base: carries power supply and controller. 3 mm birch plywood.
use <lib/plates.scad>

width = 380;
depth = 340;
height = 3;
corner = 6;
edge_inset = 10;
edge_screw_d = 5.4;
supply_x = 110;      // 350 W supply, 215 x 115 mm
supply_y = 90;
supply_pitch_x = 150;
supply_pitch_y = 50;
supply_screw_d = 4.3;
board_x = 290;       // controller
board_y = 230;
board_pitch_x = 102;
board_pitch_y = 76;
board_screw_d = 3.2;
vent_count = 8;
vent_pitch = 14;
vent_length = 60;
vent_d = 5;
vent_x = 80;
vent_y = 240;

difference() {
    rounded_block(width, depth, height, corner);
    four_bores(width / 2, depth / 2, width - 2 * edge_inset, depth - 2 * edge_inset, edge_screw_d);
    four_bores(supply_x, supply_y, supply_pitch_x, supply_pitch_y, supply_screw_d);
    four_bores(board_x, board_y, board_pitch_x, board_pitch_y, board_screw_d);
    for (i = [0 : vent_count - 1])
        slot(vent_x + i * vent_pitch, vent_y, vent_length, vent_d, upright = true);
}
