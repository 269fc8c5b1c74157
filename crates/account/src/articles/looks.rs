//! Lines of a text as they look, sums over them, and the stretch of them that is mostly running text.

use crate::model::{Block, BlockKind};
use crate::pages::{ends, units};

use super::boilerplate::{Hit, Takes};

/// What a line looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) kind: f32,
    pub(crate) units: f32,
    pub(crate) links: f32,
    pub(crate) ends: bool,
    pub(crate) running: bool,
    /// How much goes with the line by the rules: 0 for none that they know.
    pub(crate) hit: f32,
}

impl Look {
    pub(crate) fn of(block: &Block, hit: Hit) -> Self {
        let units = units(&block.text);
        let ends = ends(&block.text);
        let bytes = block.text.bytes();
        let length = bytes.filter(|byte| !byte.is_ascii_whitespace()).count();
        let links = block.linked as f32 / length.max(1) as f32;
        let running = block.kind != BlockKind::Heading
            && links < 0.5
            && units >= 8.0
            && (ends || units >= 25.0);
        Self {
            kind: kind(block.kind),
            units,
            links,
            ends,
            running,
            hit: match hit {
                None => 0.0,
                Some((_, Takes::Line)) => 1.0,
                Some((_, Takes::List)) => 2.0,
                Some((_, Takes::Rest)) => 3.0,
            },
        }
    }
}

/// Sums over lines.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    pub(crate) units: f32,
    pub(crate) running: f32,
    pub(crate) runs: f32,
    pub(crate) linked: f32,
    pub(crate) items: f32,
    pub(crate) hits: f32,
    /// Long words, and those of them that other lines of the core have.
    pub(crate) long: f32,
    pub(crate) known: f32,
}

impl Sums {
    pub(crate) fn add(mut self, look: &Look) -> Self {
        self.units += look.units;
        self.linked += look.units * look.links;
        self.items += truth(look.kind == 2.0);
        self.hits += truth(look.hit > 0.0);
        if look.running {
            self.running += look.units;
            self.runs += 1.0;
        }
        self
    }

    pub(crate) fn less(&self, other: &Self) -> Self {
        Self {
            units: self.units - other.units,
            running: self.running - other.running,
            runs: self.runs - other.runs,
            linked: self.linked - other.linked,
            items: self.items - other.items,
            hits: self.hits - other.hits,
            long: self.long - other.long,
            known: self.known - other.known,
        }
    }
}

/// A stretch of lines.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Core {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The stretch of lines with the most running text, less a cost for each other line.
pub(crate) fn core(looks: &[Look], cost: f32) -> Core {
    let mut best = Core::default();
    let (mut largest, mut sum, mut start) = (0.0, 0.0, 0);
    for (at, look) in looks.iter().enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, at);
        }
        sum += if look.running && look.hit == 0.0 {
            look.units
        } else {
            -cost
        };
        if sum > largest {
            largest = sum;
            best = Core { start, end: at + 1 };
        }
    }
    best
}

fn kind(kind: BlockKind) -> f32 {
    match kind {
        BlockKind::Paragraph => 0.0,
        BlockKind::Heading => 1.0,
        BlockKind::Item => 2.0,
        BlockKind::Quotation => 3.0,
    }
}

pub(crate) fn truth(value: bool) -> f32 {
    f32::from(u8::from(value))
}
