//! The ways of writing each digit.
//!
//! Strokes in the order and direction in which people write them, in a box about 1 high with y downwards. `s` is a
//! point on a bend, `c` a corner.

use super::Style;
use super::spline::Knot;
use crate::classifier::N_CLASSES;
use crate::rng::Rng;

/// One way of writing a digit.
#[derive(Debug, PartialEq)]
pub struct Allograph {
    /// Digit and habit, such as `"7-barred"`.
    pub name: &'static str,
    /// How often it is chosen beside the others of its digit.
    weight: u32,
    /// Whether MNIST's writers have it too, so that a model of MNIST can be expected to know it.
    pub american: bool,
    /// Pen strokes.
    pub(super) strokes: &'static [&'static [Knot]],
}

pub(super) const fn s(x: f64, y: f64) -> Knot {
    Knot { x, y, corner: false }
}

pub(super) const fn c(x: f64, y: f64) -> Knot {
    Knot { x, y, corner: true }
}

const fn american(name: &'static str, weight: u32, strokes: &'static [&'static [Knot]]) -> Allograph {
    Allograph { name, weight, american: true, strokes }
}

const fn foreign(name: &'static str, weight: u32, strokes: &'static [&'static [Knot]]) -> Allograph {
    Allograph { name, weight, american: false, strokes }
}

#[rustfmt::skip]
const RING: &[Knot] = &[
    s(0.52, 0.01), s(0.32, 0.08), s(0.19, 0.30), s(0.17, 0.60), s(0.28, 0.90), s(0.50, 1.00), s(0.72, 0.90),
    s(0.83, 0.60), s(0.81, 0.30), s(0.69, 0.08), s(0.53, 0.00), s(0.45, 0.03),
];

#[rustfmt::skip]
const ZERO: &[Allograph] = &[
    american("0-plain", 4, &[RING]),
    foreign("0-slashed", 2, &[RING, &[s(0.78, 0.14), s(0.50, 0.50), s(0.22, 0.87)]]),
    foreign("0-slashed-through", 3, &[RING, &[s(0.98, -0.06), s(0.50, 0.50), s(0.04, 1.06)]]),
    foreign("0-slashed-steeply", 3, &[RING, &[s(0.66, -0.34), s(0.50, 0.50), s(0.36, 1.34)]]),
    foreign("0-slashed-in-one", 1, &[&[
        s(0.72, 0.10), s(0.44, 0.02), s(0.22, 0.24), s(0.17, 0.60), s(0.30, 0.92), s(0.54, 0.99), s(0.76, 0.80),
        s(0.83, 0.46), s(0.76, 0.16), c(0.66, 0.04), s(0.46, 0.52), s(0.14, 1.02),
    ]]),
    american("0-from-right", 2, &[&[
        s(0.80, 0.24), s(0.66, 0.05), s(0.46, 0.02), s(0.26, 0.16), s(0.16, 0.48), s(0.25, 0.86), s(0.47, 1.00),
        s(0.70, 0.88), s(0.84, 0.56), s(0.79, 0.22), s(0.62, 0.08),
    ]]),
];

#[rustfmt::skip]
const ONE: &[Allograph] = &[
    american("1-bar", 3, &[&[s(0.51, 0.00), s(0.50, 0.50), s(0.49, 1.00)]]),
    foreign("1-flag", 2, &[&[s(0.34, 0.24), s(0.44, 0.14), c(0.54, 0.00), s(0.54, 0.50), s(0.53, 1.00)]]),
    foreign("1-long-flag", 2, &[&[s(0.12, 0.44), s(0.32, 0.24), c(0.54, 0.00), s(0.54, 0.50), s(0.53, 1.00)]]),
    foreign("1-flag-foot", 1, &[
        &[s(0.34, 0.22), s(0.43, 0.13), c(0.52, 0.00), s(0.52, 0.50), s(0.52, 1.00)],
        &[s(0.34, 1.00), s(0.52, 0.99), s(0.71, 1.00)],
    ]),
];

#[rustfmt::skip]
const TWO: &[Allograph] = &[
    american("2-straight", 1, &[&[
        s(0.20, 0.22), s(0.30, 0.06), s(0.50, 0.00), s(0.70, 0.08), s(0.75, 0.27), s(0.64, 0.52), s(0.42, 0.76),
        c(0.17, 0.98), s(0.50, 0.96), s(0.86, 0.97),
    ]]),
    american("2-looped", 1, &[&[
        s(0.20, 0.19), s(0.34, 0.04), s(0.54, 0.00), s(0.73, 0.10), s(0.75, 0.32), s(0.62, 0.60), s(0.43, 0.84),
        s(0.26, 0.96), s(0.14, 0.92), s(0.16, 0.80), s(0.30, 0.79), s(0.48, 0.89), s(0.68, 0.97), s(0.90, 0.89),
    ]]),
    american("2-small-hook", 1, &[&[
        s(0.26, 0.13), s(0.44, 0.00), s(0.68, 0.06), s(0.74, 0.26), s(0.58, 0.55), s(0.36, 0.82), c(0.20, 0.98),
        s(0.42, 0.90), s(0.66, 0.95), s(0.94, 0.92),
    ]]),
    american("2-large-loop", 1, &[&[
        s(0.22, 0.20), s(0.34, 0.04), s(0.54, 0.00), s(0.72, 0.12), s(0.72, 0.40), s(0.58, 0.72), s(0.36, 0.97),
        s(0.17, 0.95), s(0.12, 0.77), s(0.30, 0.65), s(0.54, 0.78), s(0.72, 0.95), s(0.92, 0.87),
    ]]),
];

#[rustfmt::skip]
const THREE: &[Allograph] = &[
    american("3-round", 2, &[&[
        s(0.21, 0.14), s(0.38, 0.01), s(0.61, 0.02), s(0.73, 0.17), s(0.65, 0.37), c(0.42, 0.47), s(0.67, 0.53),
        s(0.80, 0.71), s(0.70, 0.92), s(0.45, 1.00), s(0.18, 0.89),
    ]]),
    foreign("3-flat-top", 1, &[&[
        s(0.20, 0.03), s(0.48, 0.01), c(0.76, 0.02), s(0.60, 0.21), c(0.43, 0.40), s(0.67, 0.44), s(0.81, 0.65),
        s(0.71, 0.91), s(0.45, 1.00), s(0.18, 0.90),
    ]]),
    american("3-looped", 1, &[&[
        s(0.22, 0.16), s(0.38, 0.01), s(0.62, 0.03), s(0.71, 0.18), s(0.60, 0.38), s(0.42, 0.48), s(0.38, 0.42),
        s(0.50, 0.42), s(0.70, 0.54), s(0.78, 0.74), s(0.64, 0.94), s(0.40, 1.00), s(0.14, 0.86),
    ]]),
];

#[rustfmt::skip]
const FOUR: &[Allograph] = &[
    american("4-open", 2, &[
        &[s(0.24, 0.03), s(0.21, 0.28), c(0.17, 0.56), s(0.45, 0.57), s(0.80, 0.54)],
        &[s(0.73, 0.02), s(0.70, 0.48), s(0.66, 1.00)],
    ]),
    american("4-closed", 1, &[
        &[s(0.64, 0.00), s(0.40, 0.31), c(0.12, 0.65), s(0.48, 0.65), s(0.90, 0.63)],
        &[s(0.64, 0.00), s(0.64, 0.48), s(0.63, 1.00)],
    ]),
    american("4-one-stroke", 1, &[&[
        s(0.24, 0.06), s(0.16, 0.34), s(0.20, 0.55), s(0.44, 0.52), s(0.66, 0.30), c(0.76, 0.06), s(0.68, 0.50),
        s(0.60, 1.00),
    ]]),
    american("4-narrow-top", 1, &[
        &[s(0.46, 0.04), s(0.30, 0.32), c(0.12, 0.60), s(0.46, 0.58), s(0.92, 0.50)],
        &[s(0.74, 0.16), s(0.62, 0.56), s(0.50, 1.00)],
    ]),
];

#[rustfmt::skip]
const FIVE: &[Allograph] = &[
    american("5-one-stroke", 1, &[&[
        s(0.80, 0.02), s(0.56, 0.03), c(0.32, 0.04), s(0.29, 0.24), c(0.25, 0.45), s(0.46, 0.38), s(0.68, 0.46),
        s(0.77, 0.67), s(0.68, 0.90), s(0.44, 1.00), s(0.17, 0.91),
    ]]),
    american("5-separate-bar", 1, &[
        &[
            s(0.32, 0.04), s(0.29, 0.24), c(0.26, 0.43), s(0.47, 0.38), s(0.68, 0.47), s(0.77, 0.68), s(0.67, 0.91),
            s(0.43, 1.00), s(0.17, 0.91),
        ],
        &[s(0.31, 0.04), s(0.55, 0.03), s(0.83, 0.01)],
    ]),
    american("5-like-s", 1, &[&[
        s(0.86, 0.02), s(0.62, 0.03), s(0.40, 0.10), s(0.32, 0.30), s(0.46, 0.44), s(0.64, 0.56), s(0.68, 0.78),
        s(0.52, 0.96), s(0.30, 0.98), s(0.14, 0.88),
    ]]),
    american("5-long-bar", 1, &[
        &[s(0.36, 0.16), c(0.28, 0.46), s(0.46, 0.44), s(0.60, 0.56), s(0.62, 0.78), s(0.46, 0.98), s(0.22, 0.98), s(0.12, 0.86)],
        &[s(0.34, 0.15), s(0.58, 0.10), s(0.88, 0.01)],
    ]),
];

#[rustfmt::skip]
const SIX: &[Allograph] = &[
    american("6-curved", 2, &[&[
        s(0.66, 0.00), s(0.45, 0.15), s(0.27, 0.41), s(0.19, 0.69), s(0.28, 0.92), s(0.49, 1.00), s(0.70, 0.91),
        s(0.77, 0.71), s(0.65, 0.56), s(0.45, 0.58), s(0.29, 0.70), s(0.22, 0.80),
    ]]),
    american("6-straight", 1, &[&[
        s(0.44, 0.00), s(0.33, 0.30), s(0.26, 0.62), s(0.31, 0.89), s(0.50, 1.00), s(0.69, 0.92), s(0.75, 0.74),
        s(0.63, 0.60), s(0.45, 0.61), s(0.30, 0.74),
    ]]),
    american("6-small-loop", 1, &[&[
        s(0.76, 0.00), s(0.48, 0.24), s(0.28, 0.54), s(0.22, 0.82), s(0.34, 0.98), s(0.56, 0.95), s(0.70, 0.80),
        s(0.66, 0.66), s(0.48, 0.68), s(0.32, 0.86),
    ]]),
];

#[rustfmt::skip]
const SEVEN: &[Allograph] = &[
    american("7-plain", 3, &[&[s(0.15, 0.06), s(0.47, 0.04), c(0.82, 0.03), s(0.62, 0.38), s(0.48, 0.70), s(0.40, 1.00)]]),
    foreign("7-barred", 2, &[
        &[s(0.15, 0.06), s(0.47, 0.04), c(0.82, 0.03), s(0.62, 0.38), s(0.48, 0.70), s(0.40, 1.00)],
        &[s(0.33, 0.52), s(0.55, 0.50), s(0.78, 0.49)],
    ]),
    american("7-serif", 2, &[&[
        s(0.14, 0.27), c(0.17, 0.06), s(0.48, 0.06), c(0.83, 0.03), s(0.62, 0.38), s(0.48, 0.70), s(0.41, 1.00),
    ]]),
    american("7-curved", 2, &[&[
        s(0.14, 0.16), s(0.24, 0.05), s(0.52, 0.07), c(0.78, 0.03), s(0.68, 0.26), s(0.54, 0.56), s(0.48, 1.00),
    ]]),
];

#[rustfmt::skip]
const EIGHT: &[Allograph] = &[
    american("8-one-stroke", 2, &[&[
        s(0.70, 0.13), s(0.52, 0.01), s(0.31, 0.08), s(0.28, 0.27), s(0.48, 0.46), s(0.69, 0.62), s(0.75, 0.82),
        s(0.52, 1.00), s(0.26, 0.87), s(0.29, 0.66), s(0.50, 0.47), s(0.68, 0.30), s(0.72, 0.15), s(0.66, 0.08),
    ]]),
    foreign("8-two-circles", 1, &[
        &[
            s(0.52, 0.01), s(0.34, 0.08), s(0.28, 0.24), s(0.36, 0.41), s(0.52, 0.46), s(0.67, 0.40), s(0.73, 0.23),
            s(0.66, 0.06), s(0.50, 0.00),
        ],
        &[
            s(0.51, 0.46), s(0.30, 0.55), s(0.23, 0.75), s(0.32, 0.94), s(0.51, 1.00), s(0.70, 0.94), s(0.78, 0.75),
            s(0.69, 0.54), s(0.49, 0.45),
        ],
    ]),
    american("8-diagonal", 2, &[&[
        s(0.76, 0.10), s(0.56, 0.00), s(0.34, 0.08), s(0.30, 0.26), s(0.46, 0.46), s(0.60, 0.66), s(0.56, 0.90),
        s(0.36, 1.00), s(0.22, 0.88), s(0.30, 0.66), s(0.54, 0.42), s(0.78, 0.14),
    ]]),
    american("8-small-foot", 1, &[&[
        s(0.76, 0.16), s(0.58, 0.01), s(0.34, 0.06), s(0.26, 0.27), s(0.42, 0.49), s(0.58, 0.66), s(0.62, 0.87),
        s(0.47, 1.00), s(0.33, 0.88), s(0.38, 0.66), s(0.54, 0.48), s(0.72, 0.28), s(0.74, 0.08),
    ]]),
];

#[rustfmt::skip]
const NINE: &[Allograph] = &[
    american("9-straight-leg", 2, &[&[
        s(0.74, 0.12), s(0.54, 0.01), s(0.33, 0.09), s(0.24, 0.29), s(0.35, 0.46), s(0.54, 0.43), s(0.70, 0.26),
        c(0.76, 0.08), s(0.73, 0.50), s(0.69, 1.00),
    ]]),
    american("9-curved-leg", 2, &[&[
        s(0.72, 0.10), s(0.53, 0.01), s(0.32, 0.09), s(0.24, 0.29), s(0.36, 0.46), s(0.56, 0.42), s(0.70, 0.25),
        c(0.74, 0.10), s(0.76, 0.38), s(0.66, 0.74), s(0.46, 1.00),
    ]]),
    foreign("9-hooked", 1, &[&[
        s(0.73, 0.15), s(0.54, 0.01), s(0.32, 0.08), s(0.22, 0.29), s(0.33, 0.49), s(0.54, 0.47), s(0.71, 0.30),
        c(0.76, 0.05), s(0.76, 0.46), s(0.71, 0.84), s(0.55, 1.00), s(0.38, 0.98), s(0.27, 0.89),
    ]]),
    american("9-small-loop", 2, &[&[
        s(0.70, 0.06), s(0.50, 0.04), s(0.30, 0.20), s(0.28, 0.38), s(0.44, 0.40), s(0.64, 0.24), c(0.74, 0.06),
        s(0.60, 0.48), s(0.40, 1.00),
    ]]),
    american("9-closed-top", 1, &[&[
        s(0.70, 0.18), s(0.50, 0.03), s(0.28, 0.12), s(0.22, 0.34), s(0.40, 0.46), s(0.62, 0.36), s(0.74, 0.16),
        s(0.64, 0.02), s(0.72, 0.14), s(0.72, 0.50), s(0.62, 1.00),
    ]]),
    american("9-large-loop", 2, &[&[
        s(0.78, 0.10), s(0.52, 0.04), s(0.24, 0.16), s(0.16, 0.38), s(0.32, 0.54), s(0.56, 0.45), s(0.74, 0.22),
        c(0.79, 0.04), s(0.76, 0.50), s(0.74, 1.00),
    ]]),
];

const BY_LABEL: [&[Allograph]; N_CLASSES] = [ZERO, ONE, TWO, THREE, FOUR, FIVE, SIX, SEVEN, EIGHT, NINE];

/// All ways of writing `label`; none when it is not 0 to 9.
pub fn of_label(label: u8) -> &'static [Allograph] {
    BY_LABEL.get(usize::from(label)).copied().unwrap_or_default()
}

/// One of the ways that writers of this style have; none when `label` is not 0 to 9.
pub(super) fn choose(label: u8, style: Style, rng: &mut Rng) -> Option<&'static Allograph> {
    let candidates = || of_label(label).iter().filter(|a| style == Style::Varied || a.american);
    let mut left = rng.below(candidates().map(|a| a.weight).sum());
    candidates().find(|a| match left.checked_sub(a.weight) {
        Some(rest) => {
            left = rest;
            false
        }
        None => true,
    })
}
