// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Griffhülse, TPU: wird warm auf den Handhebel geschoben. Stehend drucken, geschlossenes Ende unten.
$fn = 64;

grip_d = 50;
length = 130;
slot_width = 40.2;
slot_depth = 8.2;
end = 6;             // Dicke des geschlossenen Endes

difference() {
    cylinder(d = grip_d, h = length);
    translate([-slot_width / 2, -slot_depth / 2, end]) cube([slot_width, slot_depth, length]);
}
