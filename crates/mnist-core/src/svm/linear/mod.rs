//! The one-vs-rest linear machine: [`LinearSvc`].

mod dual;
mod model;
mod params;
mod plan;

pub use model::LinearSvc;
pub use params::LinearSvcParams;
pub use plan::LinearSvcPlan;
