//! SSE2.

use core::arch::x86_64::{
    __m128i, _mm_add_epi32, _mm_loadu_si128, _mm_madd_epi16, _mm_set1_epi32, _mm_setzero_si128, _mm_storeu_si128,
    _mm_unpackhi_epi8, _mm_unpacklo_epi8,
};

use super::{Column, LANES, Pair};

/// As the scalar version.
#[allow(unsafe_code)]
#[inline(never)]
pub(crate) fn pair_dots(tile: &[Column], left: &[Pair]) -> [i32; LANES] {
    // SAFETY: SSE2 is part of x86-64.
    let zero = unsafe { _mm_setzero_si128() };
    let mut sums = [zero; LANES / 4];
    for pair in left {
        let bytes = tile[pair.index()].0.as_chunks::<16>().0;
        // SAFETY: as above.
        let features = unsafe { _mm_set1_epi32(pair.packed()) };
        for (sums, bytes) in sums.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
            // SAFETY: the pointer is that of 16 readable bytes and needs no alignment.
            unsafe {
                let bytes = _mm_loadu_si128(bytes.as_ptr().cast());
                sums[0] = _mm_add_epi32(sums[0], _mm_madd_epi16(_mm_unpacklo_epi8(bytes, zero), features));
                sums[1] = _mm_add_epi32(sums[1], _mm_madd_epi16(_mm_unpackhi_epi8(bytes, zero), features));
            }
        }
    }
    let mut out = [0; LANES];
    for (out, sum) in out.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
        // SAFETY: the pointer is that of 16 writable bytes and needs no alignment.
        unsafe { _mm_storeu_si128(out.as_mut_ptr().cast::<__m128i>(), sum) };
    }
    out
}
