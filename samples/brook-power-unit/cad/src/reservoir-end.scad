// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// End wall, two of them: one gets the suction flange, the other keeps its hole closed by a blind plate
// through which a hand can clean the tank.
use <lib/plates.scad>

width = 344;
depth = 330;
height = 3;
opening_x = 110;
opening_y = 70;
opening_d = 62;
stud_circle = 84;
stud_count = 4;
stud_d = 9;

difference() {
    plate(width, depth, height);
    bore(opening_x, opening_y, opening_d);
    bolt_circle(opening_x, opening_y, stud_circle, stud_count, stud_d);
}
