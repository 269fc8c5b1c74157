//! Files: a model folder in which one file is damaged.

use super::answer::{check_error, check_model};
use super::{Folder, TEXT, small};

/// Loads the small pipeline with one file damaged, and reads a text if it loads.
#[derive(Debug)]
pub struct Files(Folder);

impl Files {
    /// Writes the small pipeline.
    pub fn new() -> Files {
        Files(Folder::new(small()))
    }

    /// The first byte says which file, the second what happens to it, and the others with what.
    pub fn check(&self, data: &[u8]) {
        let [file, damage, rest @ ..] = data else {
            return;
        };
        let file = usize::from(*file) % self.0.files().len();
        let bytes = self.damaged(file, *damage, rest);
        check(&self.0, file, &bytes);
    }

    fn damaged(&self, file: usize, damage: u8, with: &[u8]) -> Vec<u8> {
        let files = self.0.files();
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
}

impl Default for Files {
    fn default() -> Files {
        Files::new()
    }
}

/// Loads the small pipeline with another `config.cfg`.
#[derive(Debug)]
pub struct Configs(Folder);

impl Configs {
    /// Writes the small pipeline.
    pub fn new() -> Configs {
        Configs(Folder::new(small()))
    }

    /// Takes the bytes for `config.cfg`.
    pub fn check(&self, data: &[u8]) {
        check(&self.0, 0, data);
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
