//! Hash embedding: the vector of a key is the sum of four rows of a table, drawn by hashing.

use crate::Error;
use crate::strings::murmur3;
use crate::weights::Node;

use super::Matrix;

/// An embedding table for one attribute of tokens.
#[derive(Debug)]
pub(crate) struct HashEmbed {
    table: Matrix,
    seed: u32,
}

impl HashEmbed {
    /// Takes the table `E` and the seed of a `hashembed` node.
    pub(crate) fn new(node: &Node) -> Result<HashEmbed, Error> {
        let seed = node.count_attr("seed")?;
        let seed = u32::try_from(seed)
            .map_err(|_| node.wrong(String::from("a seed of 32 bits expected")))?;
        Ok(HashEmbed {
            table: node.matrix("E")?,
            seed,
        })
    }

    /// Numbers in a vector.
    pub(crate) fn width(&self) -> usize {
        self.table.cols()
    }

    /// Writes the vector of a key.
    pub(crate) fn embed(&self, key: u64, out: &mut [f32]) {
        let rows = self.table.rows() as u32;
        let [a, b, c, d] =
            murmur3(key, self.seed).map(|hash| self.table.row((hash % rows) as usize));
        for (i, out) in out.iter_mut().enumerate() {
            *out = a[i] + b[i] + c[i] + d[i];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vector_is_the_sum_of_the_four_rows_drawn() {
        let embed = HashEmbed {
            table: Matrix::new(10, 1, (0..10).map(|i| i as f32).collect()),
            seed: 8,
        };
        // The hashes of 1 with seed 8 end in the digits 8, 6, 2, 1.
        let mut out = [0.0];
        embed.embed(1, &mut out);
        assert_eq!(out, [17.0]);
    }
}
