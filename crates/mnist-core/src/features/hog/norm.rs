//! Normalisation of a block's histograms.

use super::params::BlockNorm;

/// Keeps empty and nearly empty blocks from being blown up.
const EPSILON: f32 = 1e-2;
/// L2-Hys: no value above this share.
const CLIP: f32 = 0.2;

pub(super) fn normalise(block: &mut [f32], norm: BlockNorm) {
    match norm {
        BlockNorm::L1 => divide_by_sum(block),
        BlockNorm::L1Sqrt => {
            divide_by_sum(block);
            block.iter_mut().for_each(|v| *v = v.sqrt());
        }
        BlockNorm::L2 => divide_by_length(block),
        BlockNorm::L2Hys => {
            divide_by_length(block);
            block.iter_mut().for_each(|v| *v = v.min(CLIP));
            divide_by_length(block);
        }
    }
}

fn divide_by_sum(block: &mut [f32]) {
    let divisor = block.iter().sum::<f32>() + EPSILON;
    block.iter_mut().for_each(|v| *v /= divisor);
}

fn divide_by_length(block: &mut [f32]) {
    let divisor = (block.iter().map(|v| v * v).sum::<f32>() + EPSILON * EPSILON).sqrt();
    block.iter_mut().for_each(|v| *v /= divisor);
}
