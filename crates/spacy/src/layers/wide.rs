//! The widest vectors that the processor has, chosen while the program runs.
//!
//! A kernel is written once, over arrays; here it is compiled three times: for AVX-512, for AVX2
//! and for whatever every processor of the platform has. All three give the same bits: a kernel
//! says itself in which order it sums, and multiplies and adds with [`f32::mul_add`], which rounds
//! once wherever it runs (in software, and slowly, where the processor has no such instruction).

/// Arithmetic that is worth compiling for each kind of vectors.
pub(crate) trait Kernel {
    /// Does the work. `TILE` is how many rows of 16 numbers fit the registers together.
    ///
    /// An implementation is `#[inline(always)]`, as is all that it calls: only what becomes a
    /// part of the functions below is compiled for their vectors.
    fn run<const TILE: usize>(self);
}

/// Runs a kernel on the widest vectors there are.
#[inline]
pub(crate) fn widest(kernel: impl Kernel) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        if has!("avx512f") && has!("avx512vl") && has!("avx2") && has!("fma") {
            // SAFETY: the processor has just said that it has what the function is compiled for.
            #[expect(unsafe_code, reason = "a call that needs what the line above checks")]
            return unsafe { avx512(kernel) };
        }
        if has!("avx2") && has!("fma") {
            // SAFETY: as above.
            #[expect(unsafe_code, reason = "a call that needs what the line above checks")]
            return unsafe { avx2(kernel) };
        }
    }
    kernel.run::<4>();
}

/// 32 registers of 16 numbers.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vl,avx2,fma")]
fn avx512(kernel: impl Kernel) {
    kernel.run::<8>();
}

/// 16 registers of 8 numbers.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2(kernel: impl Kernel) {
    kernel.run::<4>();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::Packed;

    /// A product, its result kept.
    struct Product<'a>(&'a Packed, &'a [f32], &'a mut [f32]);

    impl Kernel for Product<'_> {
        #[inline(always)]
        fn run<const TILE: usize>(self) {
            let inner = self.0.inner();
            self.0.product::<TILE>(self.1, |row| row * inner, self.2);
        }
    }

    #[test]
    fn all_vectors_give_the_same_bits() {
        let number = |i: usize| (i as f32 * 0.73).sin() * 1.7;
        let (rows, inner, outputs) = (19, 61, 37);
        let weights: Vec<f32> = (0..inner * outputs).map(number).collect();
        let packed = Packed::new(outputs, inner, &weights);
        let input: Vec<f32> = (0..rows * inner).map(|i| number(i * 3 + 1)).collect();
        let mut expected = vec![0.0f32; rows * outputs];
        for (i, sum) in expected.iter_mut().enumerate() {
            let row = &input[i / outputs * inner..][..inner];
            let column = &weights[i % outputs * inner..][..inner];
            for (a, b) in row.iter().zip(column) {
                *sum = a.mul_add(*b, *sum);
            }
        }
        let kernels: [fn(Product); 4] = [
            |kernel| widest(kernel),
            |kernel| kernel.run::<4>(),
            |kernel| kernel.run::<8>(),
            // As on a processor that has AVX2 and not AVX-512.
            avx2_if_there,
        ];
        for kernel in kernels {
            let mut found = vec![0.0; rows * outputs];
            kernel(Product(&packed, &input, &mut found));
            assert_eq!(found, expected);
        }
    }

    fn avx2_if_there(kernel: Product) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma")
        {
            // SAFETY: the processor has just said that it has what the function is compiled for.
            #[expect(unsafe_code, reason = "a call that needs what the line above checks")]
            return unsafe { avx2(kernel) };
        }
        kernel.run::<4>();
    }
}
