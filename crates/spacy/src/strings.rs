//! Hashes: how spaCy turns strings into numbers, and numbers into rows of an embedding table.

use std::collections::HashMap;
use std::hash::Hasher;
use std::sync::LazyLock;

/// Names to which spaCy gave fixed ids before it hashed strings; the id is the line number,
/// counted from 0. The first line is the empty string.
static SYMBOLS: LazyLock<HashMap<&str, u64>> =
    LazyLock::new(|| include_str!("symbols.txt").lines().zip(0..).collect());

/// The id of a string in spaCy's string store: that of the symbol of this name, else its hash.
pub(crate) fn string_id(text: &str) -> u64 {
    match SYMBOLS.get(text) {
        Some(&id) => id,
        None => murmur64a(text.as_bytes(), 1),
    }
}

/// The hash of a string, which is its id unless it is the name of a symbol.
pub(crate) fn string_hash(bytes: &[u8]) -> u64 {
    murmur64a(bytes, 1)
}

/// The name of a symbol by its fixed id.
pub(crate) fn symbol(id: u64) -> Option<&'static str> {
    include_str!("symbols.txt")
        .lines()
        .nth(usize::try_from(id).ok()?)
}

/// The id of a string is a hash already.
#[derive(Debug, Default)]
pub(crate) struct IsHash(u64);

impl Hasher for IsHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, id: u64) {
        self.0 = id;
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes
            .iter()
            .fold(self.0, |sum, &byte| sum.rotate_left(8) ^ u64::from(byte));
    }
}

/// MurmurHash64A, by Austin Appleby.
fn murmur64a(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let mut k = u64::from_le_bytes(*word).wrapping_mul(M);
        k ^= k >> 47;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// The four numbers that hash embedding draws from a key: MurmurHash3 x64 128 over the eight
/// bytes of the key, cut into 32 bit pieces, as in thinc.
pub(crate) fn murmur3(key: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let mut h1 = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31);
    h1 = h1.wrapping_mul(0x4cf5_ad43_2745_937f) ^ seed ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = mix(h1);
    h2 = mix(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

/// Spreads the bits of a number over all of it, as MurmurHash3 does in the end.
pub(crate) fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_the_ids_of_spacy() {
        assert_eq!(string_id(""), 0);
        assert_eq!(string_id("a"), 11_901_859_001_352_538_922);
        assert_eq!(string_id("coffee"), 3_197_928_453_018_144_401);
        assert_eq!(string_id("Panamá"), 16_610_622_891_146_275_972);
        assert_eq!(string_id("12345678"), 9_871_996_032_675_327_904);
        assert_eq!(string_id("1234567890123456789"), 14_087_236_246_585_683_780);
    }

    #[test]
    fn symbols_keep_their_fixed_ids() {
        assert_eq!(string_id("X"), 101);
        assert_eq!(string_id("agent"), 401);
        assert_eq!(string_id("punct"), 445);
        assert_eq!(symbol(92), Some("NOUN"));
        assert_eq!((symbol(0), symbol(u64::MAX)), (Some(""), None));
    }

    #[test]
    fn keys_hash_as_in_thinc() {
        assert_eq!(
            murmur3(1, 8),
            [1_161_550_108, 2_247_783_286, 1_742_325_162, 1_224_191_281]
        );
        assert_eq!(
            murmur3((1 << 63) + 5, 8),
            [742_987_760, 4_031_305_880, 1_114_481_640, 3_899_475_172]
        );
    }
}
