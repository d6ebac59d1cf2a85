//! How fast a network learns when.

/// The learning rate of a step as a share of the largest: it rises evenly in the first `warmup` steps, then falls to 0 along
/// half a cosine (Loshchilov and Hutter, "SGDR", 2017, without restarts).
pub fn learning_rate_share(step: u32, steps: u32, warmup: u32) -> f64 {
    if step < warmup {
        return f64::from(step + 1) / f64::from(warmup + 1);
    }
    let done = f64::from(step - warmup) / f64::from(steps.saturating_sub(warmup).max(1));
    (1.0 + crate::math::cos(core::f64::consts::PI * done.min(1.0))) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_rises_then_falls_to_nearly_nothing() {
        let shares: Vec<f64> = (0..100).map(|step| learning_rate_share(step, 100, 10)).collect();
        assert!(shares[..10].is_sorted() && shares[10..].is_sorted_by(|a, b| a > b));
        assert_eq!((shares[4], shares[10]), (5.0 / 11.0, 1.0));
        assert!((0.0..0.001).contains(&shares[99]));
    }

    #[test]
    fn no_steps_and_all_warm_up_are_no_harm() {
        assert_eq!(learning_rate_share(0, 0, 0), 1.0);
        assert_eq!(learning_rate_share(3, 4, 9), 0.4);
    }
}
