//! Files: a model folder in which one file is damaged.

use super::answer::{check_error, check_model};
use super::{Folder, TEXT, small};

/// Loads the small pipelines with one file damaged, and reads a text if it loads.
#[derive(Debug)]
pub struct Files([Folder; 3]);

impl Files {
    /// Writes the small pipelines.
    pub fn new() -> Files {
        Files(small::all().map(Folder::new))
    }

    /// The first byte says which file, counted through all pipelines, the second what happens to
    /// it, and the others with what.
    pub fn check(&self, data: &[u8]) {
        let [file, damage, rest @ ..] = data else {
            return;
        };
        let files = self.0.iter().flat_map(|folder| {
            let numbers = 0..folder.files().len();
            numbers.map(move |number| (folder, number))
        });
        // There is one, since the first byte is taken round in a circle.
        if let Some((folder, file)) = files.cycle().nth(usize::from(*file)) {
            check(folder, file, &damaged(folder, file, *damage, rest));
        }
    }
}

impl Default for Files {
    fn default() -> Files {
        Files::new()
    }
}

fn damaged(folder: &Folder, file: usize, damage: u8, with: &[u8]) -> Vec<u8> {
    let files = folder.files();
    let mut bytes = files[file].1.clone();
    let (place, with) = match with {
        [high, low, rest @ ..] => (u16::from_be_bytes([*high, *low]), rest),
        _ => (0, with),
    };
    let place = usize::from(place) % (bytes.len() + 1);
    match damage % 5 {
        0 => bytes = with.to_vec(),
        1 => bytes.truncate(place),
        2 => bytes = files[place % files.len()].1.clone(),
        3 => {
            let end = bytes.len().min(place + with.len());
            bytes[place..end].copy_from_slice(&with[..end - place]);
        }
        _ => drop(bytes.splice(place..place, with.iter().copied())),
    }
    bytes
}

/// Loads the small pipelines with another `config.cfg`.
#[derive(Debug)]
pub struct Configs([Folder; 3]);

impl Configs {
    /// Writes the small pipelines.
    pub fn new() -> Configs {
        Configs(small::all().map(Folder::new))
    }

    /// Takes the bytes for `config.cfg` of the pipeline in whose language they say to be; where
    /// that is none, the first.
    pub fn check(&self, data: &[u8]) {
        let says = |folder: &&Folder| {
            let line = folder.files()[0].1.split(|byte| *byte == b'\n');
            let mut line = line.filter(|line| line.starts_with(b"lang = "));
            let line = line.next().unwrap_or_default();
            data.windows(line.len()).any(|part| part == line)
        };
        let folder = self.0.iter().find(says).unwrap_or(&self.0[0]);
        check(folder, 0, data);
    }
}

impl Default for Configs {
    fn default() -> Configs {
        Configs::new()
    }
}

fn check(folder: &Folder, file: usize, bytes: &[u8]) {
    match folder.load_with(file, bytes) {
        Ok(model) => check_model(&model, TEXT),
        Err(error) => check_error(&error, folder.dir()),
    }
}
