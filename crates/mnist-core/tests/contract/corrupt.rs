//! Files of tensors with something wrong in them.

use mnist_core::tensors::TensorFile;

/// What happens to one tensor on its way into a copy.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Damage {
    /// It is left out.
    Missing,
    /// It gets a leading dimension of 1.
    Misshaped,
    /// Its last value becomes NaN, if it has floats.
    NotANumber,
}

/// A copy of `file` with one tensor damaged, for each of its tensors; without those that the damage leaves as they are.
pub(crate) fn damaged(file: &TensorFile, damage: Damage) -> Vec<(String, TensorFile)> {
    let copies = file.names().map(|victim| {
        let mut copy = TensorFile::default();
        file.names().for_each(|name| put(file, &mut copy, name, (name == victim).then_some(damage)));
        (victim.to_owned(), copy)
    });
    copies.filter(|(_, copy)| copy != file).collect()
}

/// A copy of `file` with the tensors that `keep` is true for, in the order of their names.
pub(crate) fn subset(file: &TensorFile, keep: &[bool]) -> TensorFile {
    let mut copy = TensorFile::default();
    for (name, _) in file.names().zip(keep).filter(|(_, keep)| **keep) {
        put(file, &mut copy, name, None);
    }
    copy
}

fn put(from: &TensorFile, to: &mut TensorFile, name: &str, damage: Option<Damage>) {
    macro_rules! put_if {
        ($get:ident, $put:ident, $nan:expr) => {
            if let Ok((mut shape, mut values)) = from.$get(name) {
                match damage {
                    Some(Damage::Missing) => return,
                    Some(Damage::Misshaped) => shape.insert(0, 1),
                    Some(Damage::NotANumber) => values.iter_mut().last().into_iter().for_each($nan),
                    None => {}
                }
                to.$put(name, &shape, &values);
            }
        };
    }
    put_if!(f32, put_f32, |v| *v = f32::NAN);
    put_if!(f64, put_f64, |v| *v = f64::NAN);
    put_if!(i8, put_i8, |_| {});
    put_if!(u8, put_u8, |_| {});
    put_if!(u32, put_u32, |_| {});
    put_if!(i32, put_i32, |_| {});
}
