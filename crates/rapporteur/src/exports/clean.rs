//! Clean: what an article or the name of a file says, without signs that steer what shows it.
//!
//! A terminal obeys control characters, a page is not valid with them, and a
//! sign that turns the direction of writing shows words in another order than
//! they stand in.

/// `text` on one line, with a space in the place of every control character.
pub(crate) fn clean(text: &str) -> String {
    text.chars().filter_map(harmless).collect()
}

/// The same, with its line breaks.
pub(crate) fn clean_lines(text: &str) -> String {
    let kept = |c| if c == '\n' { Some(c) } else { harmless(c) };
    text.chars().filter_map(kept).collect()
}

/// JSON with escapes for the signs that JSON itself lets through: the values stay the same.
pub(crate) fn clean_json(json: &str) -> String {
    let mut clean = String::with_capacity(json.len());
    for c in json.chars() {
        if harmless(c) == Some(c) {
            clean.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            clean.push_str(&format!("\\u{unit:04x}"));
        }
    }
    clean
}

/// What is shown of a character; nothing of one that only turns the direction of writing.
fn harmless(c: char) -> Option<char> {
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        '\u{2028}' | '\u{2029}' | '\u{fdd0}'..='\u{fdef}' => Some(' '),
        c if c.is_control() || u32::from(c) & 0xfffe == 0xfffe => Some(' '),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_spaces_and_turns_of_direction_nothing() {
        let hostile = "a\u{1b}[2J\u{7}b\0\u{9b}c\u{7f}\u{2028}d\u{202e}e\u{2066}f\u{fffe}";
        assert_eq!(clean(hostile), "a [2J b  c  def ");
        assert_eq!(clean("one\ntwo\r\n"), "one two  ");
        assert_eq!(clean_lines("one\ntwo\r\n"), "one\ntwo \n");
    }

    #[test]
    fn letters_of_every_language_stay() {
        let words = "Panamá – “naïve” – Ōsaka 東京 – القاهرة – \u{200d}👩";
        assert_eq!(clean(words), words);
    }

    #[test]
    fn json_keeps_its_values() {
        let value = serde_json::json!({"a": "\u{1b}\u{7f}\u{9b}\u{202e}\u{1fffe}\n“é”"});
        let json = clean_json(&value.to_string());
        assert!(json.contains("\\u009b") && json.contains("“é”"), "{json}");
        assert!(json.chars().all(|c| harmless(c) == Some(c)), "{json}");
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read, value);
    }
}
