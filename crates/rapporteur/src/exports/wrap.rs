//! Wrapping text at spaces, with a first and a hanging indent.

/// Breaks `text` at spaces so that no line is longer than `width` characters,
/// where words allow it. The first line follows `first`, the others `hanging` spaces.
pub(crate) fn wrap(text: &str, width: usize, first: &str, hanging: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut length = first.chars().count();
    let mut empty = true;
    for word in text.split_whitespace() {
        let word_length = word.chars().count();
        if !empty && length + 1 + word_length > width {
            lines.push(std::mem::replace(&mut line, " ".repeat(hanging)));
            length = hanging;
            empty = true;
        }
        if !empty {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += word_length;
        empty = false;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_hang() {
        let lines = wrap("one two three four", 12, "- ", 2);
        assert_eq!(lines, ["- one two", "  three four"]);
    }

    #[test]
    fn a_word_longer_than_the_line_stays_whole() {
        assert_eq!(
            wrap("incomprehensible a", 5, "", 0),
            ["incomprehensible", "a"]
        );
    }

    #[test]
    fn no_text_gives_the_first_indent_alone() {
        assert_eq!(wrap("", 10, "> ", 2), ["> "]);
    }
}
