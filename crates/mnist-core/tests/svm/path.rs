//! Machines along C in one plan, each starting from the one before it, against machines fitted alone.

use mnist_core::error::Coded as _;
use mnist_core::matrix::Matrix;
use mnist_core::plan::FitPlan as _;
use mnist_core::svm::{Gamma, Kernel, Svc, SvcParams, SvcPlan};
use proptest::prelude::*;

use crate::problems::{bytes, fit, gap, problem};

fn path(params: &SvcParams, cs: &[f64], x: &Matrix, labels: &[u8]) -> Vec<Svc> {
    let mut plan = SvcPlan::new(params, cs, x, labels).unwrap();
    let parts: Vec<_> = (0..plan.n_parts()).map(|part| plan.run(part, &mut |_| true).unwrap()).collect();
    plan.machines(&parts).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn each_machine_is_as_good_as_one_fitted_alone(seed in any::<u64>(), rows in 9usize..150, rbf in any::<bool>()) {
        let (x, labels) = problem(seed, rows, 3, &[0, 4, 7]);
        let kernel = if rbf { Kernel::Rbf } else { Kernel::Linear };
        let params = SvcParams { kernel, gamma: Gamma::Value(0.3), tol: 1e-4, ..SvcParams::default() };
        let cs = [10.0, 0.1, 1.0, 1.0];
        for (c, machine) in cs.into_iter().zip(path(&params, &cs, &x, &labels)) {
            let alone = fit(&SvcParams { c, ..params.clone() }, &x, &labels);
            for (warm, cold) in machine.reports().iter().zip(alone.reports()) {
                prop_assert!(warm.gap < 1e-4, "{:?}", warm);
                prop_assert!((warm.objective - cold.objective).abs() <= 1e-5 * cold.objective.abs(), "{:?} {:?}", warm, cold);
            }
        }
    }

    /// Not by what the solver says of itself.
    #[test]
    fn the_gap_is_that_of_the_machine(seed in any::<u64>(), rows in 8usize..150) {
        let (x, labels) = problem(seed, rows, 3, &[2, 3]);
        let cs = [0.5, 4.0];
        for (c, machine) in cs.into_iter().zip(path(&SvcParams::default(), &cs, &x, &labels)) {
            let measured = gap(&machine, c, &x, &labels);
            prop_assert!((measured - machine.reports()[0].gap).abs() < 2e-5, "{} instead of {:?}", measured, machine.reports());
        }
    }
}

#[test]
fn machines_come_in_the_callers_order() {
    let (x, labels) = problem(1, 90, 3, &[1, 5, 6]);
    let machines = |cs: &[f64]| path(&SvcParams::default(), cs, &x, &labels).iter().map(bytes).collect::<Vec<_>>();
    let [a, b, c] = <[Vec<u8>; 3]>::try_from(machines(&[0.2, 3.0, 30.0])).unwrap();
    assert!(a != b && b != c);
    assert!(machines(&[30.0, 0.2, 3.0]) == [c, a.clone(), b]);
    assert!(machines(&[0.2]) == [a]);
}

#[test]
fn values_out_of_range_are_refused() {
    let (x, labels) = problem(1, 10, 3, &[1, 5]);
    for cs in [[1.0, 0.0], [f64::NAN, 1.0], [1.0, 1e31]] {
        let error = SvcPlan::new(&SvcParams::default(), &cs, &x, &labels).err().unwrap();
        assert_eq!(error.code(), "estimator-parameter");
        assert!(error.to_string().contains("Cs"), "{error}");
    }
}
