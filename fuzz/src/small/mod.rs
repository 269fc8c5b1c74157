//! Whole pipelines in files of some hundred bytes each: the components and the layers of spaCy's
//! packages are there, in the smallest size, with weights drawn by lot.

mod english;
mod french;
mod nodes;
mod spanish;
mod tables;

pub use english::english;
pub use french::french;
pub use spanish::spanish;

/// The files of a pipeline, with their paths below its folder; the first is `config.cfg`, the
/// second `meta.json`.
pub type Pipeline = Vec<(&'static str, Vec<u8>)>;

/// All of them. The corpus counts their files in this order, so a new one comes last.
pub fn all() -> [Pipeline; 3] {
    [english(), french(), spanish()]
}

/// The id of a string in spaCy's string store, which is MurmurHash64A of it, but for the names
/// of symbols.
fn id(text: &str) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    // Parts of speech that are, in lower case, also names of relations.
    let symbols = [("aux", 405), ("det", 415), ("num", 431), ("punct", 445)];
    if let Some((_, id)) = symbols.iter().find(|(name, _)| *name == text) {
        return *id;
    }
    let mut hash = 1 ^ (text.len() as u64).wrapping_mul(M);
    let (words, tail) = text.as_bytes().as_chunks::<8>();
    for word in words {
        let k = u64::from_le_bytes(*word).wrapping_mul(M);
        hash = (hash ^ (k ^ (k >> 47)).wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let tail = tail
            .iter()
            .rev()
            .fold(0, |k, byte| k << 8 | u64::from(*byte));
        hash = (hash ^ tail).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}
