//! The sizes of a convolution.

/// Sizes of a convolution, all at least 1 but the padding. Padding below and to the right is whatever the output needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConvShape {
    /// Images.
    pub batch: usize,
    /// Rows of an image.
    pub in_height: usize,
    /// Columns of an image.
    pub in_width: usize,
    /// Channels of an image.
    pub in_channels: usize,
    /// Rows of a filter.
    pub filter_height: usize,
    /// Columns of a filter.
    pub filter_width: usize,
    /// Rows from one place of the filter to the next.
    pub stride_height: usize,
    /// Columns from one place of the filter to the next.
    pub stride_width: usize,
    /// Rows of zeros above.
    pub pad_top: usize,
    /// Columns of zeros to the left.
    pub pad_left: usize,
    /// Rows of the outcome.
    pub out_height: usize,
    /// Columns of the outcome.
    pub out_width: usize,
    /// Filters.
    pub out_channels: usize,
}

impl ConvShape {
    /// Values of one image.
    pub fn input_size(&self) -> usize {
        self.in_height * self.in_width * self.in_channels
    }

    /// Values that one image becomes.
    pub fn output_size(&self) -> usize {
        self.out_height * self.out_width * self.out_channels
    }

    /// Values of all filters.
    pub fn filter_size(&self) -> usize {
        self.filter_height * self.row_depth() * self.out_channels
    }

    /// Values of an image that one row of a filter touches.
    pub(super) fn row_depth(&self) -> usize {
        self.filter_width * self.in_channels
    }

    /// Rows and columns that an image needs around it for every place of the filter.
    pub(super) fn padded(&self) -> (usize, usize) {
        let height = (self.out_height - 1) * self.stride_height + self.filter_height;
        let width = (self.out_width - 1) * self.stride_width + self.filter_width;
        (height.max(self.pad_top + self.in_height), width.max(self.pad_left + self.in_width))
    }
}

/// Puts `image` into `padded`, whose rows are `width` pixels wide and whose other values stay: they are the zeros around it.
pub(super) fn pad(shape: &ConvShape, width: usize, image: &[f32], padded: &mut [f32]) {
    let row = shape.in_width * shape.in_channels;
    for (y, from) in image.chunks_exact(row).enumerate() {
        let start = ((y + shape.pad_top) * width + shape.pad_left) * shape.in_channels;
        padded[start..start + row].copy_from_slice(from);
    }
}
