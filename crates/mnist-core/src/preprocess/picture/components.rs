//! Connected components of a mask by union-find in two passes (Rosenfeld, Pfaltz, "Sequential operations in digital
//! picture processing", 1966), 8 neighbours.

use super::mask::Mask;
use crate::preprocess::Rect;

/// One connected piece of ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Component {
    /// Pixels.
    pub(super) area: usize,
    /// First column.
    pub(super) left: usize,
    /// First row.
    pub(super) top: usize,
    /// Last column.
    pub(super) right: usize,
    /// Last row.
    pub(super) bottom: usize,
    /// Pixels on the picture's frame.
    pub(super) contact: usize,
    /// Pixels beside one that is not of it, the frame left out.
    pub(super) outline: usize,
}

impl Component {
    pub(super) fn width(&self) -> usize {
        self.right - self.left + 1
    }

    pub(super) fn height(&self) -> usize {
        self.bottom - self.top + 1
    }

    pub(super) fn bounds(&self) -> Rect {
        let [x, y, w, h] = [self.left, self.top, self.width(), self.height()].map(|v| v as f32);
        Rect { x, y, w, h }
    }

    pub(super) fn longer(&self) -> usize {
        self.width().max(self.height())
    }

    /// The mean width of its strokes: twice its area by its outline.
    pub(super) fn stroke(&self) -> f32 {
        2.0 * self.area as f32 / self.outline.max(1) as f32
    }
}

/// The components in the order of their first pixels, and for each pixel the index of its component plus one, 0 for
/// paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labels {
    pub(super) of_pixel: Vec<u32>,
    pub(super) components: Vec<Component>,
}

/// Labels `mask`.
pub(super) fn label(mask: &Mask) -> Labels {
    let (of_pixel, parents) = provisional(mask);
    let (numbers, count) = final_numbers(parents);
    let mut labels = Labels { of_pixel, components: vec![EMPTY; count] };
    for (at, label) in labels.of_pixel.iter_mut().enumerate().filter(|(_, l)| **l > 0) {
        *label = numbers.get(*label as usize).copied().unwrap_or(0);
        let (x, y) = (at % mask.width, at / mask.width);
        if let Some(component) = labels.components.get_mut(*label as usize - 1) {
            grow(component, x, y, mask);
        }
    }
    labels
}

const EMPTY: Component =
    Component { area: 0, left: usize::MAX, top: usize::MAX, right: 0, bottom: 0, contact: 0, outline: 0 };

fn grow(component: &mut Component, x: usize, y: usize, mask: &Mask) {
    component.area += 1;
    component.left = component.left.min(x);
    component.right = component.right.max(x);
    component.top = component.top.min(y);
    component.bottom = component.bottom.max(y);
    let on_frame = x == 0 || y == 0 || x + 1 == mask.width || y + 1 == mask.height;
    component.contact += usize::from(on_frame);
    component.outline += usize::from(mask.is_contour(x, y));
}

/// First pass: a label from the neighbours already seen, and which labels turned out to be one (`parents`, 0 unused).
fn provisional(mask: &Mask) -> (Vec<u32>, Vec<u32>) {
    let mut labels = vec![0u32; mask.data.len()];
    let mut parents = vec![0u32];
    for at in (0..mask.data.len()).filter(|&at| mask.data.get(at) == Some(&true)) {
        let x = at % mask.width;
        let seen = |back: usize, inside: bool| {
            if inside { at.checked_sub(back).and_then(|i| labels.get(i)).copied().unwrap_or(0) } else { 0 }
        };
        let neighbours = [
            seen(1, x > 0),
            seen(mask.width + 1, x > 0),
            seen(mask.width, true),
            seen(mask.width.saturating_sub(1), x + 1 < mask.width && mask.width > 1),
        ];
        let mut label = 0;
        for neighbour in neighbours.into_iter().filter(|&n| n > 0) {
            label = if label == 0 { root(&mut parents, neighbour) } else { join(&mut parents, label, neighbour) };
        }
        if label == 0 {
            label = parents.len() as u32;
            parents.push(label);
        }
        if let Some(slot) = labels.get_mut(at) {
            *slot = label;
        }
    }
    (labels, parents)
}

/// The representative of `label`, halving the path on the way.
fn root(parents: &mut [u32], mut label: u32) -> u32 {
    while let Some(&parent) = parents.get(label as usize).filter(|&&p| p != label) {
        let grand = parents.get(parent as usize).copied().unwrap_or(parent);
        if let Some(slot) = parents.get_mut(label as usize) {
            *slot = grand;
        }
        label = grand;
    }
    label
}

/// Makes two labels one, represented by the smaller.
fn join(parents: &mut [u32], a: u32, b: u32) -> u32 {
    let (a, b) = (root(parents, a), root(parents, b));
    if let Some(slot) = parents.get_mut(a.max(b) as usize) {
        *slot = a.min(b);
    }
    a.min(b)
}

/// For each provisional label its final number from 1, in order of first appearance; and how many there are.
fn final_numbers(mut parents: Vec<u32>) -> (Vec<u32>, usize) {
    let mut numbers = vec![0u32; parents.len()];
    let mut count = 0;
    for label in 1..parents.len() {
        // Roots are the smallest of their labels, so they have their number already.
        let root = root(&mut parents, label as u32) as usize;
        let number = if root == label {
            count += 1;
            count
        } else {
            numbers.get(root).copied().unwrap_or(0)
        };
        if let Some(slot) = numbers.get_mut(label) {
            *slot = number;
        }
    }
    (numbers, count as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Flood fill from every pixel not yet reached: slow and plain.
    fn reference(mask: &Mask) -> Vec<u32> {
        let mut labels = vec![0; mask.data.len()];
        let mut count = 0;
        for start in 0..labels.len() {
            if !mask.data[start] || labels[start] > 0 {
                continue;
            }
            count += 1;
            let mut front = vec![start];
            while let Some(at) = front.pop() {
                labels[at] = count;
                let (x, y) = (at % mask.width, at / mask.width);
                for row in y.saturating_sub(1)..(y + 2).min(mask.height) {
                    for column in x.saturating_sub(1)..(x + 2).min(mask.width) {
                        let next = row * mask.width + column;
                        if mask.data[next] && labels[next] == 0 {
                            front.push(next);
                        }
                    }
                }
            }
        }
        labels
    }

    proptest! {
        #[test]
        fn labels_equal_those_of_a_flood_fill(
            (width, data) in (1usize..12).prop_flat_map(|w| (Just(w), prop::collection::vec(any::<bool>(), w..w * 12)))
        ) {
            let height = data.len() / width;
            let mask = Mask { width, height, data: data[..width * height].to_vec() };
            let labels = label(&mask);
            prop_assert_eq!(&labels.of_pixel, &reference(&mask));
            for (i, component) in labels.components.iter().enumerate() {
                let own = labels.of_pixel.iter().filter(|&&l| l as usize == i + 1).count();
                prop_assert_eq!(component.area, own);
            }
        }
    }
}
