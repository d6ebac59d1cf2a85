//! Named tensors in one file, in the safetensors format (<https://github.com/huggingface/safetensors>).

use std::collections::BTreeMap;

use safetensors::tensor::{Dtype, TensorView};
use safetensors::{SafeTensorError, SafeTensors};

use crate::error::Coded;

/// What can be wrong with a file of tensors.
#[derive(Debug, thiserror::Error)]
pub enum TensorError {
    /// Not safetensors, cut short, or with offsets that do not fit.
    #[error("not a valid safetensors file: {0}")]
    Format(String),
    /// A tensor that the model needs is not there.
    #[error("tensor {name} is missing: the file does not belong to this model")]
    Missing {
        /// Its full name.
        name: String,
    },
    /// A tensor is there with another type or shape, or with values it cannot have.
    #[error("tensor {name}: expected {expected}, found {found}")]
    Mismatch {
        /// Its full name.
        name: String,
        /// What would have been right.
        expected: String,
        /// What came.
        found: String,
    },
}

impl TensorError {
    /// A tensor that is not what it should be.
    pub(crate) fn mismatch(name: &str, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self::Mismatch { name: name.into(), expected: expected.into(), found: found.into() }
    }
}

impl Coded for TensorError {
    fn code(&self) -> &'static str {
        match self {
            Self::Format(_) => "tensors-format",
            Self::Missing { .. } => "tensors-missing",
            Self::Mismatch { .. } => "tensors-mismatch",
        }
    }
}

/// Little-endian values of one type and their shape, row-major.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tensor {
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

/// Tensors by name. Names are sorted, so the same tensors always give the same bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TensorFile {
    tensors: BTreeMap<String, Tensor>,
}

macro_rules! accessors {
    ($put:ident, $get:ident, $type:ty, $dtype:expr, $name:literal) => {
        #[doc = concat!("Adds `", $name, "` values under `name`, replacing what was there.")]
        pub fn $put(&mut self, name: &str, shape: &[usize], values: &[$type]) {
            debug_assert_eq!(shape.iter().product::<usize>(), values.len());
            let bytes = values.iter().flat_map(|v| v.to_le_bytes()).collect();
            self.tensors.insert(name.into(), Tensor { dtype: $dtype, shape: shape.to_vec(), bytes });
        }

        #[doc = concat!("The shape and the `", $name, "` values under `name`.\n\n# Errors\n[`TensorError::Missing`], [`TensorError::Mismatch`] on another type.")]
        pub fn $get(&self, name: &str) -> Result<(Vec<usize>, Vec<$type>), TensorError> {
            let tensor = self.tensors.get(name).ok_or_else(|| TensorError::Missing { name: name.into() })?;
            if tensor.dtype != $dtype {
                return Err(TensorError::Mismatch {
                    name: name.into(),
                    expected: $name.into(),
                    found: format!("{:?}", tensor.dtype),
                });
            }
            let (chunks, _) = tensor.bytes.as_chunks::<{ size_of::<$type>() }>();
            Ok((tensor.shape.clone(), chunks.iter().map(|&c| <$type>::from_le_bytes(c)).collect()))
        }
    };
}

impl TensorFile {
    accessors!(put_f32, f32, f32, Dtype::F32, "F32");
    accessors!(put_f64, f64, f64, Dtype::F64, "F64");
    accessors!(put_i8, i8, i8, Dtype::I8, "I8");
    accessors!(put_u8, u8, u8, Dtype::U8, "U8");
    accessors!(put_u32, u32, u32, Dtype::U32, "U32");
    accessors!(put_i32, i32, i32, Dtype::I32, "I32");

    /// Finite `f32` values under `name`, of exactly this shape.
    ///
    /// # Errors
    /// [`TensorError::Missing`], [`TensorError::Mismatch`].
    pub fn f32_of_shape(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, TensorError> {
        let (found, values) = self.f32(name)?;
        let mismatch = |expected: String, found: String| TensorError::Mismatch { name: name.into(), expected, found };
        if found != shape {
            return Err(mismatch(format!("shape {shape:?}"), format!("shape {found:?}")));
        }
        if let Some(at) = values.iter().position(|v| !v.is_finite()) {
            return Err(mismatch("finite values".into(), format!("{} at {at}", values[at])));
        }
        Ok(values)
    }

    /// Names in their order in the file.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tensors.keys().map(String::as_str)
    }

    /// Reads a file, copying its tensors.
    ///
    /// # Errors
    /// [`TensorError::Format`] for anything that is not a whole, valid file.
    pub fn parse(bytes: &[u8]) -> Result<Self, TensorError> {
        let file = SafeTensors::deserialize(bytes).map_err(format_error)?;
        let mut tensors = BTreeMap::new();
        for (name, view) in file.iter() {
            let tensor = Tensor { dtype: view.dtype(), shape: view.shape().to_vec(), bytes: view.data().to_vec() };
            tensors.insert(name.to_owned(), tensor);
        }
        Ok(Self { tensors })
    }

    /// The bytes of the file; the same tensors give the same bytes.
    ///
    /// # Errors
    /// [`TensorError::Format`] when a shape does not fit its values.
    pub fn serialize(&self) -> Result<Vec<u8>, TensorError> {
        let views = self
            .tensors
            .iter()
            .map(|(name, t)| Ok((name, TensorView::new(t.dtype, t.shape.clone(), &t.bytes).map_err(format_error)?)))
            .collect::<Result<Vec<_>, TensorError>>()?;
        safetensors::serialize(views, None).map_err(format_error)
    }
}

fn format_error(error: SafeTensorError) -> TensorError {
    TensorError::Format(error.to_string())
}
