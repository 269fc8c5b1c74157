//! What must hold of archives, whatever bytes they are: `crates/rapporteur/tests/corpus.rs` takes the
//! corpus through the same functions.

use rapporteur::{Found, found, found_in_stream};

/// Longest page that is handed on.
const MAX_PAGE: usize = (8 << 20) + 1;

/// Length of a block of a tar archive.
const BLOCK: usize = 512;

/// Reads a web archive.
pub fn check_warc(data: &[u8]) {
    check("a.warc", data);
}

/// Reads an archive of files, or one packed file: what the first byte says.
pub fn check_archive(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first() else {
        return;
    };
    match kind % 4 {
        0 => check("a.zip", bytes),
        1 => check("a.tar", &summed(bytes)),
        2 => check("a.tar.gz", bytes),
        _ => check("a.jsonl.gz", bytes),
    }
}

/// Reads bytes as a file and as a stream; both must give the same.
fn check(name: &str, bytes: &[u8]) {
    let file = found(name, bytes.to_vec());
    assert!(!file.is_empty(), "nothing is said of it");
    assert!(
        file.len() <= 2 * bytes.len() + 2,
        "{} from {}",
        file.len(),
        bytes.len()
    );
    for found in &file {
        match found {
            Found::Page(id, page) => {
                assert!(id.starts_with("a.") && page.len() <= MAX_PAGE);
                assert!(!id.contains("/../") && !id.contains("//"), "{id:?}");
            }
            Found::Article(_) => {}
            Found::Told(told) => {
                let words = told.strip_prefix(name).expect("the archive is named");
                assert!(words.len() > 5, "{told:?}");
            }
        }
    }
    assert_eq!(found_in_stream(name, bytes.to_vec()), file);
}

/// The same archive with right checksums, which nobody finds by chance.
fn summed(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let heads = bytes.chunks_exact_mut(BLOCK);
    for head in heads.filter(|head| head[257..].starts_with(b"ustar")) {
        head[148..156].fill(b' ');
        let sum: u32 = head.iter().copied().map(u32::from).sum();
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    }
    bytes
}
