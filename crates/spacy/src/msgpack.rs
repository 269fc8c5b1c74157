//! Reads MessagePack, the format of spaCy's files, without trusting a length in it.
//!
//! Strings and byte runs borrow from the file's bytes, and a container is given room only as
//! its elements are really found, so that a damaged file costs no memory.

/// One decoded value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Nil,
    Bool(bool),
    /// An integer that fits `i64`.
    Int(i64),
    /// An integer beyond `i64`, such as the hash of a string.
    Big(u64),
    Float(f64),
    Str(&'a str),
    Bytes(&'a [u8]),
    List(Vec<Value<'a>>),
    Map(Vec<(Value<'a>, Value<'a>)>),
}

/// Deepest nesting accepted; spaCy's own files nest six deep.
const MAX_DEPTH: u32 = 64;

/// Decodes the one value that `bytes` hold; else says what is wrong and at which byte.
pub(crate) fn read(bytes: &[u8]) -> Result<Value<'_>, String> {
    let mut reader = Reader { bytes, at: 0 };
    let value = reader.value(MAX_DEPTH);
    match value {
        Ok(_) if reader.at < bytes.len() => Err(format!(
            "MessagePack of {} bytes expected, found {} more",
            reader.at,
            bytes.len() - reader.at
        )),
        Ok(value) => Ok(value),
        Err(expected) => Err(format!("at byte {}: {expected}", reader.at)),
    }
}

/// Reads a file value by value, in place of a tree of values that would take long to build.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Begins at a byte.
    pub(crate) fn at(bytes: &'a [u8], at: usize) -> Reader<'a> {
        let at = at.min(bytes.len());
        Reader { bytes, at }
    }

    /// The byte at which the next value begins.
    pub(crate) fn place(&self) -> usize {
        self.at
    }

    /// The next value, whatever it is.
    pub(crate) fn any(&mut self) -> Result<Value<'a>, String> {
        self.value(MAX_DEPTH)
    }

    /// The number of entries of the map that begins here.
    pub(crate) fn map_length(&mut self) -> Result<usize, String> {
        let length = match self.array::<1>()? {
            [tag @ 0x80..=0x8f] => usize::from(tag & 0x0f),
            [tag @ 0xde..=0xdf] => self.length(tag - 0xdd)?,
            _ => return Err(String::from("a map expected")),
        };
        self.room(length).map(|()| length)
    }

    /// The number of elements of the list that begins here.
    pub(crate) fn list_length(&mut self) -> Result<usize, String> {
        let length = match self.array::<1>()? {
            [tag @ 0x90..=0x9f] => usize::from(tag & 0x0f),
            [tag @ 0xdc..=0xdd] => self.length(tag - 0xdb)?,
            _ => return Err(String::from("a list expected")),
        };
        self.room(length).map(|()| length)
    }

    /// Whether a string begins here.
    pub(crate) fn is_str(&self) -> bool {
        matches!(self.bytes.get(self.at), Some(0xa0..=0xbf | 0xd9..=0xdb))
    }

    /// The string that begins here.
    pub(crate) fn text(&mut self) -> Result<&'a str, String> {
        let bytes = self.text_bytes()?;
        std::str::from_utf8(bytes).map_err(|_| String::from("a string in UTF-8 expected"))
    }

    /// The bytes of the string that begins here, whatever they are: where hundreds of thousands
    /// of strings are passed, looking at each byte of them takes most of the time.
    pub(crate) fn text_bytes(&mut self) -> Result<&'a [u8], String> {
        let length = match self.array::<1>()? {
            [tag @ 0xa0..=0xbf] => usize::from(tag & 0x1f),
            [tag @ 0xd9..=0xdb] => self.length(tag - 0xd9)?,
            _ => return Err(String::from("a string expected")),
        };
        self.take(length)
    }

    /// The whole number that begins here.
    pub(crate) fn number(&mut self) -> Result<i64, String> {
        let number = match self.array::<1>()? {
            [tag @ 0x00..=0x7f] => return Ok(i64::from(tag)),
            [tag @ 0xe0..=0xff] => return Ok(i64::from(tag as i8)),
            [tag @ 0xcc..=0xd3] => self.integer(tag)?,
            _ => Value::Nil,
        };
        match number {
            Value::Int(number) => Ok(number),
            _ => Err(String::from("a whole number expected")),
        }
    }

    /// The id of a string that begins here.
    pub(crate) fn id(&mut self) -> Result<u64, String> {
        // Nearly all ids are hashes, which take all eight bytes.
        let rest = &self.bytes[self.at..];
        if let Some([0xcf, id @ ..]) = rest.first_chunk::<9>() {
            self.at += 9;
            return Ok(u64::from_be_bytes(*id));
        }
        let id = match self.array::<1>()? {
            [tag @ 0x00..=0x7f] => return Ok(u64::from(tag)),
            [tag @ 0xcc..=0xd3] => self.integer(tag)?.as_id(),
            _ => None,
        };
        id.ok_or_else(|| String::from("the id of a string expected"))
    }
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: u32) -> Result<Value<'a>, String> {
        if depth == 0 {
            return Err(format!("at most {MAX_DEPTH} nested values expected"));
        }
        let [tag] = self.array::<1>()?;
        Ok(match tag {
            0x00..=0x7f => Value::Int(i64::from(tag)),
            0x80..=0x8f => self.map(usize::from(tag & 0x0f), depth)?,
            0x90..=0x9f => self.list(usize::from(tag & 0x0f), depth)?,
            0xa0..=0xbf => self.str(usize::from(tag & 0x1f))?,
            0xc0 => Value::Nil,
            0xc2 => Value::Bool(false),
            0xc3 => Value::Bool(true),
            0xc4..=0xc6 => {
                let length = self.length(tag - 0xc4)?;
                Value::Bytes(self.take(length)?)
            }
            0xca => Value::Float(f64::from(f32::from_be_bytes(self.array()?))),
            0xcb => Value::Float(f64::from_be_bytes(self.array()?)),
            0xcc..=0xd3 => self.integer(tag)?,
            0xd9..=0xdb => {
                let length = self.length(tag - 0xd9)?;
                self.str(length)?
            }
            0xdc | 0xdd => {
                let length = self.length(tag - 0xdb)?;
                self.list(length, depth)?
            }
            0xde | 0xdf => {
                let length = self.length(tag - 0xdd)?;
                self.map(length, depth)?
            }
            0xe0..=0xff => Value::Int(i64::from(tag as i8)),
            _ => {
                return Err(format!(
                    "a MessagePack value expected, found type {tag:#04x}"
                ));
            }
        })
    }

    fn integer(&mut self, tag: u8) -> Result<Value<'a>, String> {
        Ok(Value::Int(match tag {
            0xcc => i64::from(u8::from_be_bytes(self.array()?)),
            0xcd => i64::from(u16::from_be_bytes(self.array()?)),
            0xce => i64::from(u32::from_be_bytes(self.array()?)),
            0xcf => {
                let big = u64::from_be_bytes(self.array()?);
                return Ok(i64::try_from(big).map_or(Value::Big(big), Value::Int));
            }
            0xd0 => i64::from(i8::from_be_bytes(self.array()?)),
            0xd1 => i64::from(i16::from_be_bytes(self.array()?)),
            0xd2 => i64::from(i32::from_be_bytes(self.array()?)),
            _ => i64::from_be_bytes(self.array()?),
        }))
    }

    /// A length of 1, 2 or 4 bytes, for `width` 0, 1 or 2.
    fn length(&mut self, width: u8) -> Result<usize, String> {
        Ok(match width {
            0 => usize::from(u8::from_be_bytes(self.array()?)),
            1 => usize::from(u16::from_be_bytes(self.array()?)),
            _ => u32::from_be_bytes(self.array()?) as usize,
        })
    }

    fn str(&mut self, length: usize) -> Result<Value<'a>, String> {
        let bytes = self.take(length)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Value::Str(text)),
            Err(_) => Err(String::from("a string in UTF-8 expected")),
        }
    }

    fn list(&mut self, length: usize, depth: u32) -> Result<Value<'a>, String> {
        self.room(length)?;
        (0..length)
            .map(|_| self.value(depth - 1))
            .collect::<Result<_, _>>()
            .map(Value::List)
    }

    fn map(&mut self, length: usize, depth: u32) -> Result<Value<'a>, String> {
        self.room(length)?;
        (0..length)
            .map(|_| Ok((self.value(depth - 1)?, self.value(depth - 1)?)))
            .collect::<Result<_, _>>()
            .map(Value::Map)
    }

    /// Every element takes at least a byte.
    fn room(&self, length: usize) -> Result<(), String> {
        if length > self.bytes.len() - self.at {
            return Err(format!("{length} elements expected, the file ends before"));
        }
        Ok(())
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], String> {
        let rest = &self.bytes[self.at..];
        let Some(taken) = rest.get(..length) else {
            return Err(format!("{length} bytes expected, found {}", rest.len()));
        };
        self.at += length;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let rest = &self.bytes[self.at..];
        let Some(array) = rest.first_chunk::<N>() else {
            return Err(format!("{N} bytes expected, found {}", rest.len()));
        };
        self.at += N;
        Ok(*array)
    }
}

