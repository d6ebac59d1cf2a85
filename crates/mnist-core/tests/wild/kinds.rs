//! The kinds of pictures: one digit each, on papers and in lights that people photograph.

use mnist_core::image::Plane;
use mnist_core::rng::Rng;

use crate::hands::Hands;
use crate::scenes::Picture;
use crate::sheet::Sheet;

/// What a picture holds, and the picture.
pub(crate) type Sample = (Vec<u8>, Picture);
/// Makes one picture of a kind.
pub(crate) type Make = fn(&Hands, &mut Rng) -> Sample;

pub(crate) const KINDS: [(&str, Make); 22] = [
    ("plain sheet", plain),
    ("shadow", shadow),
    ("vignette", vignette),
    ("ruled", ruled),
    ("squared", squared),
    ("one ruled line", one_line),
    ("margin line", margin_line),
    ("pencil", pencil),
    ("chalk", chalk),
    ("glossy board", glossy),
    ("blurred", blurred),
    ("JPEG blocks", jpeg),
    ("cut by the frame", cut),
    ("tight", tight),
    ("tight and thick", tight_thick),
    ("tight and thick in light on dark", tight_thick_light),
    ("thick in a shadow", thick_shadow),
    ("small", small),
    ("transparent", transparent),
    ("table corner", table),
    ("coloured", coloured),
    ("neighbours cut", neighbours),
];

const BLUE_INK: [f32; 3] = [40.0, 50.0, 130.0];
const BLACK_INK: [f32; 3] = [35.0, 35.0, 40.0];
const WHITE: [f32; 3] = [235.0, 233.0, 228.0];

/// A number between the two.
pub(crate) fn between(rng: &mut Rng, low: f32, high: f32) -> f32 {
    rng.between(f64::from(low), f64::from(high)) as f32
}

fn any<T: Copy>(rng: &mut Rng, of: &[T]) -> T {
    of[rng.below(of.len() as u32) as usize]
}

/// A place for `cover` on the sheet, free of its edges.
fn place(rng: &mut Rng, sheet: (usize, usize), cover: &Plane) -> (isize, isize) {
    let mut along = |room: usize, size: usize| {
        let free = room as f32 - size as f32;
        (free * between(rng, 0.25, 0.75)) as isize
    };
    (along(sheet.0, cover.width()), along(sheet.1, cover.height()))
}

/// One digit of ordinary size and pen on a sheet of this paper.
fn on_sheet(hands: &Hands, rng: &mut Rng, paper: [f32; 3], ink: [f32; 3]) -> (Vec<u8>, Sheet) {
    let pen = between(rng, 0.05, 0.13);
    on_sheet_with(hands, rng, paper, ink, pen)
}

fn on_sheet_with(hands: &Hands, rng: &mut Rng, paper: [f32; 3], ink: [f32; 3], pen: f32) -> (Vec<u8>, Sheet) {
    let (width, height) = (between(rng, 300.0, 640.0) as usize, between(rng, 300.0, 640.0) as usize);
    let tall = (width.min(height) as f32 * between(rng, 0.3, 0.8)) as usize;
    let (label, cover) = hands.write(rng, tall, pen);
    let mut sheet = Sheet::of(width, height, paper);
    let (left, top) = place(rng, (width, height), &cover);
    sheet.write(&cover, left, top, ink);
    (vec![label], sheet)
}

fn photographed(mut sheet: Sheet, rng: &mut Rng) -> Picture {
    sheet.blur(1);
    sheet.noise(rng, 4.0);
    sheet.jpeg(80)
}

fn plain(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, sheet) = on_sheet(hands, rng, WHITE, BLUE_INK);
    (labels, photographed(sheet, rng))
}

/// A soft or a sharp edge of shadow across the sheet, and light that falls off.
fn cast_shadow(sheet: &mut Sheet, rng: &mut Rng) {
    let (nx, ny) = (between(rng, -1.0, 1.0), between(rng, -1.0, 1.0));
    let at = between(rng, -0.2, 0.2);
    let soft = between(rng, 0.02, 0.4);
    let dark = between(rng, 0.35, 0.7);
    sheet.light(|x, y| {
        let across = (x - 0.5) * nx + (y - 0.5) * ny;
        let share = ((across - at) / soft + 0.5).clamp(0.0, 1.0);
        (dark + (1.0 - dark) * share) * (1.0 - 0.2 * y)
    });
}

fn shadow(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = on_sheet(hands, rng, WHITE, BLACK_INK);
    cast_shadow(&mut sheet, rng);
    (labels, photographed(sheet, rng))
}

