//! What a thread keeps between texts: nothing of it changes a result.

use crate::layers::Matrix;
use crate::pipes::Memory;

/// Numbers in the largest buffer that is kept; that of an endless text is given back.
const LARGEST: usize = 4 << 20;

/// Buffers that are kept: more than are in use at a time.
const MOST: usize = 8;

/// Memory that is used again for the next texts.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    networks: Vec<Option<Memory>>,
    spare: Vec<Vec<f32>>,
}

impl Scratch {
    /// What the network of this number knows of words, if anything.
    pub(crate) fn memory(&mut self, network: usize) -> &mut Option<Memory> {
        if self.networks.len() <= network {
            self.networks.resize_with(network + 1, || None);
        }
        &mut self.networks[network]
    }

    /// A buffer of so many numbers, whatever they are.
    pub(crate) fn take(&mut self, count: usize) -> Vec<f32> {
        let mut buffer = self.spare.pop().unwrap_or_default();
        buffer.resize(count, 0.0);
        buffer
    }

    /// A matrix of numbers, whatever they are.
    pub(crate) fn matrix(&mut self, rows: usize, cols: usize) -> Matrix {
        let data = self.take(rows * cols);
        Matrix::new(rows, cols, data)
    }

    /// Takes a buffer back.
    pub(crate) fn put(&mut self, buffer: Vec<f32>) {
        let kept = (1..=LARGEST).contains(&buffer.capacity());
        if kept && self.spare.len() < MOST {
            self.spare.push(buffer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_is_used_again_unless_it_is_huge() {
        let mut scratch = Scratch::default();
        scratch.put(vec![1.0; 3]);
        assert_eq!(scratch.take(4), [1.0, 1.0, 1.0, 0.0]);
        scratch.put(vec![1.0; LARGEST + 1]);
        assert_eq!(scratch.matrix(1, 2).data(), [0.0, 0.0]);
        for _ in 0..100 {
            scratch.put(Vec::new());
            scratch.put(vec![1.0]);
        }
        assert_eq!(scratch.spare.len(), MOST);
        assert!(scratch.spare.iter().all(|buffer| !buffer.is_empty()));
    }
}
