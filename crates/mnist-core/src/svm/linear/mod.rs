//! The one-vs-rest linear machine: [`LinearSvc`].

mod dual;
mod model;
mod params;

pub use model::LinearSvc;
pub use params::LinearSvcParams;
