//! Reads the `model` file of a component: the layers of its network and their weights.
//!
//! thinc writes a list of nodes breadth first, and beside it, in the same order, their
//! attributes and their parameters. Arrays are maps with the keys `nd`, `type`, `shape`, `data`.

use std::path::{Path, PathBuf};

use crate::Error;
use crate::layers::Matrix;
use crate::msgpack::{self, Value};

/// Largest width, number of rows or of pieces that a layer may have.
const MAX_DIM: usize = 1 << 24;

/// The network of one component.
pub(crate) struct Weights<'a> {
    path: PathBuf,
    nodes: Vec<Node<'a>>,
}

/// One layer of a network.
pub(crate) struct Node<'a> {
    path: PathBuf,
    index: usize,
    name: &'a str,
    refs: Vec<(&'a str, usize)>,
    attrs: Value<'a>,
    params: Value<'a>,
}

impl<'a> Weights<'a> {
    /// Splits the bytes of the file at `path` into nodes.
    pub(crate) fn read(path: &Path, bytes: &'a [u8]) -> Result<Weights<'a>, Error> {
        let value = msgpack::read(bytes).map_err(|expected| Error::format(path, expected))?;
        let part = |key: &str| {
            let list = value.get(key).and_then(Value::list_items);
            list.ok_or_else(|| Error::format(path, format!("a list `{key}` expected")))
        };
        let (nodes, attrs, params) = (part("nodes")?, part("attrs")?, part("params")?);
        if nodes.len() != attrs.len() || nodes.len() != params.len() {
            return Err(Error::format(
                path,
                "as many attributes and parameters as nodes expected",
            ));
        }
        let nodes = nodes.iter().zip(attrs).zip(params).enumerate();
        let nodes = nodes.map(|(index, ((node, attrs), params))| {
            let name = node.get("name").and_then(Value::as_str);
            let name = name
                .ok_or_else(|| Error::format(path, format!("a name of node {index} expected")))?;
            let refs = node
                .get("refs")
                .map(Value::entries)
                .unwrap_or_default()
                .iter();
            Ok(Node {
                path: path.to_owned(),
                index,
                name,
                refs: refs
                    .filter_map(|(key, to)| Some((key.as_str()?, to.as_count()?)))
                    .collect(),
                attrs: attrs.clone(),
                params: params.clone(),
            })
        });
        Ok(Weights {
            path: path.to_owned(),
            nodes: nodes.collect::<Result<_, _>>()?,
        })
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The nodes of this name, in their order.
    pub(crate) fn named(&self, name: &str) -> Vec<&Node<'a>> {
        self.nodes.iter().filter(|node| node.name == name).collect()
    }

    /// The node that the first one, the whole network, refers to by this name.
    pub(crate) fn referred(&self, name: &str) -> Option<&Node<'a>> {
        let refs = &self.nodes.first()?.refs;
        let (_, index) = refs.iter().find(|(key, _)| *key == name)?;
        self.nodes.get(*index)
    }
}

impl<'a> Node<'a> {
    /// Place in the file's list.
    pub(crate) fn index(&self) -> usize {
        self.index
    }

    /// A whole-numbered attribute. Attributes are MessagePack within MessagePack.
    pub(crate) fn count_attr(&self, name: &str) -> Result<usize, Error> {
        let count = match self.attrs.get(name) {
            Some(Value::Bytes(bytes)) => msgpack::read(bytes).ok().and_then(|v| v.as_count()),
            _ => None,
        };
        count.ok_or_else(|| self.wrong(format!("attribute `{name}`: a number expected")))
    }

