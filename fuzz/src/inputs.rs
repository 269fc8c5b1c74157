//! What must hold of archives, whatever bytes they are: `crates/rapporteur/tests/corpus.rs` takes the
//! corpus through the same functions.

use account::pages::MAX_PAGE;
use rapporteur::{Found, found, found_in_stream};

/// Length of a block of a tar archive.
const BLOCK: usize = 512;

/// What packed data begin with: as many articles as may be are in a few bytes of them.
const PACKED: [&[u8]; 3] = [b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK"];

/// Reads a web archive.
pub fn check_warc(data: &[u8]) {
    check("a.warc", data);
}

/// Reads an archive of files, or one packed file: what the first byte says.
pub fn check_archive(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first() else {
        return;
    };
    match kind % 5 {
        0 => check("a.zip", bytes),
        1 => check("a.tar", &summed(bytes)),
        2 => check("a.tar.gz", bytes),
        3 => check("a.jsonl.gz", bytes),
        _ => check("a.wacz", bytes),
    }
}

/// Reads bytes as a file and as a stream; both must give the same.
fn check(name: &str, bytes: &[u8]) {
    let file = found(name, bytes.to_vec());
    assert!(!file.is_empty(), "nothing is said of it");
    let is_packed = |magic: &&[u8]| bytes.windows(magic.len()).any(|window| window == *magic);
    if !PACKED.iter().any(is_packed) {
        let (found, length) = (file.len(), bytes.len());
        assert!(found <= 2 * length + 2, "{found} from {length}");
    }
    let mut named = vec![name];
    for found in &file {
        match found {
            Found::Page(id, page) => {
                assert!(page.len() <= MAX_PAGE + 1);
                is_inside(name, id);
                named.push(id);
            }
            Found::Article(id) => named.push(id),
            Found::Told(told) => {
                let words = named.iter().find_map(|place| told.strip_prefix(place));
                assert!(words.is_some_and(|words| words.len() > 5), "{told:?}");
            }
        }
    }
    assert_eq!(found_in_stream(name, bytes.to_vec()), file);
}

/// An id that the archive makes leads nowhere else; an article may bring one of its own.
fn is_inside(name: &str, id: &str) {
    let inside = id
        .strip_prefix(name)
        .is_some_and(|path| path.starts_with('/'));
    assert!(
        !inside || !id.contains("/../") && !id.contains("//"),
        "{id:?}"
    );
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
