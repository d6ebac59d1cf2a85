//! What preprocessing gives.

use core::ops::Range;

use super::picture::Picture;
use crate::image::Plane;

/// A rectangle in the input's unit: pixels of a picture, the unit of a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Horizontal size.
    pub w: f32,
    /// Vertical size.
    pub h: f32,
}

/// One digit in MNIST's form.
#[derive(Clone, Debug, PartialEq)]
pub struct Digit {
    /// Where it was in the input.
    pub bounds: Rect,
    /// 28x28, row-major, ink 255 on 0, fitted to 20x20 and centred by mass.
    pub pixels: [u8; 784],
}

/// The picture that one stage made, so that a person can see what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Which stage.
    pub name: StageName,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Grey, row-major.
    pub pixels: Vec<u8>,
}

impl Stage {
    /// The picture of `plane`.
    pub(crate) fn of(name: StageName, plane: &Plane) -> Self {
        // Planes are at most working size, far below what a u32 holds.
        Self { name, width: plane.width() as u32, height: plane.height() as u32, pixels: plane.to_bytes() }
    }
}

/// The stages in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StageName {
    /// A drawing, rasterised.
    Input,
    /// Lightness at working size, alpha laid on paper.
    Luminance,
    /// Shadows and vignettes taken out.
    Flattened,
    /// Ink bright, paper dark.
    Polarity,
    /// What is ink, cleaned of specks, lines and frames.
    Ink,
    /// The ink of the digits alone.
    Digits,
    /// Stroke width brought towards MNIST's; all digits side by side.
    Width,
    /// The 28x28 pictures, side by side.
    Fitted,
}

impl StageName {
    /// Kebab-case, stable.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Luminance => "luminance",
            Self::Flattened => "flattened",
            Self::Polarity => "polarity",
            Self::Ink => "ink",
            Self::Digits => "digits",
            Self::Width => "width",
            Self::Fitted => "fitted",
        }
    }
}

/// Why there is no digit. Not an error: the input was read, there is nothing in it that should be guessed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// Uniform, or nothing but noise.
    NoInk,
    /// A dot or a few specks.
    TooLittleInk,
    /// More ink than paper.
    TooMuchInk,
    /// Ink, but no digit has such a shape.
    NotADigit,
}

impl Refusal {
    /// Kebab-case, stable.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoInk => "no-ink",
            Self::TooLittleInk => "too-little-ink",
            Self::TooMuchInk => "too-much-ink",
            Self::NotADigit => "not-a-digit",
        }
    }

    /// A plain English sentence that says what to do.
    pub fn message(self) -> &'static str {
        match self {
            Self::NoInk => "There is no ink here. Write a digit, or take the picture closer and with more light.",
            Self::TooLittleInk => {
                "There is too little ink to tell a digit. Write it larger, or take the picture closer."
            }
            Self::TooMuchInk => "Most of this is ink. Write with a thinner pen, or leave paper around the digit.",
            Self::NotADigit => "This does not look like a digit. Take a picture of the digits alone, on plain paper.",
        }
    }
}

/// The digits of an input in reading order, or why there are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Empty exactly when `refused` is set.
    pub digits: Vec<Digit>,
    /// Why there are none.
    pub refused: Option<Refusal>,
    /// What each stage made, as far as it came.
    pub stages: Vec<Stage>,
    /// Other ways to see some of the digits, for a model to judge: [`Page::settle`].
    pub alternatives: Vec<Alternative>,
    /// The pictures of stage 7 of all [`Page::candidates`].
    pub(super) cells: Vec<Plane>,
    /// Pixels across and down of the picture, `None` for a drawing: [`Page::is_stray`].
    pub(super) frame: Option<(u32, u32)>,
    /// What was looked at, `None` for a drawing: [`Page::again`].
    pub(super) picture: Option<Picture>,
}

/// Another way to see neighbouring digits: as one where two were found, or as two where one was.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Which of the page's digits it stands for.
    pub span: Range<usize>,
    /// What stands there instead, from left to right.
    pub digits: Vec<Digit>,
    /// Whether the ink there hangs together: what was found as several had been cut.
    pub is_one_piece: bool,
}

impl Page {
    /// A page without digits.
    pub(crate) fn refusal(reason: Refusal, stages: Vec<Stage>) -> Self {
        let (digits, alternatives, cells) = (Vec::new(), Vec::new(), Vec::new());
        Self { digits, refused: Some(reason), stages, alternatives, cells, frame: None, picture: None }
    }
}
