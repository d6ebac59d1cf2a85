//! A fully connected layer.

/// `out[b, o] = bias[o] + sum over i of x[b, i] kernel[i, o]`, and 0 where that is negative when `relu`.
#[inline(never)]
pub fn dense(x: &[f32], kernel: &[f32], bias: &[f32], relu: bool, out: &mut [f32]) {
    let units = bias.len();
    let Some(inputs) = kernel.len().checked_div(units) else { return };
    for (x, out) in x.chunks_exact(inputs.max(1)).zip(out.chunks_exact_mut(units)) {
        out.copy_from_slice(bias);
        for (&value, row) in x.iter().zip(kernel.chunks_exact(units)) {
            // After a ReLU most values are 0.
            if value != 0.0 {
                out.iter_mut().zip(row).for_each(|(sum, weight)| *sum += value * weight);
            }
        }
        if relu {
            out.iter_mut().for_each(|v| *v = if *v < 0.0 { 0.0 } else { *v });
        }
    }
}
