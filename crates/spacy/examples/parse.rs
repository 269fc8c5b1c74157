//! Reads a text from standard input with the pipeline in a folder, and prints it as CoNLL-U or,
//! with `--json`, as spaCy's JSON:
//!
//! ```sh
//! echo "The envoy flew to Oslo." | cargo run --release -p spacy --example parse -- MODEL [--json]
//! ```

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::error::Error;
use std::io::Read;
use std::path::Path;

use spacy::Model;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, json) = match &arguments[..] {
        [folder] => (folder, false),
        [folder, option] if option == "--json" => (folder, true),
        _ => return Err("usage: parse MODEL [--json] < TEXT".into()),
    };
    let model = Model::load(Path::new(folder))?;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let doc = model.parse(&text);
    match json {
        true => println!("{}", doc.to_json()),
        false => print!("{}", doc.to_conllu()),
    }
    Ok(())
}
