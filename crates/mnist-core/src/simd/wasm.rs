//! WebAssembly's simd128.

use core::arch::wasm32::{i32x4_add, i32x4_dot_i16x8, i32x4_splat, v128, v128_load, v128_store};

/// Four sums or eight features.
pub(super) type Four = v128;

#[inline(always)]
pub(super) fn splat(value: i32) -> Four {
    i32x4_splat(value)
}

/// `sum + a . b`, pair by pair.
#[inline(always)]
pub(super) fn add_dot(sum: Four, a: Four, b: Four) -> Four {
    i32x4_add(sum, i32x4_dot_i16x8(a, b))
}

#[allow(unsafe_code)]
#[inline(always)]
pub(super) fn load(from: &[i16; 8]) -> Four {
    // SAFETY: the pointer is that of 16 readable bytes and needs no alignment.
    unsafe { v128_load(from.as_ptr().cast()) }
}

#[allow(unsafe_code)]
#[inline(always)]
pub(super) fn store(to: &mut [i32; 4], value: Four) {
    // SAFETY: the pointer is that of 16 writable bytes and needs no alignment.
    unsafe { v128_store(to.as_mut_ptr().cast(), value) }
}
