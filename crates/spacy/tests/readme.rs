//! The example of the README: it is that of `examples/tour.rs`, and what it says holds.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod model_dir;

#[allow(dead_code, reason = "its `main` is not called here")]
#[path = "../examples/tour.rs"]
mod tour;

#[test]
fn the_example_holds() {
    tour::tour(&spacy::Model::load(model_dir::model_dir()).unwrap());
}

#[test]
fn the_readme_shows_the_example() {
    let example = include_str!("../examples/tour.rs");
    let code = &example[example.find("\nuse ").unwrap() + 1..];
    let readme = include_str!("../README.md");
    assert!(
        readme.contains(&format!("```rust\n{code}```\n")),
        "README.md shows another example than examples/tour.rs"
    );
}
