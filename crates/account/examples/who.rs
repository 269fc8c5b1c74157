//! dev
use account::{Pipeline, model::*, rules::Rules};
use std::sync::Arc;
fn main() {
    let model = spacy::Model::load(std::path::Path::new("/work/model/en_core_web_sm")).unwrap();
    let rules = Rules::built_in();
    let p = Pipeline::new(Arc::new(model), &rules).unwrap();
    for f in std::env::args().skip(1) {
        let raw = std::fs::read_to_string(&f).unwrap();
        let blocks: Vec<&str> = raw
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect();
        let mut text = String::new();
        let mut paragraphs = vec![];
        for b in blocks {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let s = text.len() as u32;
            text.push_str(b);
            paragraphs.push(Paragraph {
                span: account::span::Span::new(s, text.len() as u32),
                kind: BlockKind::Paragraph,
            });
        }
        let a = Article {
            id: f.as_str().into(),
            url: None,
            outlet: None,
            title: None,
            byline: vec![],
            dateline: None,
            published: None,
            modified: None,
            language: None,
            text,
            paragraphs,
            notes: vec![],
        };
        println!("==== {f} {} paragraphs", a.paragraphs.len());
        let t = std::time::Instant::now();
        let r = p.read(a);
        println!("read {:?}", t.elapsed());
        if std::env::var("ANNOT").is_ok() {
            let mut out = String::new();
            let mut marks: Vec<(u32, i32, String)> = vec![];
            for m in &r.mentions.mentions {
                marks.push((m.span.start, 1, "[".into()));
                marks.push((m.span.end, 0, format!("]{}", m.entity.0)));
            }
            marks.sort_by_key(|m| (m.0, m.1));
            let mut i = 0;
            for (pos, _, s) in marks {
                out.push_str(&r.article.text[i..pos as usize]);
                out.push_str(&s);
                i = pos as usize;
            }
            out.push_str(&r.article.text[i..]);
            println!("{out}");
        }
        for l in account::mentions::lines::lines(&r) {
            println!("{l}");
        }
        println!("--");
        for l in account::actors::lines::lines(&r) {
            println!("{l}");
        }
        for n in &r.notes {
            if n.reason == Reason::UnresolvedMention {
                println!(
                    "note {:?} {}",
                    n.span
                        .map(|s| r.article.text[s.start.saturating_sub(0) as usize..]
                            .chars()
                            .take(60)
                            .collect::<String>()),
                    n.detail
                );
            }
        }
    }
}
