//! Takes the corpus of a fuzz target, among it everything that it ever found, through what the target
//! calls: for the tests of the crates, on the stable toolchain.

use std::path::Path;

/// Checks every file of a target's corpus.
pub fn replay(target: &str, check: impl Fn(&[u8])) {
    // The crates whose tests this is part of stand beside each other.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let files = std::fs::read_dir(folder.join(target)).unwrap();
    let mut files: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 5, "{} files for {target}", files.len());
    for file in files {
        // The test shows what it prints only when it fails, and the last line then says where.
        println!("{}", file.display());
        check(&std::fs::read(file).unwrap());
    }
}