impl<'a> Value<'a> {
    /// The value under a key of a map; the key may be written as a string or as bytes.
    pub(crate) fn get(&self, key: &str) -> Option<&Value<'a>> {
        let Value::Map(entries) = self else {
            return None;
        };
        let found = entries.iter().find(|(k, _)| match k {
            Value::Str(text) => *text == key,
            Value::Bytes(bytes) => *bytes == key.as_bytes(),
            _ => false,
        });
        found.map(|(_, value)| value)
    }

    /// The entries of a map; none for anything else.
    pub(crate) fn entries(&self) -> &[(Value<'a>, Value<'a>)] {
        match self {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The elements of a list.
    pub(crate) fn list_items(&self) -> Option<&[Value<'a>]> {
        match self {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// A string.
    pub(crate) fn as_str(&self) -> Option<&'a str> {
        match self {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// A number that counts something.
    pub(crate) fn as_count(&self) -> Option<usize> {
        match self {
            Value::Int(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    /// A key of a table: the id of a string.
    pub(crate) fn as_id(&self) -> Option<u64> {
        match self {
            Value::Int(number) => u64::try_from(*number).ok(),
            Value::Big(number) => Some(*number),
            _ => None,
        }
    }
}

/// JSON as MessagePack, for tests. Keys that are numbers become numbers.
#[cfg(test)]
pub(crate) fn write(json: &serde_json::Value) -> Vec<u8> {
    use serde_json::Value as Json;
    let long = |tag: u8, length: usize| [&[tag][..], &(length as u32).to_be_bytes()].concat();
    let str = |text: &str| [long(0xdb, text.len()), text.as_bytes().to_vec()].concat();
    let number = |number: u64| [&[0xcf][..], &number.to_be_bytes()].concat();
    match json {
        Json::Null => vec![0xc0],
        Json::Bool(flag) => vec![0xc2 + u8::from(*flag)],
        Json::Number(n) => match n.as_u64() {
            Some(n) => number(n),
            None => [&[0xd3][..], &n.as_i64().unwrap_or_default().to_be_bytes()].concat(),
        },
        Json::String(text) => str(text),
        Json::Array(items) => {
            let items = items.iter().flat_map(write);
            long(0xdd, json.as_array().map_or(0, Vec::len))
                .into_iter()
                .chain(items)
                .collect()
        }
        Json::Object(entries) => {
            let key = |key: &String| key.parse().map_or_else(|_| str(key), number);
            let pairs = entries
                .iter()
                .flat_map(|(k, v)| [key(k), write(v)].concat());
            long(0xdf, entries.len()).into_iter().chain(pairs).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_every_kind_are_read() {
        let bytes = b"\x86\xa1a\x93\xc0\xc2\xc3\xa1b\xcf\xff\xff\xff\xff\xff\xff\xff\xff\xa1c\xcb\x3f\xf0\0\0\0\0\0\0\xc4\x01d\xd1\xff\x00\xa1e\xe0\xa1f\xd9\x02hi";
        let value = read(bytes).unwrap();
        let bools = [Value::Nil, Value::Bool(false), Value::Bool(true)];
        assert_eq!(value.get("a").unwrap().list_items().unwrap(), bools);
        assert_eq!(value.get("b").unwrap().as_id(), Some(u64::MAX));
        assert_eq!(value.get("c"), Some(&Value::Float(1.0)));
        assert_eq!(value.get("d"), Some(&Value::Int(-256)));
        assert_eq!(value.get("e"), Some(&Value::Int(-32)));
        assert_eq!(value.get("f").unwrap().as_str(), Some("hi"));
    }

    #[test]
    fn a_file_is_read_value_by_value() {
        let bytes = b"\x82\x05\x92\xa1a\xd9\x02bc\xcf\xff\xff\xff\xff\xff\xff\xff\xff\x90";
        let mut reader = Reader::at(bytes, 0);
        assert_eq!(reader.map_length(), Ok(2));
        assert_eq!(reader.id(), Ok(5));
        let place = reader.place();
        assert_eq!(reader.list_length(), Ok(2));
        assert!(reader.is_str());
        assert_eq!((reader.text(), reader.text()), (Ok("a"), Ok("bc")));
        assert_eq!(reader.id(), Ok(u64::MAX));
        assert_eq!(reader.any(), Ok(Value::List(Vec::new())));
        assert!(!reader.is_str() && reader.text().is_err() && reader.id().is_err());
        assert_eq!(Reader::at(bytes, place).list_length(), Ok(2));
        assert!(Reader::at(b"\xdf\xff\xff\xff\xff", 0).map_length().is_err());
        assert!(Reader::at(b"\xd9\x09ab", 0).text().is_err());
        assert!(Reader::at(b"", 7).list_length().is_err());
        let numbers = [
            &b"\x07"[..],
            b"\xff",
            b"\xd1\xff\x00",
            b"\xcd\x01\x00",
            b"\xcf",
            b"\xa1a",
        ];
        let numbers = numbers.map(|bytes| Reader::at(bytes, 0).number().ok());
        assert_eq!(
            numbers,
            [Some(7), Some(-1), Some(-256), Some(256), None, None]
        );
    }

    #[test]
    fn a_length_beyond_the_file_is_refused() {
        let error = read(b"\xdd\xff\xff\xff\xff\xc0").unwrap_err();
        assert!(error.contains("4294967295 elements"), "{error}");
        assert!(read(b"\xc6\xff\xff\xff\xff").is_err());
        assert!(read(b"\xa5abc").is_err());
        assert!(read(b"").is_err());
    }

    #[test]
    fn endless_nesting_is_refused() {
        let error = read(&[0x91; 10_000]).unwrap_err();
        assert!(error.contains("nested"), "{error}");
    }

    #[test]
    fn bytes_after_the_value_are_refused() {
        assert!(read(b"\xc0\xc0").unwrap_err().contains("1 more"));
    }
}
