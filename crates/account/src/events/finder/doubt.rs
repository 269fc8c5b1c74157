//! Whether a word that a rule reads tells an act at all: "the striker attacked" does not.
//!
//! What is weighed are the words of the sentence, the word itself with what hangs on it, and who is
//! said to act and to be acted on.

use super::super::scene::Scene;
use super::super::tree::within;
use super::told::Labels;
use super::weights::Sink;
use crate::model::*;

/// What counts more than a word of the sentence.
const OWN: f32 = 2.5;

/// What is told of an event that a rule reads.
pub(super) fn told(scene: &Scene<'_>, labels: &Labels<'_>, event: &Event, sink: &mut impl Sink) {
    sentence(scene, labels, event, sink);
    let tree = &scene.tree;
    let kind = event.kind.as_str();
    sink.add(&["rule", &event.rule], OWN);
    sink.add(&["type", kind, event.status.as_str()], 1.0);
    let Some(n) = tree.top(&within(&scene.told.parse.tokens, event.trigger)) else {
        return;
    };
    sink.add(&["act", labels.word(n)], OWN);
    let named = labels.names_type(n, event.kind);
    sink.add(&["named", if named { "yes" } else { "no" }], OWN);
    sink.add(
        &["named", if named { "yes" } else { "no" }, kind, &event.rule],
        OWN,
    );
    sink.add(&["act", labels.dep(n), &tree.token(n).tag], 1.0);
    for child in tree.children(n) {
        let (dep, word) = (labels.dep(*child), labels.word(*child));
        sink.add(&["below", dep], 1.0);
        sink.add(&["below", dep, word], OWN);
        for sense in labels.senses(*child) {
            sink.add(&["below", dep, sense], 1.0);
        }
        for inner in tree
            .children(*child)
            .iter()
            .filter(|_| tree.dep(*child) == Dep::Prep)
        {
            sink.add(&["below", word, labels.word(*inner)], OWN);
        }
    }
    if let Some(above) = tree.head(n) {
        sink.add(&["above", labels.dep(n), labels.word(above)], OWN);
    }
    party(scene, labels, "A", kind, &event.actors, sink);
    party(scene, labels, "R", kind, &event.recipients, sink);
}

/// The words of the sentence, and their senses.
fn sentence(scene: &Scene<'_>, labels: &Labels<'_>, event: &Event, sink: &mut impl Sink) {
    let sentences = &scene.told.parse.sentences;
    let Some(sentence) = sentences.get(event.sentence.0 as usize) else {
        return;
    };
    for n in sentence.tokens.clone() {
        sink.add(&["word", labels.word(n)], 1.0);
        for sense in labels.senses(n) {
            sink.add(&["sense", sense], 0.5);
        }
    }
}

/// Who one side is: what kind of mention, of which sector, called what.
pub(super) fn party(
    scene: &Scene<'_>,
    labels: &Labels<'_>,
    side: &str,
    kind: &str,
    parties: &[Participant],
    sink: &mut impl Sink,
) {
    if parties.is_empty() {
        sink.add(&["nobody", side], OWN);
        sink.add(&["nobody", side, kind], OWN);
    }
    for one in parties {
        let told = &scene.told;
        let entity = &told.mentions.entities[one.entity.0 as usize];
        let entity_kind = format!("{:?}", entity.kind);
        sink.add(&["kind", side, &entity_kind], OWN);
        let codes = scene.codes(one.entity);
        let sector = codes.iter().find_map(|code| code.sector);
        let sector = sector.map_or("-", |sector| sector.as_str());
        let place = codes.iter().any(|code| code.country.is_some());
        let place = if place { "country" } else { "-" };
        sink.add(&["sector", side, sector], OWN);
        sink.add(&["sector", side, sector, place, &entity_kind], OWN);
        let tokens = within(&told.parse.tokens, one.span);
        let Some(head) = scene.tree.top(&tokens) else {
            continue;
        };
        sink.add(&["head", side, labels.word(head)], OWN);
        for sense in labels.senses(head) {
            sink.add(&["head", side, sense], OWN);
        }
    }
}
