// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Shapes that most parts of the Lark share. Every part lies on z = 0 with its lower left corner at the origin.

$fn = 48;

// A block whose upright edges are rounded.
module rounded_block(width, depth, height, radius) {
    linear_extrude(height)
        translate([radius, radius])
            offset(r = radius)
                square([width - 2 * radius, depth - 2 * radius]);
}

// A round hole, open at the top; from = 0 lets it go right through.
module bore(x, y, d, from = 0) {
    translate([x, y, from > 0 ? from : -1])
        cylinder(d = d, h = 1000);
}

// A slot by its centre; `length` runs between the centres of its round ends.
module slot(x, y, length, d, upright = false) {
    translate([x, y, -1])
        rotate(upright ? 90 : 0)
            hull()
                for (side = [-1, 1])
                    translate([side * length / 2, 0, 0])
                        cylinder(d = d, h = 1000);
}

// Four holes on the corners of a rectangle, as in a motor face or a rail carriage.
module four_bores(x, y, pitch_x, pitch_y, d, from = 0) {
    for (a = [-1, 1], b = [-1, 1])
        bore(x + a * pitch_x / 2, y + b * pitch_y / 2, d, from);
}
