//! The little linear algebra that features need: products of matrices, covariance, leading eigenvectors.

mod covariance;
mod eigen;
mod jacobi;
mod panels;

pub(crate) use covariance::covariance;
pub(crate) use eigen::{Eigenpairs, leading_eigenpairs};
pub(crate) use panels::{Panels, product};
