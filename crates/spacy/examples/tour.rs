//! The example of the README, complete: what a document gives. Run it with the folder of
//! `en_core_web_sm` 3.8.

#![allow(clippy::print_stdout, reason = "an example may show what it found")]

use std::error::Error;
use std::path::Path;

use spacy::Model;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    let folder = folder.ok_or("the folder of a pipeline expected")?;
    tour(&Model::load(Path::new(&folder))?);
    Ok(())
}

pub(crate) fn tour(model: &Model) {
    let doc = model.parse("Envoy Lia Torm met the old rebels' leaders in Oslo. They signed it.");

    // Tokens have what is said of them as fields, and lead to each other.
    let leaders = doc.token(8).expect("the text has more tokens");
    assert_eq!(leaders.text(), "leaders");
    assert_eq!(leaders.lemma, "leader");
    assert_eq!(leaders.pos, "NOUN");
    assert_eq!(leaders.features().get("Number"), Some("Plur"));
    assert_eq!(leaders.head().text(), "met");
    for child in leaders.children() {
        println!("{child} is the {} of {leaders}", child.dep);
    }
    let words: Vec<&str> = leaders.subtree().map(|token| token.text()).collect();
    assert_eq!(words.join(" "), "the old rebels ' leaders in Oslo");

    // Sentences, entities and noun chunks are spans of tokens.
    let sentences: Vec<&str> = doc.sentences().map(|span| span.text()).collect();
    assert_eq!(sentences[1], "They signed it.");
    let entities: Vec<_> = doc
        .entities()
        .map(|span| (span.text(), span.label()))
        .collect();
    assert_eq!(entities, [("Lia Torm", "PERSON"), ("Oslo", "GPE")]);
    let chunks: Vec<&str> = doc.noun_chunks().map(|span| span.text()).collect();
    assert_eq!(chunks[1..3], ["the old rebels' leaders", "Oslo"]);

    // Others' tools read it.
    let for_spacy = doc.to_json();
    let for_treebanks = doc.to_conllu();
    assert!(for_spacy.starts_with(r#"{"text":"Envoy Lia Torm"#));
    assert!(for_treebanks.starts_with("# sent_id = 1\n"));

    // Many texts are read on all processors, and come back in their order.
    let texts = ["Torm left.", "They stayed in Oslo."];
    let lengths: Vec<usize> = model.pipe(texts).map(|doc| doc.len()).collect();
    assert_eq!(lengths, [3, 5]);
}
