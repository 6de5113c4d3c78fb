// SPDX-FileCopyrightText: 2026 The oshmark authors
// SPDX-License-Identifier: CC0-1.0
// Kolbenstange, nichtrostender Stahl: unten Gewinde M12 für den Kolben, oben Gewindebohrung M8. Stehend gezeichnet.
$fn = 64;

rod_d = 14;
length = 470;
thread_d = 12;
thread_length = 44;
tap_d = 6.8;
tap_depth = 24;

difference() {
    union() {
        cylinder(d = thread_d, h = length);
        translate([0, 0, thread_length]) cylinder(d = rod_d, h = length - thread_length);
    }
    translate([0, 0, length - tap_depth]) cylinder(d = tap_d, h = tap_depth + 1);
}
