// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Back wall of the reservoir: plain.
use <lib/plates.scad>

width = 500;
depth = 330;
height = 3;

plate(width, depth, height);