    /// A parameter: its shape, of `N` dimensions, none of them empty, and its numbers.
    pub(crate) fn param<const N: usize>(
        &self,
        name: &str,
    ) -> Result<([usize; N], Vec<f32>), Error> {
        let wrong = |expected: &str| self.wrong(format!("parameter `{name}`: {expected} expected"));
        let array = self.params.get(name).ok_or_else(|| wrong("an array"))?;
        let kind = match array.get("type") {
            Some(Value::Str(kind)) => kind.as_bytes(),
            Some(Value::Bytes(kind)) => kind,
            _ => b"",
        };
        if kind != b"<f4" {
            return Err(wrong("numbers of type `<f4`"));
        }
        let shape = array
            .get("shape")
            .and_then(Value::list_items)
            .unwrap_or_default();
        let shape: Option<Vec<usize>> = shape.iter().map(Value::as_count).collect();
        let shape = shape.and_then(|shape| <[usize; N]>::try_from(shape).ok());
        let shape = shape.filter(|shape| shape.iter().all(|dim| (1..=MAX_DIM).contains(dim)));
        let shape = shape.ok_or_else(|| wrong(&format!("a shape of {N} dimensions")))?;
        let Some(Value::Bytes(data)) = array.get("data") else {
            return Err(wrong("numbers"));
        };
        let total = shape
            .iter()
            .try_fold(4usize, |total, &dim| total.checked_mul(dim));
        if total != Some(data.len()) {
            return Err(wrong(&format!(
                "numbers for the shape {shape:?}, not {} bytes,",
                data.len()
            )));
        }
        let (numbers, _) = data.as_chunks::<4>();
        let numbers: Vec<f32> = numbers.iter().map(|n| f32::from_le_bytes(*n)).collect();
        // One such number would spread over all answers, and no training ends with it.
        if !numbers.iter().all(|number| number.is_finite()) {
            return Err(wrong("finite numbers"));
        }
        Ok((shape, numbers))
    }

    /// A parameter of exactly this shape.
    pub(crate) fn exact<const N: usize>(
        &self,
        name: &str,
        shape: [usize; N],
    ) -> Result<Vec<f32>, Error> {
        let (found, numbers) = self.param::<N>(name)?;
        if found != shape {
            return Err(self.wrong(format!(
                "parameter `{name}`: shape {shape:?} expected, found {found:?}"
            )));
        }
        Ok(numbers)
    }

    /// A parameter of two dimensions as a matrix.
    pub(crate) fn matrix(&self, name: &str) -> Result<Matrix, Error> {
        let ([rows, cols], data) = self.param::<2>(name)?;
        Ok(Matrix::new(rows, cols, data))
    }

    /// An error about this node.
    pub(crate) fn wrong(&self, expected: String) -> Error {
        let kind: String = self.name.chars().take(40).collect();
        Error::format(
            &self.path,
            format!("node {} ({kind}): {expected}", self.index),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of one node `linear` with the parameter `b` as given.
    fn file(shape: &[u8], data: &[u8]) -> Vec<u8> {
        let mut bytes = b"\x83\xa5nodes\x91\x82\xa4name\xa6linear\xa4refs\x81\xa2me\x00\xa5attrs\x91\x81\xa2nW\xc4\x01\x05\xa6params\x91\x81\xa1b\x84\xc4\x02nd\xc3\xc4\x04type\xa3<f4\xc4\x05shape".to_vec();
        bytes.extend_from_slice(shape);
        bytes.extend_from_slice(b"\xc4\x04data\xc4");
        bytes.push(data.len() as u8);
        bytes.extend_from_slice(data);
        bytes
    }

    fn error(shape: &[u8], data: &[u8]) -> String {
        let bytes = file(shape, data);
        let weights = Weights::read(Path::new("tagger/model"), &bytes).unwrap();
        weights.named("linear")[0]
            .param::<1>("b")
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_node_gives_its_numbers_and_attributes() {
        let bytes = file(b"\x91\x02", &[0, 0, 128, 63, 0, 0, 0, 64]);
        let weights = Weights::read(Path::new("m"), &bytes).unwrap();
        let node = weights.referred("me").unwrap();
        assert_eq!(node.param::<1>("b").unwrap(), ([2], vec![1.0, 2.0]));
        assert_eq!(node.count_attr("nW").unwrap(), 5);
    }

    #[test]
    fn an_array_that_contradicts_itself_is_refused() {
        assert!(error(b"\x91\x03", &[0; 8]).contains("tagger/model"));
        assert!(error(b"\x91\x00", &[]).contains("shape"));
        let infinite = f32::NEG_INFINITY.to_le_bytes();
        assert!(error(b"\x91\x01", &infinite).contains("`b`: finite numbers"));
        assert!(error(b"\x92\x01\x02", &[0; 8]).contains("1 dimensions"));
        assert!(error(b"\x91\xcf\x7f\xff\xff\xff\xff\xff\xff\xff", &[0; 8]).contains("shape"));
    }

    #[test]
    fn a_file_that_is_no_network_is_refused() {
        assert!(Weights::read(Path::new("m"), b"\x80").is_err());
        assert!(
            Weights::read(
                Path::new("m"),
                b"\x83\xa5nodes\x91\x80\xa5attrs\x90\xa6params\x90"
            )
            .is_err()
        );
    }
}
