// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Stick shuttle, 4 mm birch plywood; the yarn lies in the mouths.
width = 420;
depth = 36;
height = 4;
mouth = 22;          // how deep
jaw = 8;             // how wide each jaw is at its tip

linear_extrude(height)
    polygon([
        [0, 0], [width, 0], [width, jaw], [width - mouth, depth / 2], [width, depth - jaw], [width, depth],
        [0, depth], [0, depth - jaw], [mouth, depth / 2], [0, jaw]
    ]);