fn vignette(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = on_sheet(hands, rng, WHITE, BLUE_INK);
    let fall = between(rng, 0.8, 1.6);
    sheet.light(|x, y| (1.0 - fall * ((x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5))).max(0.1));
    (labels, photographed(sheet, rng))
}

/// Lines down the sheet: spacing, phase, thickness in pixels, and slope.
pub(crate) struct Ruling {
    spacing: f32,
    phase: f32,
    thick: f32,
    slope: f32,
}

impl Ruling {
    /// Lines as far apart as this range in pixels.
    pub(crate) fn any(rng: &mut Rng, spacing: (f32, f32)) -> Self {
        let spacing = between(rng, spacing.0, spacing.1);
        Self {
            spacing,
            phase: between(rng, 0.0, spacing),
            thick: between(rng, 1.2, 3.0),
            slope: between(rng, -0.04, 0.04),
        }
    }

    /// How much of the pixel a line covers, which goes along the first coordinate.
    pub(crate) fn cover(&self, along: usize, across: usize) -> f32 {
        let at = across as f32 + self.slope * along as f32 + self.phase;
        let from_line = (at / self.spacing - (at / self.spacing + 0.5).floor()).abs() * self.spacing;
        (self.thick / 2.0 + 0.5 - from_line).clamp(0.0, 1.0)
    }
}

const LINE_COLOURS: [[f32; 3]; 4] =
    [[120.0, 150.0, 215.0], [150.0, 170.0, 220.0], [130.0, 130.0, 135.0], [170.0, 168.0, 170.0]];

/// Ruled paper is photographed with lines a third of a digit apart or as far as two.
fn ruled(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = on_sheet(hands, rng, WHITE, BLUE_INK);
    let (ruling, colour) = (Ruling::any(rng, (60.0, 200.0)), any(rng, &LINE_COLOURS));
    sheet.print(colour, |x, y| 0.8 * ruling.cover(x, y));
    (labels, photographed(sheet, rng))
}

fn squared(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = on_sheet(hands, rng, WHITE, BLACK_INK);
    let across = Ruling::any(rng, (25.0, 110.0));
    let down = Ruling { phase: between(rng, 0.0, 100.0), slope: -across.slope, ..across };
    let colour = any(rng, &LINE_COLOURS);
    sheet.print(colour, |x, y| 0.8 * across.cover(x, y).max(down.cover(y, x)));
    (labels, photographed(sheet, rng))
}

/// A single line at the digit's foot, through it or above it.
fn one_line(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = on_sheet(hands, rng, WHITE, BLUE_INK);
    let ruling = Ruling { spacing: 10_000.0, phase: -between(rng, 120.0, 450.0), ..Ruling::any(rng, (1.0, 2.0)) };
    let colour = any(rng, &LINE_COLOURS);
    sheet.print(colour, |x, y| 0.9 * ruling.cover(x, y));
    (labels, photographed(sheet, rng))
}

/// A red line down the sheet beside ruled ones.
fn margin_line(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = on_sheet(hands, rng, WHITE, BLACK_INK);
    let ruling = Ruling::any(rng, (60.0, 160.0));
    let margin = Ruling { spacing: 10_000.0, phase: -between(rng, 20.0, 120.0), ..Ruling::any(rng, (1.0, 2.0)) };
    sheet.print(any(rng, &LINE_COLOURS), |x, y| 0.7 * ruling.cover(x, y));
    sheet.print([215.0, 110.0, 110.0], |x, y| 0.9 * margin.cover(y, x));
    (labels, photographed(sheet, rng))
}

fn pencil(hands: &Hands, rng: &mut Rng) -> Sample {
    let grey = between(rng, 150.0, 195.0);
    let pen = between(rng, 0.018, 0.05);
    let (labels, mut sheet) = on_sheet_with(hands, rng, [222.0, 220.0, 214.0], [grey; 3], pen);
    let fall = between(rng, 0.0, 0.3);
    sheet.light(|x, y| 1.0 - fall * (x + y) / 2.0);
    (labels, photographed(sheet, rng))
}

fn chalk(hands: &Hands, rng: &mut Rng) -> Sample {
    let board = any(rng, &[[38.0, 62.0, 48.0], [35.0, 36.0, 38.0], [60.0, 66.0, 64.0]]);
    let (labels, mut sheet) = on_sheet(hands, rng, board, [205.0, 205.0, 198.0]);
    // Wiped chalk leaves a veil.
    let veil = between(rng, 0.0, 0.15);
    sheet.shine(|x, y| veil * (1.0 - (2.0 * x - 1.0) * (2.0 * y - 1.0)) / 2.0);
    sheet.light(|x, _| 1.0 - 0.3 * x);
    sheet.blur(1);
    sheet.noise(rng, 9.0);
    (labels, sheet.jpeg(75))
}

