//! Variables in which the objective is easier to minimise. On MNIST's pixels they bring the iterations to convergence from
//! 160 to 65, on HOG features from more than 300 to 95.

use super::objective::LANES;
use crate::estimator::EstimatorError;
use crate::linalg::{Cholesky, covariance};
use crate::matrix::Matrix;

/// Samples that the second moments are taken from, evenly spaced.
const MAX_SAMPLES: usize = 4096;
/// Factoring grows with the cube of the features; beyond this many only the diagonal is used.
const MAX_FEATURES: usize = 2048;
/// What p (1 - p) of a class is on average when the classifier is nearly trained; 0.09 before, when all p are 1/10.
const CURVATURE: f64 = 0.02;

/// Second moments of some of the samples: those of the features and, last, the constant 1 of the intercept.
pub(super) enum Moments {
    /// `[features + 1, features + 1]`.
    Full { values: Vec<f64>, size: usize },
    /// Each feature's own.
    Diagonal(Vec<f64>),
}

impl Moments {
    /// `tick` is asked now and then whether to go on.
    ///
    /// # Errors
    /// [`EstimatorError::Cancelled`].
    pub(super) fn new(x: &Matrix, tick: &mut dyn FnMut() -> bool) -> Result<Self, EstimatorError> {
        let x = subsample(x)?;
        if x.cols() <= MAX_FEATURES { Self::full(&x, tick) } else { Ok(Self::Diagonal(diagonal(&x))) }
    }

    fn full(x: &Matrix, tick: &mut dyn FnMut() -> bool) -> Result<Self, EstimatorError> {
        let (n_features, size) = (x.cols(), x.cols() + 1);
        let moments = covariance(x, &vec![0.0; n_features], &mut |_| tick())?;
        let mut values = vec![0.0; size * size];
        for (to, from) in values.chunks_exact_mut(size).zip(moments.chunks_exact(n_features)) {
            to[..n_features].copy_from_slice(from);
        }
        for (j, mean) in means(x).into_iter().enumerate() {
            values[j * size + n_features] = mean;
            values[n_features * size + j] = mean;
        }
        // A little more than 1, so that features whose sum is constant leave it positive definite.
        values[size * size - 1] = 1.001;
        Ok(Self::Full { values, size })
    }
}

/// An approximation of the objective's Hessian, the same matrix for each class: `CURVATURE` times the second moments plus
/// the penalty, after Bohning, "Multinomial Logistic Regression Algorithm", 1992. The variables are its square root (the
/// transpose of its lower factor) times the parameters. Both are `[features + 1, LANES]`.
pub(super) enum Preconditioner {
    /// Factored.
    Full(Cholesky),
    /// The inverse square root of its diagonal.
    Diagonal(Vec<f64>),
}

impl Preconditioner {
    pub(super) fn new(moments: &Moments, penalty: f64) -> Self {
        let diagonal = match moments {
            Moments::Full { values, size } => {
                if let Some(factored) = Cholesky::new(matrix(values, *size, penalty), *size) {
                    return Self::Full(factored);
                }
                values.iter().step_by(size + 1).copied().collect()
            }
            Moments::Diagonal(values) => values.clone(),
        };
        let (last, features) = diagonal.split_last().unwrap_or((&1.0, &[]));
        // Sums of huge features overflow; nothing must be infinite or 0 here, because the inverse is wanted too.
        let inverse_root = |curvature: f64| 1.0 / curvature.min(1e200).sqrt();
        let features = features.iter().map(|value| inverse_root(CURVATURE * value + penalty));
        Self::Diagonal(features.chain([inverse_root(CURVATURE * last)]).collect())
    }

    /// From variables to parameters.
    pub(super) fn to_parameters(&self, variables: &mut [f64]) {
        let (vectors, _) = variables.as_chunks_mut::<LANES>();
        match self {
            Self::Full(factored) => factored.solve_upper(vectors),
            Self::Diagonal(inverse) => scale(vectors, inverse.iter().copied()),
        }
    }

    /// From parameters to variables.
    pub(super) fn to_variables(&self, parameters: &mut [f64]) {
        let (vectors, _) = parameters.as_chunks_mut::<LANES>();
        match self {
            Self::Full(factored) => factored.multiply_upper(vectors),
            Self::Diagonal(inverse) => scale(vectors, inverse.iter().map(|v| 1.0 / v)),
        }
    }

    /// From the gradient by the parameters to the gradient by the variables.
    pub(super) fn gradient_to_variables(&self, gradient: &mut [f64]) {
        let (vectors, _) = gradient.as_chunks_mut::<LANES>();
        match self {
            Self::Full(factored) => factored.solve_lower(vectors),
            Self::Diagonal(inverse) => scale(vectors, inverse.iter().copied()),
        }
    }
}

