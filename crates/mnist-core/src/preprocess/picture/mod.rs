//! A picture's way through the stages.

mod clean;
mod closing;
mod components;
mod contour;
mod crop;
mod envelope;
mod flatten;
mod guess;
mod histogram;
mod lines;
mod look;
mod luminance;
mod mask;
mod others;
mod polarity;
mod split;
mod surface;
mod window;

use self::clean::candidates;
use self::components::{Labels, label};
use self::crop::Crop;
use self::flatten::flatten;
use self::lines::without_lines;
use self::look::Look;
pub(super) use self::look::Picture;
use self::luminance::luminance;
use self::mask::{Levels, Mask, binarise};
use self::others::others;
use self::polarity::ink;
use self::split::split;
use self::surface::surfaces;
use super::finish::{digit, finished, without_blots};
use super::{MAX_DIGITS, Page, PreprocessError, Rect, Refusal, Stage, StageName};
use crate::image::{MAX_PIXELS, MAX_SIDE, Plane};
use crate::strokes::{Extent, MAX_PIECES};

/// Above this share of the picture, ink is no writing.
const TOO_MUCH: f32 = 0.75;
/// The smallest digit, in working pixels and relative to the picture's longer side.
const SMALLEST: (f32, f32) = (5.0, 0.015);
/// Smaller than this beside the largest digit, what lies nearer to the frame than this share of the longer side is a scrap
/// of something that stood beside the picture: broken ruled lines, a neighbour's end.
const SCRAP: (f32, f32) = (0.3, 0.04);

/// Stages 2 to 8 of `width` x `height` RGBA pixels.
pub(super) fn read(pixels: &[u8], width: u32, height: u32) -> Result<Page, PreprocessError> {
    check(pixels, width, height)?;
    let light = luminance(pixels, width as usize, height as usize);
    let mut stages = vec![Stage::of(StageName::Luminance, &light)];
    let surfaces = surfaces(&light);
    let ink = inked(&light, flatten(&light, surfaces.as_ref()), &mut stages);
    let mut page = seen(&ink, (width, height), Look::First, stages);
    page.picture = Some(Picture { light, ink, size: (width, height) });
    Ok(page)
}

/// Stage 4 of the picture, `flat` where its paper was brought to one level.
fn inked(light: &Plane, flat: Option<Plane>, stages: &mut Vec<Stage>) -> Plane {
    let ink = ink(flat.as_ref().unwrap_or(light), flat.is_some());
    stages.push(Stage::of(StageName::Flattened, flat.as_ref().unwrap_or(light)));
    stages.push(Stage::of(StageName::Polarity, &ink));
    ink
}

/// Stages 5 to 8: what a `look` sees in the ink of a picture of `width` x `height` pixels.
fn seen(ink: &Plane, (width, height): (u32, u32), look: Look, mut stages: Vec<Stage>) -> Page {
    let found = match structure(ink, look) {
        Ok(found) => found,
        Err(reason) => return Page::refusal(reason, stages),
    };
    stages.push(Stage::of(StageName::Ink, &found.mask.to_plane()));
    let crops = match digits(ink, &found, look) {
        Ok(crops) => crops,
        Err(reason) => return Page::refusal(reason, stages),
    };
    stages.push(Stage::of(StageName::Digits, &lay_out(&crops, ink.width(), ink.height())));
    let scale = (width as f32 / ink.width() as f32, height as f32 / ink.height() as f32);
    let finish = |c: &Crop| digit(bounds(&c.extent, scale), c.ink.clone());
    let digits = crops.into_iter().map(|(crop, own)| (finish(&crop), (crop.extent, own)));
    match without_blots(digits.collect()) {
        Ok(digits) => {
            let (digits, pieces): (Vec<_>, Vec<_>) = digits.into_iter().unzip();
            let others = if look.is_whole() { Vec::new() } else { others(ink, &found, &pieces, finish) };
            Page { frame: Some((width, height)), ..finished(digits, others, stages) }
        }
        Err(reason) => Page::refusal(reason, stages),
    }
}

fn check(pixels: &[u8], width: u32, height: u32) -> Result<(), PreprocessError> {
    let count = u64::from(width) * u64::from(height);
    if count == 0 || count > MAX_PIXELS || width.max(height) > MAX_SIDE {
        return Err(PreprocessError::Size { width, height });
    }
    let expected = count * 4;
    if pixels.len() as u64 != expected {
        return Err(PreprocessError::Length { width, height, expected, found: pixels.len() });
    }
    Ok(())
}

/// What stage 5 found.
struct Structure {
    levels: Levels,
    mask: Mask,
    labels: Labels,
    candidates: Vec<usize>,
    /// The labels before touching digits were cut.
    uncut: Option<Vec<u32>>,
}

