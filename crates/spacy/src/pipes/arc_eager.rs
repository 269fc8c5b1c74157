//! The parser's state and moves: the arc-eager system of Nivre (2003), in the variant of
//! Honnibal and Johnson (2014) that can take back a shift, with a move that ends a sentence.

/// What a move does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Puts the next word on the stack.
    Shift,
    /// Takes the top word off the stack; without a head it goes back to the words to come.
    Reduce,
    /// Makes the next word the head of the top word, and takes that off the stack.
    Left,
    /// Makes the top word the head of the next one, and puts that on the stack.
    Right,
    /// Lets a sentence begin after the next word.
    Break,
}

impl Action {
    /// The action of this number in a file of moves.
    pub(super) fn numbered(number: u8) -> Option<Action> {
        let actions = [
            Action::Shift,
            Action::Reduce,
            Action::Left,
            Action::Right,
            Action::Break,
        ];
        actions.get(usize::from(number)).copied()
    }
}

/// A text that is being parsed.
#[derive(Debug)]
pub(super) struct State {
    words: Vec<Word>,
    stack: Vec<usize>,
    /// Words that went back from the stack, the next one last.
    returned: Vec<usize>,
    /// The first word that was never on the stack.
    next: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Word {
    head: Option<usize>,
    /// Number of the move that set the head.
    label: usize,
    /// The last child that was attached on each side.
    left: Option<usize>,
    right: Option<usize>,
    /// The child that was attached to the same head, on the same side, before this one.
    before: Option<usize>,
    returned: bool,
    starts_sentence: bool,
}

impl State {
    /// Nothing parsed yet. `starts` says at which words a sentence is known to begin.
    pub(super) fn new(starts: impl Iterator<Item = bool>) -> State {
        let words = starts.map(|starts_sentence| Word {
            starts_sentence,
            ..Word::default()
        });
        State {
            words: words.collect(),
            stack: Vec::new(),
            returned: Vec::new(),
            next: 0,
        }
    }

    /// Whether everything is parsed.
    pub(super) fn is_final(&self) -> bool {
        self.stack.is_empty() && self.ahead(0).is_none()
    }

    /// The head of a word and the number of the move that set it; `None` for a root.
    pub(super) fn head(&self, word: usize) -> Option<(usize, usize)> {
        let word = &self.words[word];
        Some((word.head?, word.label))
    }

    /// The words that the network sees: the next two, the top three of the stack, and the
    /// outermost children of the next and of the top one.
    pub(super) fn places(&self) -> [Option<usize>; 8] {
        let (next, top) = (self.ahead(0), self.top(0));
        let left = |word: Option<usize>| self.words[word?].left;
        let right = |word: Option<usize>| self.words[word?].right;
        [
            next,
            self.ahead(1),
            top,
            self.top(1),
            self.top(2),
            left(next),
            left(top),
            right(top),
        ]
    }

    fn top(&self, depth: usize) -> Option<usize> {
        let index = self.stack.len().checked_sub(depth + 1)?;
        Some(self.stack[index])
    }

    /// The words to come, the next one for 0.
    fn ahead(&self, distance: usize) -> Option<usize> {
        if let Some(index) = self.returned.len().checked_sub(distance + 1) {
            return Some(self.returned[index]);
        }
        let word = self.next + distance - self.returned.len();
        (word < self.words.len()).then_some(word)
    }

    /// Whether a move is allowed.
    pub(super) fn allows(&self, action: Action) -> bool {
        let next = self.ahead(0);
        let starts =
            |word: Option<usize>| word.is_some_and(|word| self.words[word].starts_sentence);
        match action {
            Action::Shift if self.stack.is_empty() => true,
            Action::Shift => {
                let returned = next.is_some_and(|word| self.words[word].returned);
                self.ahead(1).is_some() && !starts(next) && !returned
            }
            Action::Reduce => !self.stack.is_empty(),
            Action::Left | Action::Right => {
                !self.stack.is_empty() && next.is_some() && !starts(next)
            }
            Action::Break => match (next, self.ahead(1)) {
                (Some(next), Some(second)) => second == next + 1 && !starts(Some(second)),
                _ => false,
            },
        }
    }

    /// Whether the top word and the next one stand side by side.
    pub(super) fn adjacent(&self) -> bool {
        match (self.top(0), self.ahead(0)) {
            (Some(top), Some(next)) => top + 1 == next,
            _ => false,
        }
    }