fn matrix(moments: &[f64], size: usize, penalty: f64) -> Vec<f64> {
    let mut matrix: Vec<f64> = moments.iter().map(|value| CURVATURE * value).collect();
    // The intercept, last, is not penalised.
    matrix.iter_mut().step_by(size + 1).take(size - 1).for_each(|value| *value += penalty);
    matrix
}

fn scale(vectors: &mut [[f64; LANES]], factors: impl Iterator<Item = f64>) {
    for (vector, factor) in vectors.iter_mut().zip(factors) {
        vector.iter_mut().for_each(|v| *v *= factor);
    }
}

fn subsample(x: &Matrix) -> Result<Matrix, EstimatorError> {
    let step = x.rows().div_ceil(MAX_SAMPLES).max(1);
    let indices: Vec<u32> = (0..x.rows()).step_by(step).map(|i| i as u32).collect();
    x.select_rows(&indices)
}

fn diagonal(x: &Matrix) -> Vec<f64> {
    column_means(x, |v| v * v).chain([1.0]).collect()
}

fn means(x: &Matrix) -> Vec<f64> {
    column_means(x, |v| v).collect()
}

fn column_means(x: &Matrix, term: impl Fn(f64) -> f64) -> impl Iterator<Item = f64> {
    let mut sums = vec![0.0f64; x.cols()];
    for i in 0..x.rows() {
        sums.iter_mut().zip(x.row(i)).for_each(|(sum, &v)| *sum += term(f64::from(v)));
    }
    let n = x.rows() as f64;
    sums.into_iter().map(move |sum| sum / n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;

    fn samples() -> Matrix {
        let mut rng = Rng::new(1, 0);
        Matrix::new(40, 5, (0..200).map(|_| rng.normal() as f32).collect()).unwrap()
    }

    /// The square root times its transpose is the matrix: to the gradient by the variables and on to parameters is its
    /// inverse.
    #[test]
    fn both_ways_together_undo_the_matrix() {
        let mut rng = Rng::new(2, 0);
        let Moments::Full { values, size } = Moments::new(&samples(), &mut || true).unwrap() else { panic!("few") };
        let matrix = matrix(&values, size, 0.1);
        let expected: Vec<f64> = (0..6 * LANES).map(|_| rng.normal()).collect();
        let (vectors, _) = expected.as_chunks::<LANES>();
        let mut product: Vec<f64> = matrix
            .chunks_exact(6)
            .flat_map(|row| (0..LANES).map(|lane| row.iter().zip(vectors).map(|(m, v)| m * v[lane]).sum()))
            .collect();
        let preconditioner = Preconditioner::new(&Moments::Full { values, size }, 0.1);
        preconditioner.gradient_to_variables(&mut product);
        preconditioner.to_parameters(&mut product);
        assert!(product.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-10));
    }

    #[test]
    fn variables_and_parameters_are_each_others_inverses() {
        for moments in
            [Moments::new(&samples(), &mut || true).unwrap(), Moments::Diagonal(vec![1.0, 0.0, 3.0, 2.0, 5.0, 1.0])]
        {
            let preconditioner = Preconditioner::new(&moments, 0.1);
            let expected: Vec<f64> = (0..6 * LANES).map(|i| i as f64).collect();
            let mut values = expected.clone();
            preconditioner.to_variables(&mut values);
            assert!(values != expected);
            preconditioner.to_parameters(&mut values);
            assert!(values.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-9));
        }
    }

    #[test]
    fn the_diagonal_is_that_of_the_matrix() {
        let x = Matrix::new(2, 2, vec![1.0, 0.0, 3.0, 0.0]).unwrap();
        assert_eq!(diagonal(&x), [5.0, 0.0, 1.0]);
        let Preconditioner::Diagonal(inverse) = Preconditioner::new(&Moments::Diagonal(diagonal(&x)), 0.5) else {
            panic!("not full")
        };
        let expected = [CURVATURE * 5.0 + 0.5, 0.5, CURVATURE].map(|v| 1.0 / v.sqrt());
        assert_eq!(inverse, expected);
    }

    #[test]
    fn many_features_use_the_diagonal() {
        let x = Matrix::new(2, MAX_FEATURES + 1, vec![1.0; 2 * (MAX_FEATURES + 1)]).unwrap();
        assert!(matches!(Moments::new(&x, &mut || true).unwrap(), Moments::Diagonal(_)));
    }
}