/// Stage 5. A dark table beside the paper shifts the threshold, so that it is set a second time without what proved
/// to be none of the writing.
fn structure(ink: &Plane, look: Look) -> Result<Structure, Refusal> {
    let first = look.levels(ink.data()).ok_or(Refusal::NoInk)?;
    let found = pieces(ink, first, look)?;
    let surfaces = found.surfaces();
    if !surfaces.contains(&true) {
        return Ok(found);
    }
    let pairs = ink.data().iter().zip(&surfaces);
    let free: Vec<f32> = pairs.filter(|(_, is_surface)| !**is_surface).map(|(&v, _)| v).collect();
    let second = look.levels(&free).ok_or(Refusal::NoInk)?;
    let mut rest = ink.clone();
    let pairs = rest.data_mut().iter_mut().zip(&surfaces);
    pairs.filter(|(_, is_surface)| **is_surface).for_each(|(v, _)| *v = 0.0);
    pieces(&rest, second, look)
}

fn pieces(ink: &Plane, levels: Levels, look: Look) -> Result<Structure, Refusal> {
    let mut mask = binarise(ink, &levels);
    if mask.count() as f32 > TOO_MUCH * mask.data.len() as f32 {
        return Err(Refusal::TooMuchInk);
    }
    mask = without_lines(&mask).unwrap_or(mask);
    let mut found = Structure::of(levels, mask);
    for _ in 0..look.cuts() {
        if !split(&mut found.mask, &found.labels, &found.candidates) {
            break;
        }
        let uncut = found.uncut.unwrap_or(found.labels.of_pixel);
        found = Structure { uncut: Some(uncut), ..Structure::of(levels, found.mask) };
    }
    Ok(found)
}

impl Structure {
    fn of(levels: Levels, mask: Mask) -> Self {
        let labels = label(&mask);
        let candidates = candidates(&labels, mask.width, mask.height);
        Self { levels, mask, labels, candidates, uncut: None }
    }

    /// Whether a component of the one and a component of the other were cut apart.
    fn were_one(&self, one: &[usize], other: &[usize]) -> bool {
        let Some(uncut) = &self.uncut else { return false };
        let before = |own: &[usize]| -> Vec<u32> {
            let is_own = |label: u32| (label as usize).checked_sub(1).is_some_and(|i| own.contains(&i));
            let pairs = self.labels.of_pixel.iter().zip(uncut);
            let mut all: Vec<u32> = pairs.filter(|(label, _)| is_own(**label)).map(|(_, &before)| before).collect();
            all.dedup();
            all
        };
        let other = before(other);
        before(one).iter().any(|label| other.contains(label))
    }

    /// The pixels of the components that touch the frame and are no candidates.
    fn surfaces(&self) -> Vec<bool> {
        let components = self.labels.components.iter().enumerate();
        let is_surface: Vec<bool> =
            components.map(|(i, c)| c.contact > 0 && self.candidates.binary_search(&i).is_err()).collect();
        let of_label = |label: &u32| (*label as usize).checked_sub(1).and_then(|i| is_surface.get(i)) == Some(&true);
        self.labels.of_pixel.iter().map(of_label).collect()
    }
}

/// Stage 6, or why there is no digit among the candidates.
fn digits(ink: &Plane, found: &Structure, look: Look) -> Result<Vec<(Crop, Vec<usize>)>, Refusal> {
    if found.candidates.len() > MAX_PIECES {
        return Err(Refusal::NotADigit);
    }
    let smallest = SMALLEST.0.max(SMALLEST.1 * ink.width().max(ink.height()) as f32);
    let mut crops = look.crops(ink, found);
    crops.retain(|(c, _)| c.extent.longer() >= smallest);
    let largest = crops.iter().map(|(c, _)| c.extent.longer()).fold(0.0, f32::max);
    crops.retain(|(c, _)| c.extent.longer() >= SCRAP.0 * largest || !is_at_frame(&c.extent, ink));
    match crops.len() {
        0 => Err(Refusal::TooLittleInk),
        1..=MAX_DIGITS => Ok(crops),
        _ => Err(Refusal::NotADigit),
    }
}

fn is_at_frame(extent: &Extent, ink: &Plane) -> bool {
    let (width, height) = (ink.width() as f32, ink.height() as f32);
    let near = SCRAP.1 * width.max(height);
    extent.left < near || extent.top < near || extent.right > width - near || extent.bottom > height - near
}

/// The digits' ink alone, where it was.
fn lay_out(crops: &[(Crop, Vec<usize>)], width: usize, height: usize) -> Plane {
    let mut plane = Plane::filled(width, height, 0.0);
    for (crop, _) in crops {
        for y in 0..crop.ink.height() {
            let target = plane.row_mut(crop.top + y).iter_mut().skip(crop.left);
            target.zip(crop.ink.row(y)).for_each(|(t, &v)| *t = t.max(v));
        }
    }
    plane
}

fn bounds(extent: &Extent, scale: (f32, f32)) -> Rect {
    Rect {
        x: extent.left * scale.0,
        y: extent.top * scale.1,
        w: extent.width() * scale.0,
        h: extent.height() * scale.1,
    }
}
