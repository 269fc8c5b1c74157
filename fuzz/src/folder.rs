//! A folder with a model in it, of which one file at a time is put into another state.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

use spacy::{Error, Model};

use super::small::Pipeline;

/// The folder; it is removed at the end where there is one.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    files: Pipeline,
}

impl Folder {
    /// Writes these files, paths below the folder and their bytes, into a folder of their own.
    ///
    /// # Panics
    ///
    /// When they cannot be written.
    pub fn new(files: Pipeline) -> Folder {
        static MADE: AtomicU32 = AtomicU32::new(0);
        // In memory where the system has a place for it: a fuzzer writes without end.
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() {
            memory.to_owned()
        } else {
            env::temp_dir()
        };
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let dir = place.join(format!("spacy-fuzz-{}-{number}", process::id()));
        for (file, bytes) in &files {
            let path = dir.join(file);
            fs::create_dir_all(path.parent().expect("it is below the folder"))
                .expect("a folder for the model");
            fs::write(path, bytes).expect("room for the model");
        }
        Folder { dir, files }
    }

    /// Where it is.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Its files in their good state.
    pub fn files(&self) -> &[(&'static str, Vec<u8>)] {
        &self.files
    }

    /// The number of a file and its bytes in their good state.
    ///
    /// # Panics
    ///
    /// When there is none of this name.
    pub fn file(&self, name: &str) -> (usize, &[u8]) {
        let number = self.files.iter().position(|(file, _)| *file == name);
        let number = number.expect("a file of the folder");
        (number, &self.files[number].1)
    }

    /// Loads the model with other bytes in one file, and puts the file back.
    ///
    /// # Panics
    ///
    /// When the file cannot be written.
    pub fn load_with(&self, file: usize, bytes: &[u8]) -> Result<Model, Error> {
        let (name, good) = &self.files[file];
        let path = self.dir.join(name);
        fs::write(&path, bytes).expect("room for the file");
        let loaded = Model::load(&self.dir);
        fs::write(&path, good).expect("room for the file");
        loaded
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}
