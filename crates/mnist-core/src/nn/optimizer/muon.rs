//! Muon: momentum, orthogonalised (Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024).
//!
//! A step along `U Vᵀ` in place of the momentum `U S Vᵀ` learns from rare directions as fast as from frequent ones. It is scaled as
//! Liu et al. do ("Muon is Scalable for LLM Training", 2025), so that weights move about as far as AdamW's at the same learning rate.

use crate::linalg::add_scaled;

/// Decay of the momentum, and its share in the step (Nesterov).
const MOMENTUM: f64 = 0.95;
/// Root mean square of AdamW's steps.
const RMS: f64 = 0.2;
const ITERATIONS: usize = 5;
/// Of the odd polynomial that each iteration applies to the singular values: steep at 0, within 0.7 to 1.2 after five.
const POLYNOMIAL: [f64; 3] = [3.4445, -4.775, 2.0315];

/// Adds the gradient, `[rows, columns]`, to the momentum, and gives the step that follows.
pub(super) fn direction(momentum: &mut [f32], gradient: &[f64], columns: usize) -> Vec<f64> {
    let look_ahead = |(kept, g): (&mut f32, &f64)| {
        let mean = MOMENTUM * f64::from(*kept) + (1.0 - MOMENTUM) * g;
        *kept = mean as f32;
        MOMENTUM * mean + (1.0 - MOMENTUM) * g
    };
    let ahead: Vec<f64> = momentum.iter_mut().zip(gradient).map(look_ahead).collect();
    let rows = gradient.len() / columns;
    let scale = RMS * (rows.max(columns) as f64).sqrt();
    let mut step = orthogonalised(&ahead, columns);
    step.iter_mut().for_each(|value| *value *= scale);
    step
}

/// `matrix` with its singular values brought near 1, by Newton and Schulz's iteration.
///
/// With `G = XᵀX`, an iteration is `X (a I + b G + c G²)`: a product of small symmetric matrices that commute, so that the large
/// one is multiplied only once, at the end.
fn orthogonalised(matrix: &[f64], columns: usize) -> Vec<f64> {
    let length = matrix.iter().map(|v| v * v).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    let unit: Vec<f64> = matrix.iter().map(|v| v / length).collect();
    let mut gram = gram(&unit, columns);
    let mut factor = polynomial(&gram, columns);
    let mut product = factor.clone();
    for _ in 1..ITERATIONS {
        gram = multiplied(&multiplied(&factor, &gram, columns), &factor, columns);
        factor = polynomial(&gram, columns);
        product = multiplied(&product, &factor, columns);
    }
    multiplied(&unit, &product, columns)
}

fn polynomial(gram: &[f64], columns: usize) -> Vec<f64> {
    let [a, b, c] = POLYNOMIAL;
    let square = multiplied(gram, gram, columns);
    let mut factor: Vec<f64> = gram.iter().zip(&square).map(|(g, s)| b * g + c * s).collect();
    factor.iter_mut().step_by(columns + 1).for_each(|diagonal| *diagonal += a);
    factor
}

/// `matrixᵀ matrix`.
fn gram(matrix: &[f64], columns: usize) -> Vec<f64> {
    let mut gram = vec![0.0; columns * columns];
    for row in matrix.chunks_exact(columns) {
        for (sums, &a) in gram.chunks_exact_mut(columns).zip(row) {
            add_scaled(sums, a, row);
        }
    }
    gram
}

/// `left`, `[rows, side]`, times `right`, `[side, side]`.
fn multiplied(left: &[f64], right: &[f64], side: usize) -> Vec<f64> {
    let mut out = vec![0.0; left.len()];
    for (left, out) in left.chunks_exact(side).zip(out.chunks_exact_mut(side)) {
        for (&value, right) in left.iter().zip(right.chunks_exact(side)) {
            add_scaled(out, value, right);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn random(rows: usize, columns: usize, seed: u64) -> Vec<f64> {
        let mut rng = Rng::new(seed, 0);
        (0..rows * columns).map(|_| rng.between(-1.0, 1.0)).collect()
    }

    /// The iteration as the paper writes it, on the matrix itself: `X <- a X + b X (XᵀX) + c X (XᵀX)²`.
    fn plain(matrix: &[f64], columns: usize) -> Vec<f64> {
        let length = matrix.iter().map(|v| v * v).sum::<f64>().sqrt();
        let mut x: Vec<f64> = matrix.iter().map(|v| v / length).collect();
        for _ in 0..ITERATIONS {
            let g = gram(&x, columns);
            let once = multiplied(&x, &g, columns);
            let twice = multiplied(&once, &g, columns);
            let [a, b, c] = POLYNOMIAL;
            x = (0..x.len()).map(|i| a * x[i] + b * once[i] + c * twice[i]).collect();
        }
        x
    }

    #[test]
    fn it_is_the_iteration_on_the_matrix_itself() {
        for (seed, (rows, columns)) in [(9, 16), (144, 32), (40, 40), (1, 5), (7, 1)].into_iter().enumerate() {
            let matrix = random(rows, columns, seed as u64);
            let found = orthogonalised(&matrix, columns);
            for (f, e) in found.iter().zip(plain(&matrix, columns)) {
                assert!((f - e).abs() < 1e-9, "{rows} x {columns}: {f}, expected {e}");
            }
        }
    }

    #[test]
    fn all_directions_become_about_as_long() {
        let columns = 12;
        let step = orthogonalised(&random(90, columns, 1), columns);
        for seed in 0..50 {
            let way = random(columns, 1, 100 + seed);
            let moved: Vec<f64> =
                step.chunks_exact(columns).map(|row| row.iter().zip(&way).map(|(a, b)| a * b).sum()).collect();
            let length = |v: &[f64]| v.iter().map(|x| x * x).sum::<f64>().sqrt();
            assert!((0.6..1.3).contains(&(length(&moved) / length(&way))));
        }
    }

    #[test]
    fn nothing_stays_nothing() {
        assert!(orthogonalised(&[0.0; 12], 4).iter().all(|&value| value == 0.0));
    }

    #[test]
    fn steps_have_the_length_of_adamw() {
        let (rows, columns) = (288, 32);
        let mut momentum = vec![0.0; rows * columns];
        let step = direction(&mut momentum, &random(rows, columns, 3), columns);
        let rms = (step.iter().map(|v| v * v).sum::<f64>() / step.len() as f64).sqrt();
        assert!((0.14..0.26).contains(&rms), "{rms}");
    }

    #[test]
    fn momentum_forgets() {
        let mut momentum = vec![0.0f32; 6];
        direction(&mut momentum, &[1.0; 6], 3);
        direction(&mut momentum, &[0.0; 6], 3);
        assert!(momentum.iter().all(|&m| (f64::from(m) - 0.05 * 0.95).abs() < 1e-7));
    }
}
