//! What is packed in gzip or zstd, unpacked as it is read and no further than a budget goes.

mod bytes;
pub(super) mod members;
pub(super) mod packing;

use std::io::{self, Cursor, Read};

use self::members::{FREE, Members, Piece, RATIO};
use super::held::Held;

/// A file that is packed as a whole. What is wrong with it is an error where it is met; what lies
/// between packed data or behind them is passed over.
pub(super) struct Unpacked {
    members: Members,
    ready: Cursor<Vec<u8>>,
    length: u64,
    ended: bool,
}

impl Unpacked {
    pub(super) fn new(held: Held) -> io::Result<Self> {
        Ok(Self {
            members: Members::new(held, "")?,
            ready: Cursor::default(),
            length: 0,
            ended: false,
        })
    }

    /// Unpacks the next piece.
    fn pull(&mut self) -> io::Result<()> {
        match self.members.next() {
            Piece::End => self.ended = true,
            Piece::Bytes { bytes, .. } => {
                self.length += bytes.len() as u64;
                if is_bomb(self.length, self.members.offset()) {
                    self.ended = true;
                    return Err(io::Error::other(bomb()));
                }
                self.ready = Cursor::new(bytes);
            }
            Piece::Broken(damage) if damage.offset < self.members.begun() => {}
            Piece::Broken(damage) => {
                self.ended = true;
                return Err(io::Error::other(damage.reason));
            }
        }
        Ok(())
    }
}

impl Read for Unpacked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.ready.read(into)?;
            if read > 0 || self.ended || into.is_empty() {
                return Ok(read);
            }
            self.pull()?;
        }
    }
}

/// Whether `packed` bytes unpack to more than any text does.
pub(super) fn is_bomb(length: u64, packed: u64) -> bool {
    length > FREE && length > packed.saturating_mul(RATIO)
}

/// What is said of a bomb.
pub(super) fn bomb() -> String {
    format!("it unpacks to more than {RATIO} times its size")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// What can be read, and how it ends where it breaks off.
    fn read(bytes: Vec<u8>) -> (usize, Option<String>) {
        let mut unpacked = Unpacked::new(Held::stream(Cursor::new(bytes))).unwrap();
        let (mut length, mut piece) = (0, vec![0; 1 << 16]);
        loop {
            match unpacked.read(&mut piece) {
                Ok(0) => return (length, None),
                Ok(n) => length += n,
                Err(error) => return (length, Some(error.to_string())),
            }
        }
    }

    #[test]
    fn all_members_are_read_and_what_lies_behind_them_is_passed_over() {
        let two = [gzip(b"one"), gzip(b"two"), vec![0; 512]].concat();
        assert_eq!(read(two), (6, None));
    }

    #[test]
    fn what_is_cut_off_is_an_error_behind_what_is_there() {
        let mut bytes = gzip(b"one");
        bytes.truncate(bytes.len() - 4);
        let (_, error) = read(bytes);
        assert!(error.unwrap().contains("end too early"));
    }

    #[test]
    fn a_frame_may_look_back_no_further_than_memory_is_given_to_it() {
        // A frame of one raw block, whose window is the sixteenth part of 2 to the 27th more or none.
        let frame = |window: u8| [b"\x28\xb5\x2f\xfd\0", &[window][..], b"\x19\0\0one"].concat();
        assert_eq!(read(frame(17 << 3)), (3, None));
        let (length, error) = read(frame(17 << 3 | 1));
        assert!(length == 0 && error.unwrap().contains("indow"));
    }

    #[test]
    fn a_bomb_ends_with_its_budget_in_one_member_or_in_many() {
        let one = gzip(&vec![0; 100 << 20]);
        let many = gzip(&vec![0; 10 << 20]).repeat(20);
        for bomb in [one, many] {
            let (length, error) = read(bomb);
            assert!(error.unwrap().contains("more than 200 times its size"));
            assert!(length as u64 <= FREE, "{length}");
        }
    }
}
