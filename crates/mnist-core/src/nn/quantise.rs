//! Kernels as 8-bit integers.

/// The largest code: codes are symmetric, -127 to 127.
pub(super) const LARGEST: i8 = 127;

/// A kernel rounded: value = code * scale of its output channel. The output channel is the last axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Codes {
    pub(super) codes: Vec<i8>,
    pub(super) scale: Vec<f32>,
}

impl Codes {
    /// The nearest codes where the largest weight of each of `outputs` channels becomes 127 or -127.
    pub(super) fn round(kernel: &[f32], outputs: usize) -> Self {
        let mut scale = vec![0.0f32; outputs];
        for row in kernel.chunks_exact(outputs) {
            scale.iter_mut().zip(row).for_each(|(largest, w)| *largest = largest.max(w.abs()));
        }
        scale.iter_mut().for_each(|largest| *largest /= f32::from(LARGEST));
        let code = |(w, &scale): (&f32, &f32)| if scale > 0.0 { (w / scale).round_ties_even() as i8 } else { 0 };
        let codes = kernel.chunks_exact(outputs).flat_map(|row| row.iter().zip(&scale).map(code)).collect();
        Self { codes, scale }
    }

    /// The kernel that the codes stand for.
    pub(super) fn kernel(&self) -> Vec<f32> {
        let value = |(&code, scale): (&i8, &f32)| f32::from(code) * scale;
        self.codes.chunks_exact(self.scale.len()).flat_map(|row| row.iter().zip(&self.scale).map(value)).collect()
    }
}