/// A whiteboard that mirrors a lamp.
fn glossy(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = on_sheet(hands, rng, [190.0, 194.0, 198.0], [60.0, 40.0, 45.0]);
    let (cx, cy) = (between(rng, 0.1, 0.9), between(rng, 0.1, 0.9));
    let size = between(rng, 0.02, 0.1);
    sheet.shine(|x, y| 0.75 / (1.0 + ((x - cx) * (x - cx) + (y - cy) * (y - cy)) / size));
    sheet.light(|x, y| 0.75 + 0.25 * (x + y) / 2.0);
    (labels, photographed(sheet, rng))
}

fn blurred(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = on_sheet(hands, rng, WHITE, BLUE_INK);
    sheet.blur(between(rng, 3.0, 8.0) as usize);
    sheet.noise(rng, 3.0);
    (labels, sheet.jpeg(70))
}

fn jpeg(hands: &Hands, rng: &mut Rng) -> Sample {
    let (width, height) = (between(rng, 80.0, 240.0) as usize, between(rng, 80.0, 240.0) as usize);
    let (label, cover) = hands.write(rng, width.min(height) * 6 / 10, 0.09);
    let mut sheet = Sheet::of(width, height, WHITE);
    let (left, top) = place(rng, (width, height), &cover);
    sheet.write(&cover, left, top, BLUE_INK);
    sheet.noise(rng, 6.0);
    (vec![label], sheet.jpeg(18))
}

/// A digit that the frame cuts by a little on one side.
fn cut(hands: &Hands, rng: &mut Rng) -> Sample {
    let side = between(rng, 150.0, 400.0) as usize;
    let pen = between(rng, 0.06, 0.13);
    let (label, cover) = hands.write(rng, side * 8 / 10, pen);
    let mut sheet = Sheet::of(side, side, WHITE);
    let out = (between(rng, 0.0, 0.02) * side as f32) as isize;
    let (left, top) = place(rng, (side, side), &cover);
    let (far_left, far_top) = ((side - cover.width()) as isize + out, (side - cover.height()) as isize + out);
    let (left, top) = any(rng, &[(-out, top), (left, -out), (far_left, top), (left, far_top)]);
    sheet.write(&cover, left, top, BLACK_INK);
    (vec![label], photographed(sheet, rng))
}

/// A digit cut out with hardly anything around it.
fn cut_out(hands: &Hands, rng: &mut Rng, pen: f32, paper: [f32; 3], ink: [f32; 3]) -> (Vec<u8>, Sheet) {
    let tall = between(rng, 60.0, 350.0) as usize;
    let (label, cover) = hands.write(rng, tall, pen);
    let margin = (tall as f32 * between(rng, 0.0, 0.06)) as usize;
    let mut sheet = Sheet::of(cover.width() + 2 * margin, cover.height() + 2 * margin, paper);
    sheet.write(&cover, margin as isize, margin as isize, ink);
    (vec![label], sheet)
}

fn tight(hands: &Hands, rng: &mut Rng) -> Sample {
    let pen = between(rng, 0.06, 0.14);
    let (labels, mut sheet) = cut_out(hands, rng, pen, WHITE, BLUE_INK);
    sheet.light(|x, y| 1.0 - 0.15 * (x + y));
    (labels, photographed(sheet, rng))
}

fn tight_thick(hands: &Hands, rng: &mut Rng) -> Sample {
    let pen = between(rng, 0.16, 0.24);
    let (labels, mut sheet) = cut_out(hands, rng, pen, WHITE, BLACK_INK);
    sheet.light(|x, y| 1.0 - 0.15 * (x + y));
    (labels, photographed(sheet, rng))
}

fn tight_thick_light(hands: &Hands, rng: &mut Rng) -> Sample {
    let pen = between(rng, 0.16, 0.24);
    let (labels, mut sheet) = cut_out(hands, rng, pen, [40.0, 44.0, 42.0], [225.0; 3]);
    sheet.light(|x, y| 1.0 - 0.15 * (x + y));
    (labels, photographed(sheet, rng))
}

