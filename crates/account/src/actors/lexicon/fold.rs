//! One form for all the ways of writing a phrase.

/// `phrase` without full stops, accents and needless capitals, words parted by one space.
///
/// A word all in capitals keeps them, so that "US" is not "us"; hyphens part
/// words, and every apostrophe is the straight one.
#[must_use]
pub fn fold(phrase: &str) -> String {
    let mut folded = String::with_capacity(phrase.len());
    for word in phrase.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '–')) {
        let start = folded.len() + usize::from(!folded.is_empty());
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        let capitals = letters().count() > 1 && letters().all(char::is_uppercase);
        for c in word.chars().filter(|c| *c != '.') {
            if folded.len() < start {
                folded.push(' ');
            }
            push_plain(&mut folded, c, capitals);
        }
    }
    folded
}

fn push_plain(folded: &mut String, c: char, capitals: bool) {
    let c = plain(c);
    match c {
        _ if capitals => folded.push(c),
        _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
        _ => folded.extend(c.to_lowercase()),
    }
}

/// The letter without its accent; other characters as they are, apostrophes straight.
#[must_use]
pub fn plain(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    match c {
        '’' | '‘' | 'ʼ' | '`' => '\'',
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' | 'Ạ' => 'A',
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' => 'a',
        'Ç' | 'Ć' | 'Č' => 'C',
        'ç' | 'ć' | 'č' => 'c',
        'Ď' | 'Đ' | 'Ð' => 'D',
        'ď' | 'đ' | 'ð' => 'd',
        'È'..='Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' => 'E',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ế' | 'ề' | 'ệ' | 'ə' => 'e',
        'Ğ' => 'G',
        'ğ' => 'g',
        'Ì'..='Ï' | 'Ī' | 'İ' => 'I',
        'ì'..='ï' | 'ī' | 'ı' | 'ị' => 'i',
        'Ł' => 'L',
        'ł' => 'l',
        'Ñ' | 'Ń' | 'Ň' => 'N',
        'ñ' | 'ń' | 'ň' => 'n',
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => 'O',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ọ' | 'ồ' | 'ố' | 'ơ' => 'o',
        'Ř' => 'R',
        'ř' => 'r',
        'Ś' | 'Ş' | 'Š' | 'Ș' => 'S',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'Ţ' | 'Ť' | 'Ț' => 'T',
        'ţ' | 'ť' | 'ț' => 't',
        'Ù'..='Ü' | 'Ū' | 'Ů' | 'Ű' => 'U',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ư' => 'u',
        'Ý' | 'Ÿ' => 'Y',
        'ý' | 'ÿ' => 'y',
        'Ź' | 'Ż' | 'Ž' => 'Z',
        'ź' | 'ż' | 'ž' => 'z',
        _ => c,
    }
}
