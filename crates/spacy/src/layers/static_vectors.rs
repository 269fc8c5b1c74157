//! Static vectors: what a table has for a word, brought to the width of a network.
//!
//! The files are those of spaCy's `Vectors` (API documentation, "Vectors"): `vectors` with the
//! rows, in NumPy's format, and `key2row` with the row of each known word. The layer is spaCy's
//! `StaticVectors`: the product of a row with a matrix of weights, and zeros for words that are
//! not known.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::Error;
use crate::beside::beside;
use crate::error::{read_bytes, read_json};
use crate::msgpack::Reader;
use crate::weights::Node;

use super::HashEmbed;

/// How an attribute of a token becomes part of its vector.
#[derive(Debug)]
pub(crate) enum Embed {
    Hash(HashEmbed),
    Static(StaticVectors),
}

impl Embed {
    /// Numbers in a vector.
    pub(crate) fn width(&self) -> usize {
        match self {
            Embed::Hash(embed) => embed.width(),
            Embed::Static(vectors) => vectors.width,
        }
    }

    /// Writes the vector of a key.
    pub(crate) fn embed(&self, key: u64, out: &mut [f32]) {
        match self {
            Embed::Hash(embed) => embed.embed(key, out),
            Embed::Static(vectors) => vectors.embed(key, out),
        }
    }
}

/// The vectors of words by their ids, in the width of a network.
#[derive(Debug)]
pub(crate) struct StaticVectors {
    table: Arc<Table>,
    /// For each number of a row, what it adds to each number of the result.
    weights: Vec<f32>,
    width: usize,
}

impl StaticVectors {
    /// Takes the weights `W` of a node `static_vectors`.
    pub(crate) fn new(node: &Node, table: Arc<Table>) -> Result<StaticVectors, Error> {
        let ([width, inputs], weights) = node.param::<2>("W")?;
        if inputs != table.numbers.width {
            let found = table.numbers.width;
            return Err(node.wrong(format!(
                "vectors of {inputs} numbers expected, found {found}"
            )));
        }
        let transposed = (0..inputs).flat_map(|input| {
            let column = weights.iter().skip(input).step_by(inputs);
            column.copied()
        });
        Ok(StaticVectors {
            weights: transposed.collect(),
            table,
            width,
        })
    }

    fn embed(&self, key: u64, out: &mut [f32]) {
        out.fill(0.0);
        let Some(row) = self.table.row(key) else {
            return;
        };
        for (number, weights) in row.zip(self.weights.chunks_exact(self.width)) {
            for (out, weight) in out.iter_mut().zip(weights) {
                *out += number * weight;
            }
        }
    }
}

/// A table of vectors.
#[derive(Debug, PartialEq)]
pub(crate) struct Table {
    rows: Rows,
    numbers: Matrix,
}

impl Table {
    fn read(dir: &Path) -> Result<Table, Error> {
        let settings = dir.join("vectors.cfg");
        if settings.is_file() {
            check_settings(&settings)?;
        }
        let rows = || {
            let path = dir.join("key2row");
            Rows::read(&read_bytes(&path)?).map_err(|expected| Error::format(&path, expected))
        };
        let numbers = || {
            let path = dir.join("vectors");
            Matrix::read(read_bytes(&path)?).map_err(|expected| Error::format(&path, expected))
        };
        let (rows, numbers) = beside(&rows, numbers);
        Ok(Table {
            numbers: numbers?,
            rows: rows?,
        })
    }

    /// The numbers of a word. A row that does not exist stands for none.
    fn row(&self, key: u64) -> Option<impl Iterator<Item = f32>> {
        self.numbers.row(self.rows.get(key)?)
    }
}

/// The files of a pipeline's table, which are read when a network asks for them.
pub(crate) struct Tables {
    dir: PathBuf,
    table: OnceCell<Arc<Table>>,
}

impl Tables {
    /// The files in the folder `vocab`.
    pub(crate) fn new(dir: PathBuf) -> Tables {
        Tables {
            dir,
            table: OnceCell::new(),
        }
    }

    /// The table, read once.
    pub(crate) fn get(&self) -> Result<Arc<Table>, Error> {
        if let Some(table) = self.table.get() {
            return Ok(table.clone());
        }
        let table = Arc::new(Table::read(&self.dir)?);
        Ok(self.table.get_or_init(|| table).clone())
    }
}

/// Only tables with a row for each word are known, not those that put vectors together from
/// parts of words.
fn check_settings(path: &Path) -> Result<(), Error> {
    let settings = read_json(path)?;
    for (name, supported) in [("mode", "default"), ("attr", "ORTH")] {
        let found = settings.get(name).filter(|found| !found.is_null());
        if let Some(found) = found.filter(|found| *found != supported) {
            let what = format!("{name} = {found}; supported: \"{supported}\"");
            return Err(Error::unsupported(path, what));
        }
    }
    Ok(())
}

