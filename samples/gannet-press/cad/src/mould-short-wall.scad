// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Short wall of the mould; its length sets the width of the brick.
width = 140;
depth = 200;
height = 20;

cube([width, depth, height]);
