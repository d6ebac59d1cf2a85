//! The IDX format: how MNIST is published, read and written whole.
//!
//! An IDX file is a magic number (two zero bytes, the element type, the number of dimensions), the dimensions as
//! big-endian `u32`, and the elements, row-major and big-endian (LeCun, Cortes and Burges, "The MNIST database of
//! handwritten digits", section "File formats"). It is mostly published gzipped: unpack it first, with the decoder's `unpackGzip`.
//!
//! [`parse`] and [`write`] know the format; [`MnistImages`] and [`parse_labels`] know what MNIST puts into it.

mod error;
mod mnist;
mod read;
mod write;

pub use error::{Found, IdxError};
pub use mnist::{IMAGE_PIXELS, IMAGE_SIDE, MnistImages, parse_labels};
pub use read::{Limits, parse};
pub use write::write;

/// What an element is, by the third byte of the magic number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementType {
    /// `0x08`, unsigned byte.
    U8,
    /// `0x09`, signed byte.
    I8,
    /// `0x0b`, two bytes.
    I16,
    /// `0x0c`, four bytes.
    I32,
    /// `0x0d`, four bytes, IEEE 754.
    F32,
    /// `0x0e`, eight bytes, IEEE 754.
    F64,
}

impl ElementType {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 6] = [Self::U8, Self::I8, Self::I16, Self::I32, Self::F32, Self::F64];

    /// The third byte of the magic number.
    pub const fn code(self) -> u8 {
        match self {
            Self::U8 => 0x08,
            Self::I8 => 0x09,
            Self::I16 => 0x0b,
            Self::I32 => 0x0c,
            Self::F32 => 0x0d,
            Self::F64 => 0x0e,
        }
    }

    /// The type with this code.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }

    /// Bytes an element takes.
    pub const fn size(self) -> usize {
        match self {
            Self::U8 | Self::I8 => 1,
            Self::I16 => 2,
            Self::I32 | Self::F32 => 4,
            Self::F64 => 8,
        }
    }

    /// `"u8"`, `"i8"`, `"i16"`, `"i32"`, `"f32"` or `"f64"`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::U8 => "u8",
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::F32 => "f32",
            Self::F64 => "f64",
        }
    }
}

/// An array of any shape, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdxArray {
    /// Type of all elements.
    pub element_type: ElementType,
    /// 1 to 255 sizes, the slowest first. One that is 0 makes the array empty.
    pub dims: Vec<u32>,
    /// Product of `dims` elements, row-major, big-endian.
    pub data: Vec<u8>,
}

impl IdxArray {
    /// The elements as numbers, in order; each type fits `f64` exactly.
    pub fn to_f64(&self) -> Vec<f64> {
        fn each<const N: usize>(data: &[u8], value: impl Fn([u8; N]) -> f64) -> Vec<f64> {
            data.as_chunks().0.iter().map(|&bytes| value(bytes)).collect()
        }
        match self.element_type {
            ElementType::U8 => each(&self.data, |b| f64::from(u8::from_be_bytes(b))),
            ElementType::I8 => each(&self.data, |b| f64::from(i8::from_be_bytes(b))),
            ElementType::I16 => each(&self.data, |b| f64::from(i16::from_be_bytes(b))),
            ElementType::I32 => each(&self.data, |b| f64::from(i32::from_be_bytes(b))),
            ElementType::F32 => each(&self.data, |b| f64::from(f32::from_be_bytes(b))),
            ElementType::F64 => each(&self.data, f64::from_be_bytes),
        }
    }
}

/// Bytes that an array of this type and shape takes, or `None` when that overflows 64 bits.
fn byte_count(element_type: ElementType, dims: &[u32]) -> Option<u64> {
    if dims.contains(&0) {
        return Some(0);
    }
    dims.iter().try_fold(element_type.size() as u64, |count, &dim| count.checked_mul(u64::from(dim)))
}