/// The rows of words by their ids.
#[derive(Debug, PartialEq)]
struct Rows {
    /// Ids with their rows, in order.
    all: Vec<(u64, u32)>,
    /// Where in `all` the ids of each [`bucket`] begin, and the end.
    starts: Vec<u32>,
}

/// Ids are hashes: their first bits share half a million of them out into some eight each.
const BUCKET_BITS: u32 = 16;

fn bucket(id: u64) -> usize {
    (id >> (u64::BITS - BUCKET_BITS)) as usize
}

impl Rows {
    /// Reads `key2row`, a map from ids to rows.
    fn read(bytes: &[u8]) -> Result<Rows, String> {
        let mut reader = Reader::at(bytes, 0);
        let length = reader.map_length()?;
        let mut pairs = Vec::with_capacity(length);
        for _ in 0..length {
            let id = reader.id()?;
            // A row beyond 32 bits is none that a table has.
            pairs.push((id, u32::try_from(reader.number()?).unwrap_or(u32::MAX)));
        }
        match reader.place() == bytes.len() {
            true => Ok(Rows::new(&pairs)),
            false => Err(format!("the end at byte {} expected", reader.place())),
        }
    }

    /// Sorts by buckets first: to sort half a million ids at once takes four times as long.
    fn new(pairs: &[(u64, u32)]) -> Rows {
        let mut starts = vec![0; (1 << BUCKET_BITS) + 1];
        for (id, _) in pairs {
            starts[bucket(*id) + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut all = vec![(0, 0); pairs.len()];
        for pair in pairs {
            let place = &mut next[bucket(pair.0)];
            all[*place as usize] = *pair;
            *place += 1;
        }
        for (start, end) in starts.iter().zip(&starts[1..]) {
            all[*start as usize..*end as usize].sort_unstable();
        }
        Rows { all, starts }
    }

    fn get(&self, id: u64) -> Option<usize> {
        let [start, end] = [bucket(id), bucket(id) + 1].map(|at| self.starts[at] as usize);
        let ids = &self.all[start..end];
        let place = ids.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(ids[place].1 as usize)
    }
}

/// The rows of numbers, in the bytes of their file: few of its rows are ever asked for.
#[derive(Debug, PartialEq)]
struct Matrix {
    file: Vec<u8>,
    /// The byte at which the first row begins.
    start: usize,
    width: usize,
}

impl Matrix {
    /// Reads a matrix in NumPy's format, described in NumPy's manual (`numpy.lib.format`): a line
    /// of text that says what follows, then the numbers.
    fn read(file: Vec<u8>) -> Result<Matrix, String> {
        let wrong = || String::from("a NumPy file with a matrix of numbers `<f4` expected");
        let rest = file.strip_prefix(b"\x93NUMPY").ok_or_else(wrong)?;
        let (length, start) = match rest {
            [1, _, a, b, ..] => (usize::from(u16::from_le_bytes([*a, *b])), 4),
            [2 | 3, _, a, b, c, d, ..] => (u32::from_le_bytes([*a, *b, *c, *d]) as usize, 6),
            _ => return Err(wrong()),
        };
        let (header, data) = rest[start..].split_at_checked(length).ok_or_else(wrong)?;
        let header = std::str::from_utf8(header).map_err(|_| wrong())?;
        let (rows, width) = shape(header).ok_or_else(wrong)?;
        let size = rows.checked_mul(width).and_then(|size| size.checked_mul(4));
        if size != Some(data.len()) {
            let found = data.len();
            return Err(format!(
                "{rows} rows of {width} numbers expected, found {found} bytes"
            ));
        }
        // One such number would spread over all answers, as in the weights. Looking at all of them
        // without a stop is faster than to stop at the first.
        let (numbers, _) = data.as_chunks::<4>();
        let wild = |number: &[u8; 4]| !f32::from_le_bytes(*number).is_finite();
        if numbers
            .iter()
            .fold(false, |found, number| found | wild(number))
        {
            return Err(String::from("finite numbers expected"));
        }
        let start = file.len() - data.len();
        Ok(Matrix { file, start, width })
    }

    fn row(&self, row: usize) -> Option<impl Iterator<Item = f32>> {
        let numbers = self.file[self.start..].as_chunks::<4>().0;
        let start = row.checked_mul(self.width)?;
        let row = numbers.get(start..)?.get(..self.width)?;
        Some(row.iter().map(|number| f32::from_le_bytes(*number)))
    }
}

/// The rows and the width that the line of text gives, when it describes such a matrix.
fn shape(header: &str) -> Option<(usize, usize)> {
    if !header.contains("'descr': '<f4'") || !header.contains("'fortran_order': False") {
        return None;
    }
    let (_, rest) = header.split_once("'shape': (")?;
    let (rows, rest) = rest.split_once(',')?;
    let width = rest.split([')', ',']).next()?;
    Some((rows.trim().parse().ok()?, width.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of NumPy with this description and these numbers.
    fn npy(header: &str, numbers: &[f32]) -> Vec<u8> {
        let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
        bytes.extend_from_slice(&(header.len() as u16).to_le_bytes());
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        bytes
    }

    const HEADER: &str = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n";
    const NUMBERS: [f32; 6] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];

    fn table(name: &str, vectors: &[u8], settings: &str) -> Result<Table, Error> {
        let dir = std::env::temp_dir().join(format!("vectors-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("vectors"), vectors).unwrap();
        std::fs::write(dir.join("key2row"), b"\x84\x07\x01\x08\x00\x09\x05\x0a\xff").unwrap();
        std::fs::write(dir.join("vectors.cfg"), settings).unwrap();
        let table = Tables::new(dir.clone()).get();
        std::fs::remove_dir_all(&dir).unwrap();
        table.map(|table| Arc::into_inner(table).unwrap())
    }

    #[test]
    fn a_word_has_the_row_that_the_file_names() {
        let table = table("rows", &npy(HEADER, &NUMBERS), r#"{"mode": "default"}"#).unwrap();
        let row = |key| table.row(key).map(Iterator::collect::<Vec<_>>);
        assert_eq!(row(7).unwrap(), NUMBERS[3..]);
        assert_eq!(row(8).unwrap(), NUMBERS[..3]);
        // Unknown words, and rows that are none.
        assert_eq!([6, 9, 10].map(row), [const { None }; 3]);
    }

    #[test]
    fn a_vector_is_the_product_with_the_weights_and_zero_for_unknown_words() {
        let vectors = StaticVectors {
            table: Arc::new(table("product", &npy(HEADER, &NUMBERS), "{}").unwrap()),
            // Of (x, y, z): x + 10 z, and y.
            weights: vec![1.0, 0.0, 0.0, 1.0, 10.0, 0.0],
            width: 2,
        };
        let embed = Embed::Static(vectors);
        let mut out = [9.0; 2];
        embed.embed(7, &mut out);
        assert_eq!((embed.width(), out), (2, [64.0, 5.0]));
        embed.embed(1, &mut out);
        assert_eq!(out, [0.0, 0.0]);
    }

    #[test]
    fn damaged_and_other_tables_are_refused() {
        let error = |vectors: &[u8], settings| {
            let error = table("damaged", vectors, settings).unwrap_err();
            error.to_string()
        };
        let whole = npy(HEADER, &NUMBERS);
        for (vectors, expected) in [
            (whole[..whole.len() - 1].to_vec(), "2 rows of 3 numbers"),
            (whole[..20].to_vec(), "NumPy"),
            (npy(&HEADER.replace("<f4", "<f2"), &NUMBERS), "<f4"),
            (npy(&HEADER.replace("False", "True"), &NUMBERS), "NumPy"),
            (npy(&HEADER.replace("(2, 3)", "(6,)"), &NUMBERS), "NumPy"),
            (
                npy(&HEADER.replace('2', &"9".repeat(19)), &NUMBERS),
                "expected",
            ),
            (b"\x93NUMPY\x07".to_vec(), "NumPy"),
            (npy(HEADER, &[f32::NAN; 6]), "finite numbers"),
        ] {
            let error = error(&vectors, "{}");
            assert!(
                error.contains(expected) && error.contains("vectors"),
                "{error}"
            );
        }
        for (settings, named) in [
            (r#"{"mode": "floret"}"#, "\"floret\""),
            (r#"{"attr": 7}"#, "7"),
        ] {
            let error = error(&whole, settings);
            assert!(
                error.contains(named) && error.contains("vectors.cfg"),
                "{error}"
            );
        }
    }

    #[test]
    fn rows_beyond_the_end_of_their_file_are_refused() {
        assert!(Rows::read(b"\x82\x07\x01").is_err());
        assert!(Rows::read(b"\x80\x00").unwrap_err().contains("the end"));
        assert!(Rows::read(b"\x81\xa1a\x00").unwrap_err().contains("id"));
    }

    #[test]
    fn each_id_finds_its_row_among_many() {
        // Half of the ids lie all over the range, the others beside each other.
        let id = |n: u64| match n.is_multiple_of(2) {
            true => n,
            false => n.wrapping_mul(0x9e37_79b9_7f4a_7c15),
        };
        let pairs: Vec<_> = (0..5000).map(|n| (id(n), n as u32)).collect();
        let rows = Rows::new(&pairs);
        for (id, row) in pairs {
            assert_eq!(rows.get(id), Some(row as usize));
            assert_eq!(rows.get(id.wrapping_add(1)), None);
        }
        assert_eq!(rows.get(u64::MAX), None);
    }
}
