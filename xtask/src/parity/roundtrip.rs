//! Has spaCy load what the runtime writes of a text, JSON and CoNLL-U, and compares it with what
//! the runtime itself gives (which must be the same) and with spaCy's own reading.

use std::path::Path;

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};
use spacy::{Doc, Model, Span, TokenRef};

use super::corpora::Corpus;
use super::{BAR, python};

/// Texts of a corpus that are read, whole and by paragraph.
const MOST: [usize; 2] = [10, 60];

/// Texts that are hard to write down or to count in.
const HOSTILE: [&str; 36] = [
    "",
    " ",
    "   ",
    "\n",
    "\r\n\r\n",
    "\t \t",
    " The envoy left. ",
    "  The envoy\tleft  Oslo .  \n\n  He did.\n",
    "Line one.\r\nLine two.\rLine three.\n\n\nLine four.",
    "\n\nA title\n\n \n\nThe ministers of Norway met on Monday.\n",
    "She said \"no\\yes\" | and\\or \\n 'left'\\.",
    "# this is no comment\n1\tno\tline\t_\n# text = neither",
    "_ __ ___ | || 1-2 3.1 \\s \\u{a0}",
    "Zoë Müller saw naïve façades in São Paulo for €5.",
    "e\u{301}te\u{301} in Que\u{301}bec, a\u{300}\u{301}\u{302}\u{303} and \u{301}\u{301} alone",
    "Rockets 🚀🚀 hit 🇺🇦 near 👨‍👩‍👧‍👦, said 🧑🏽‍🚀 Ann.",
    "😀",
    "x😀y 😀 z😀\n😀",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 mathematics and 𒀀𒀁 from 𐍈 by Ann Oak.",
    "no\u{a0}break\u{a0}space \u{a0} and\u{2003}em\u{2009}thin",
    "a line\u{2028}separator, a paragraph\u{2029}separator, next\u{85}line",
    "vertical\u{b}tab form\u{c}feed file\u{1c}group\u{1d}record\u{1e}unit\u{1f}end",
    "NUL \0 and \u{7f} and \u{1}bell\u{7}",
    "\u{feff}A mark at the beginning, zero\u{200b}width\u{200d}joined\u{2060}.",
    "قال الوزير إن المفاوضات بدأت في القاهرة يوم الاثنين.",
    "השר אמר \u{202e}reversed\u{202c} אתמול.",
    "北京和东京的部长星期一在首尔会面。They met in 서울.",
    "\"\"\"\"''''``````\u{201c}\u{201d}\u{2018}\u{2019}«»",
    "......!!!???,,,;;;:::---\u{2014}\u{2014}\u{2026}",
    "don't can't won't I'll you'd he's cannot gonna U.S. e.g. i.e. 5p.m. $3.50bn",
    "http://a.example/x?y=z#w ann@oak.example @ann #oslo :-) ;) <3 <b>bold</b> &amp;",
    "Dáselo al presidente del Perú, que llegó ayer a Lima con los dos ministros nuevos de Chile.",
    "¿Dónde están los acuerdos firmados de paz y el mapa que los jefes rebeldes vieron en Quito?",
    "Aujourd'hui, l'envoyé du gouvernement malien a rencontré les chefs rebelles et leurs alliés.",
    "Qu'est-ce que les pourparlers longs et difficiles entre Jean Dubois et la Norvège ont donné ?",
    "Oslo, Paris and Lima, and the old envoys of the two long wars, and rebels, guards and he.",
];

/// Runs the step.
///
/// # Errors
/// When anything that is loaded is not what was written, or too few tokens are as in spaCy's own
/// reading.
pub(super) fn run(
    model: &Model,
    python: &Path,
    package: &str,
    corpora: &[Corpus],
) -> anyhow::Result<()> {
    let texts = texts(corpora);
    let mut lines = String::new();
    for text in &texts {
        lines += &record(&model.parse(text)).to_string();
        lines.push('\n');
    }
    let output = python::exchange(python, &[include_str!("roundtrip.py"), package], lines)?;
    let (mut tokens, mut differing, mut answered) = (0, 0, 0);
    let mut faults = Vec::new();
    for (line, text) in output.lines().zip(&texts) {
        let value: Value = serde_json::from_str(line)?;
        let number = |key: &str| value[key].as_u64().with_context(|| format!("no {key}"));
        tokens += number("tokens")?;
        differing += number("differing")?;
        answered += 1;
        let found = value["faults"].as_array().context("no faults")?;
        let short = |text: &str, most| text.chars().take(most).collect::<String>();
        let start = short(text, 40);
        let found = found.iter().map(|fault| short(&fault.to_string(), 400));
        faults.extend(found.map(|fault| format!("{start:?}: {fault}")));
    }
    ensure!(answered == texts.len(), "{answered} texts answered");
    if !faults.is_empty() {
        faults.truncate(20);
        bail!("not loaded as written:\n  {}", faults.join("\n  "));
    }
    println!(
        "{answered} texts, {tokens} tokens: JSON and CoNLL-U are loaded as written; {differing} \
         tokens are not as in spaCy's own reading"
    );
    let bar = (1.0 - BAR) * tokens as f64;
    ensure!(differing as f64 <= bar, "at most {bar:.0} were expected");
    Ok(())
}

fn texts(corpora: &[Corpus]) -> Vec<&str> {
    let mut texts = HOSTILE.to_vec();
    for corpus in corpora {
        let most = MOST[usize::from(corpus.name.ends_with("by paragraph"))];
        let some = corpus.texts.iter().take(most);
        texts.extend(some.map(|(_, text)| text.as_str()));
    }
    texts
}

/// What is written of a document, and what the document says without writing.
fn record(doc: &Doc) -> Value {
    let index = |token: TokenRef| token.index();
    let tree = doc.tokens().map(|token| {
        json!([
            index(token.left_edge()),
            index(token.right_edge()),
            token.children().map(index).collect::<Vec<_>>(),
            token.lefts().count(),
            token.subtree().map(index).collect::<Vec<_>>(),
            token.ancestors().map(index).collect::<Vec<_>>(),
            token.whitespace(),
            token.features().into_iter().collect::<Vec<_>>(),
        ])
    });
    let span = |span: Span| {
        let range = span.range();
        let root = span.root().map(index);
        json!([range.start, range.end, span.label(), span.text(), root])
    };
    json!({
        "text": doc.text(),
        "json": doc.to_json(),
        "conllu": doc.to_conllu(),
        "tree": Value::from_iter(tree),
        "sentences": Value::from_iter(doc.sentences().map(span)),
        "entities": Value::from_iter(doc.entities().map(span)),
        "chunks": Value::from_iter(doc.noun_chunks().map(span)),
    })
}
