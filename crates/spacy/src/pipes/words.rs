//! What a network has worked out for single words, kept for the next time they come.
//!
//! A token's embedding depends on a few attributes of its word alone, and in a text the same words
//! come again and again. What is kept is a cache and nothing else: it never changes a result.

use crate::strings::mix;

/// Places in which a word may be kept; the one that was not asked for longest makes room.
const WAYS: usize = 8;

/// What a network keeps. The products of a word take ten times as much room as its vector, and
/// save as much time.
#[derive(Debug)]
pub(crate) struct Memory {
    /// Mixed embeddings.
    pub(super) vectors: Words,
    /// The same, each with what it adds to the first convolution.
    pub(super) products: Words,
}

/// Numbers that are kept of all words together, 16 MB: those of larger networks keep fewer words.
const MOST_NUMBERS: usize = 4 << 20;

/// How many words of so many numbers are kept.
fn capacity(most: usize, numbers: usize) -> usize {
    let fit = MOST_NUMBERS / numbers.max(1);
    (fit.min(most) / WAYS * WAYS).max(WAYS)
}

impl Memory {
    /// Words whose vectors and whose products are kept. Of the words of news, six in seven and
    /// four in five are found again.
    const VECTORS: usize = 4096;
    const PRODUCTS: usize = 2048;

    /// For words that are known by so many attributes, with vectors of `width` numbers that add
    /// `products` numbers to the first convolution.
    pub(super) fn new(attributes: usize, width: usize, products: usize) -> Memory {
        let vectors = capacity(Memory::VECTORS, width);
        let with_products = capacity(Memory::PRODUCTS, width + products);
        Memory {
            vectors: Words::new(vectors, attributes, width),
            products: Words::new(with_products, attributes, width + products),
        }
    }

    /// Begins a round: the places that are given out in it stay what they are until the next one.
    pub(super) fn begin(&mut self) {
        self.vectors.begin();
        self.products.begin();
    }
}

/// Numbers kept for words, each known by its key: the attributes that a network sees.
#[derive(Debug)]
pub(crate) struct Words {
    /// Places that stay from round to round.
    capacity: usize,
    /// Attributes in a key.
    attributes: usize,
    /// Numbers of a word.
    width: usize,
    /// By place; a place that nobody asked for is empty.
    hashes: Vec<u64>,
    keys: Vec<u64>,
    /// The round in which a word was last asked for.
    asked: Vec<u32>,
    numbers: Vec<f32>,
    round: u32,
}

/// The place of a word's numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    /// Where they are.
    Kept(usize),
    /// Where there is room for them.
    Room(usize),
}

impl Words {
    /// Room for so many words, a multiple of [`WAYS`], each with `width` numbers, known by so many
    /// attributes.
    fn new(capacity: usize, attributes: usize, width: usize) -> Words {
        // Memory that is only zero is not taken from the system before it is written.
        Words {
            capacity,
            attributes,
            width,
            hashes: vec![0; capacity],
            keys: vec![0; capacity * attributes],
            asked: vec![0; capacity],
            numbers: vec![0.0; capacity * width],
            round: 0,
        }
    }

    /// Begins a round: the places that are given out in it stay what they are until the next one.
    fn begin(&mut self) {
        if self.round == u32::MAX {
            *self = Words::new(self.capacity, self.attributes, self.width);
        }
        self.resize(self.capacity);
        self.round += 1;
    }

    fn resize(&mut self, places: usize) {
        self.hashes.resize(places, 0);
        self.asked.resize(places, 0);
        self.keys.resize(places * self.attributes, 0);
        self.numbers.resize(places * self.width, 0.0);
    }

    /// Looks for a word; when it is not there, makes room for it.
    pub(super) fn find(&mut self, key: &[u64]) -> Found {
        let hash = key.iter().fold(0, |hash, part| mix(hash ^ part));
        let first = hash as usize % (self.capacity / WAYS) * WAYS;
        let mut oldest = first;
        for place in first..first + WAYS {
            let is_it = self.hashes[place] == hash && self.asked[place] > 0;
            if is_it && self.keys[place * self.attributes..][..self.attributes] == *key {
                self.asked[place] = self.round;
                return Found::Kept(place);
            }
            if self.asked[place] < self.asked[oldest] {
                oldest = place;
            }
        }
        if self.asked[oldest] == self.round {
            // All of them are in use: a place of its own, for this round alone.
            oldest = self.hashes.len();
            self.resize(oldest + 1);
        }
        self.asked[oldest] = self.round;
        self.hashes[oldest] = hash;
        self.keys[oldest * self.attributes..][..self.attributes].copy_from_slice(key);
        Found::Room(oldest)
    }

    /// The numbers in a place.
    pub(super) fn numbers(&self, place: usize) -> &[f32] {
        &self.numbers[place * self.width..][..self.width]
    }

    /// The numbers in a place, to be written.
    pub(super) fn numbers_mut(&mut self, place: usize) -> &mut [f32] {
        &mut self.numbers[place * self.width..][..self.width]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAPACITY: usize = 64;

    /// Asks for a word whose number is its key, and says whether it had to be worked out.
    fn is_new(words: &mut Words, key: u64) -> bool {
        match words.find(&[key, 7]) {
            Found::Kept(place) => {
                assert_eq!(words.numbers(place), [key as f32]);
                false
            }
            Found::Room(place) => {
                words.numbers_mut(place)[0] = key as f32;
                true
            }
        }
    }

    #[test]
    fn large_networks_keep_fewer_words() {
        assert_eq!(capacity(2048, 960), 2048);
        assert_eq!(capacity(2048, 100_000), 40);
        assert_eq!(capacity(2048, 100_000_000), WAYS);
    }

    #[test]
    fn a_word_is_worked_out_once() {
        let mut words = Words::new(CAPACITY, 2, 1);
        words.begin();
        assert!(is_new(&mut words, 0) && is_new(&mut words, 1));
        assert!(!is_new(&mut words, 0));
        words.begin();
        assert!(!is_new(&mut words, 1));
    }

    #[test]
    fn places_stay_through_a_round_however_many_words_it_has() {
        let mut words = Words::new(CAPACITY, 2, 1);
        let count = 3 * CAPACITY as u64;
        for _ in 0..2 {
            words.begin();
            let places: Vec<usize> = (0..count)
                .map(|key| match words.find(&[key, 7]) {
                    Found::Kept(place) => place,
                    Found::Room(place) => {
                        words.numbers_mut(place)[0] = key as f32;
                        place
                    }
                })
                .collect();
            for (key, place) in places.iter().enumerate() {
                assert_eq!(words.numbers(*place), [key as f32]);
            }
        }
        words.begin();
        assert_eq!(words.hashes.len(), CAPACITY);
    }

    #[test]
    fn of_full_places_the_one_not_asked_for_longest_makes_room() {
        let mut words = Words::new(CAPACITY, 2, 1);
        for key in 0..20 * CAPACITY as u64 {
            words.begin();
            is_new(&mut words, 0);
            is_new(&mut words, key + 1);
        }
        words.begin();
        assert!(!is_new(&mut words, 0) && !is_new(&mut words, 20 * CAPACITY as u64));
        assert!(is_new(&mut words, 1));
    }
}