    /// Makes a move that is allowed; `label` is the number of the move.
    pub(super) fn apply(&mut self, action: Action, label: usize) {
        let (top, next) = (self.top(0), self.ahead(0));
        match (action, top, next) {
            (Action::Shift, _, Some(_)) => self.push(),
            (Action::Reduce, Some(top), _) => {
                self.stack.pop();
                if self.words[top].head.is_none() && !self.stack.is_empty() {
                    self.words[top].returned = true;
                    self.returned.push(top);
                }
            }
            (Action::Left, Some(top), Some(next)) => {
                self.attach(next, top, label);
                self.words[next].returned = false;
                self.stack.pop();
            }
            (Action::Right, Some(top), Some(next)) => {
                self.attach(top, next, label);
                self.push();
            }
            (Action::Break, _, _) => {
                if let Some(second) = self.ahead(1) {
                    self.words[second].starts_sentence = true;
                }
            }
            _ => {}
        }
    }

    /// Ends the parse where it stands.
    pub(super) fn stop(&mut self) {
        self.stack.clear();
        self.returned.clear();
        self.next = self.words.len();
    }

    fn push(&mut self) {
        let word = self.returned.pop().unwrap_or(self.next);
        if word == self.next {
            self.next += 1;
        }
        self.stack.push(word);
    }

    fn attach(&mut self, head: usize, child: usize, label: usize) {
        // Only a word on the stack can have a head already. It is then the last right child
        // that its head got, for since then the head was not on top.
        if let Some(old) = self.words[child].head
            && self.words[old].right == Some(child)
        {
            self.words[old].right = self.words[child].before;
        }
        let side = match child < head {
            true => &mut self.words[head].left,
            false => &mut self.words[head].right,
        };
        let before = side.replace(child);
        self.words[child] = Word {
            head: Some(head),
            label,
            before,
            ..self.words[child]
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Applies moves, each of which must be allowed.
    fn run(words: usize, actions: &[Action]) -> State {
        let mut state = State::new((0..words).map(|word| word == 0));
        for (i, &action) in actions.iter().enumerate() {
            assert!(state.allows(action), "move {i}, {action:?}, in {state:?}");
            state.apply(action, i);
        }
        state
    }

    #[test]
    fn a_small_sentence_is_parsed() {
        use Action::{Left, Reduce, Right, Shift};
        // They saw her: They <- saw -> her
        let state = run(3, &[Shift, Left, Shift, Right, Reduce, Reduce]);
        assert!(state.is_final());
        assert_eq!(state.head(0), Some((1, 1)));
        assert_eq!(state.head(1), None);
        assert_eq!(state.head(2), Some((1, 3)));
    }

    #[test]
    fn the_network_sees_children_of_the_ends() {
        use Action::{Left, Right, Shift};
        let state = run(5, &[Shift, Left, Shift, Right]);
        let places = [Some(3), Some(4), Some(2), Some(1), None, None, None, None];
        assert_eq!(state.places(), places);
        let state = run(5, &[Shift, Left]);
        assert_eq!(state.places()[5], Some(0));
    }

    #[test]
    fn a_word_without_head_goes_back_once() {
        use Action::{Break, Left, Reduce, Right, Shift};
        let state = run(4, &[Shift, Shift, Reduce]);
        assert_eq!(state.places()[..3], [Some(1), Some(2), Some(0)]);
        assert!(!state.allows(Shift) && state.allows(Right) && state.allows(Left));
        assert!(state.allows(Break));
    }

    #[test]
    fn a_left_arc_replaces_a_right_one() {
        use Action::{Left, Right, Shift};
        let state = run(3, &[Shift, Right, Left]);
        assert_eq!(state.head(1), Some((2, 2)));
        let places = state.places();
        assert_eq!((places[0], places[2], places[7]), (Some(2), Some(0), None));
    }

    #[test]
    fn a_sentence_that_begins_is_not_crossed() {
        use Action::{Break, Left, Reduce, Right, Shift};
        let state = run(3, &[Shift, Break]);
        assert!(!state.allows(Break));
        let state = run(3, &[Break, Shift]);
        assert!(!state.allows(Shift) && !state.allows(Left) && !state.allows(Right));
        assert!(state.allows(Reduce));
    }

    #[test]
    fn any_allowed_moves_come_to_an_end() {
        let actions = [0, 1, 2, 3, 4].map(|number| Action::numbered(number).unwrap());
        let mut draw = 12_345u64;
        for words in [0, 1, 2, 7, 50] {
            let mut state = State::new((0..words).map(|word| word == 0));
            let mut moves = 0;
            while !state.is_final() {
                draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let first = (draw >> 33) as usize;
                let mut choices = (0..5).map(|i| actions[(first + i) % 5]);
                let action = choices.find(|&action| state.allows(action)).unwrap();
                state.apply(action, 0);
                moves += 1;
                assert!(moves <= 20 * words, "{state:?}");
            }
        }
    }
}
