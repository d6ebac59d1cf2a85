//! Pen strokes and their picture.

/// One sample of the pen: any unit, x to the right, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Rightwards.
    pub x: f32,
    /// Downwards.
    pub y: f32,
    /// Pen width at this point relative to the drawing's pen: 1 is nominal, within 0.25 to 4.
    pub pressure: f32,
}

/// The points between pen down and pen up, in order.
pub type Stroke = Vec<Point>;
