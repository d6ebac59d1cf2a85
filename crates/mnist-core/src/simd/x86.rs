//! SSE2, which is part of x86-64.

use core::arch::x86_64::{__m128i, _mm_add_epi32, _mm_loadu_si128, _mm_madd_epi16, _mm_set1_epi32, _mm_storeu_si128};

/// Four sums or eight features.
pub(super) type Four = __m128i;

#[allow(unsafe_code)]
#[inline(always)]
pub(super) fn splat(value: i32) -> Four {
    // SAFETY: x86-64 has SSE2.
    unsafe { _mm_set1_epi32(value) }
}

/// `sum + a . b`, pair by pair.
#[allow(unsafe_code)]
#[inline(always)]
pub(super) fn add_dot(sum: Four, a: Four, b: Four) -> Four {
    // SAFETY: x86-64 has SSE2.
    unsafe { _mm_add_epi32(sum, _mm_madd_epi16(a, b)) }
}

#[allow(unsafe_code)]
#[inline(always)]
pub(super) fn load(from: &[i16; 8]) -> Four {
    // SAFETY: the pointer is that of 16 readable bytes and needs no alignment; x86-64 has SSE2.
    unsafe { _mm_loadu_si128(from.as_ptr().cast()) }
}

#[allow(unsafe_code)]
#[inline(always)]
pub(super) fn store(to: &mut [i32; 4], value: Four) {
    // SAFETY: the pointer is that of 16 writable bytes and needs no alignment; x86-64 has SSE2.
    unsafe { _mm_storeu_si128(to.as_mut_ptr().cast(), value) }
}