/// A marker's digit that fills most of a shaded picture.
fn thick_shadow(hands: &Hands, rng: &mut Rng) -> Sample {
    let (width, height) = (between(rng, 200.0, 400.0) as usize, between(rng, 200.0, 400.0) as usize);
    let pen = between(rng, 0.16, 0.22);
    let (label, cover) = hands.write(rng, width.min(height) * 85 / 100, pen);
    let mut sheet = Sheet::of(width, height, WHITE);
    let (left, top) = place(rng, (width, height), &cover);
    sheet.write(&cover, left, top, BLACK_INK);
    cast_shadow(&mut sheet, rng);
    (vec![label], photographed(sheet, rng))
}

/// A sample of another data set: 20 to 40 pixels, either polarity.
fn small(hands: &Hands, rng: &mut Rng) -> Sample {
    let side = between(rng, 20.0, 40.9) as usize;
    let pen = between(rng, 0.08, 0.15);
    let tall = (side as f32 * between(rng, 0.65, 0.95)) as usize;
    let (label, cover) = hands.write(rng, tall, pen);
    let (paper, ink) = any(rng, &[(WHITE, BLACK_INK), ([20.0; 3], [230.0; 3])]);
    let mut sheet = Sheet::of(side, side, paper);
    let (left, top) = place(rng, (side, side), &cover);
    sheet.write(&cover, left, top, ink);
    sheet.noise(rng, 3.0);
    (vec![label], sheet.picture())
}

/// Ink without paper.
fn transparent(hands: &Hands, rng: &mut Rng) -> Sample {
    let side = between(rng, 60.0, 400.0) as usize;
    let pen = between(rng, 0.05, 0.2);
    let (label, cover) = hands.write(rng, side * 8 / 10, pen);
    let (left, top) = place(rng, (side, side), &cover);
    let at = |x: usize, y: usize| {
        let (x, y) = (x.checked_sub(left as usize), y.checked_sub(top as usize));
        x.zip(y).map_or(0.0, |(x, y)| cover.get(x, y))
    };
    let ink = any(rng, &[0, 40, 200, 255]);
    (vec![label], crate::scenes::transparent(&Plane::from_fn(side, side, at), ink))
}

/// The paper ends, and a table of any lightness lies under it.
fn table(hands: &Hands, rng: &mut Rng) -> Sample {
    let (labels, mut sheet) = on_sheet(hands, rng, WHITE, BLUE_INK);
    let colour = any(rng, &[[60.0, 45.0, 35.0], [120.0, 90.0, 60.0], [170.0, 140.0, 110.0], [25.0, 25.0, 28.0]]);
    let (nx, ny) = (any(rng, &[-1.0, 1.0]), between(rng, -0.6, 0.6));
    let at = between(rng, 230.0, 280.0);
    let width = sheet.picture().width as f32;
    sheet.print(colour, |x, y| (nx * (x as f32 - width / 2.0) + ny * (y as f32 - 200.0)) - at + 0.5);
    (labels, photographed(sheet, rng))
}

fn coloured(hands: &Hands, rng: &mut Rng) -> Sample {
    let pairs = [
        ([245.0, 225.0, 120.0], [190.0, 60.0, 60.0]),
        ([180.0, 215.0, 240.0], [40.0, 60.0, 160.0]),
        ([225.0, 180.0, 150.0], [90.0, 60.0, 50.0]),
        (WHITE, [225.0, 90.0, 90.0]),
        (WHITE, [70.0, 170.0, 90.0]),
        (WHITE, [240.0, 150.0, 60.0]),
    ];
    let (paper, ink) = any(rng, &pairs);
    let (labels, sheet) = on_sheet(hands, rng, paper, ink);
    (labels, photographed(sheet, rng))
}

/// A crop of a page: what stands beside the digit is cut by the frame.
fn neighbours(hands: &Hands, rng: &mut Rng) -> Sample {
    let side = between(rng, 200.0, 400.0) as usize;
    let tall = side * 5 / 10;
    let pen = between(rng, 0.06, 0.12);
    let (label, cover) = hands.write(rng, tall, pen);
    let mut sheet = Sheet::of(side, side, WHITE);
    let (left, top) = (((side - cover.width()) / 2) as isize, ((side - cover.height()) / 2) as isize);
    sheet.write(&cover, left, top, BLACK_INK);
    for beside in [-1, 1] {
        let (_, other) = hands.write(rng, tall, pen);
        let shown = (between(rng, 0.0, 0.35) * other.width() as f32).min(side as f32 / 8.0) as isize;
        let left = if beside < 0 { shown - other.width() as isize } else { side as isize - shown };
        sheet.write(&other, left, top, BLACK_INK);
    }
    (vec![label], photographed(sheet, rng))
}
