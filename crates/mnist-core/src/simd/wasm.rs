//! WebAssembly's simd128.

use core::arch::wasm32::{i32x4_add, i32x4_dot_i16x8, i32x4_splat, u16x8_load_extend_u8x8, v128, v128_store};

use super::{Column, LANES, Pair};

/// As the scalar version.
#[allow(unsafe_code)]
#[inline(never)]
pub(crate) fn pair_dots(tile: &[Column], left: &[Pair]) -> [i32; LANES] {
    let mut sums = [i32x4_splat(0); LANES / 4];
    for pair in left {
        let bytes = tile[pair.index()].0.as_chunks::<8>().0;
        let features = i32x4_splat(pair.packed());
        for (sum, bytes) in sums.iter_mut().zip(bytes) {
            // SAFETY: the pointer is that of 8 readable bytes and needs no alignment.
            let wide = unsafe { u16x8_load_extend_u8x8(bytes.as_ptr()) };
            *sum = i32x4_add(*sum, i32x4_dot_i16x8(wide, features));
        }
    }
    let mut out = [0; LANES];
    for (out, sum) in out.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
        // SAFETY: the pointer is that of 16 writable bytes and needs no alignment.
        unsafe { v128_store(out.as_mut_ptr().cast::<v128>(), sum) };
    }
    out
}
