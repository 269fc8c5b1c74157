//! Whether two names are of the same outlet.

use account::actors::lexicon::plain;

use super::pages::bare;

/// Fundus calls outlets by the names of its parsers. What they call themselves, where that is in
/// another script, an abbreviation or the name of their site.
const ALSO: [(&str, &str); 30] = [
    ("APNews", "Associated Press"),
    ("AsahiShimbun", "朝日新聞"),
    ("Bhaskar", "दैनिक भास्कर"),
    ("BSZ", "Braunschweiger Zeitung"),
    ("ChunichiShimbun", "中日新聞"),
    ("DieZeit", "Zeit Online"),
    ("HankookIlbo", "한국일보"),
    ("iNews", "The i Paper"),
    ("Kommersant", "Коммерсантъ"),
    ("LATimes", "Los Angeles Times"),
    ("LBCGroup", "LBCI"),
    ("MainichiShimbun", "毎日新聞"),
    ("MBN", "매일경제"),
    ("MitteldeutscheZeitung", "MZ"),
    ("Morgunbladid", "mbl.is"),
    ("NikkanGeadai", "日刊ゲンダイ"),
    ("Nikkei", "日本経済新聞"),
    ("NineNews", "9News"),
    ("NineNews", "Nine.com.au"),
    ("Pravda", "Украинская правда"),
    ("RheinischePost", "RP Online"),
    ("SankeiShimbun", "産経新聞"),
    ("SpiegelOnline", "Der Spiegel"),
    ("TaipeiTimes", "台北時報"),
    ("TheMirror", "Daily Mirror"),
    ("TokyoShimbun", "東京新聞"),
    ("VerdensGang", "VG"),
    ("VogueDE", "Vogue Germany"),
    ("YomiuriShimbun", "読売新聞"),
    ("ZwanzigMinuten", "20 Minuten"),
];

/// Whether a page's name for its outlet and the gold set's are of the same one: one is in the other,
/// as in "derStandard.at" and "DerStandard", is its initials, as in "FAZ", or is its other name.
pub(super) fn is_same(found: &str, publisher: &str) -> bool {
    let initials = found
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let initials = bare(&initials.collect::<String>());
    let names = ALSO.iter().filter(|(name, _)| *name == publisher);
    let mut names = names.map(|(_, other)| *other).chain([publisher]);
    initials == bare(publisher) || names.any(|name| is_part(found, name))
}

/// Whether one of two names is in the other, however umlauts and accents are written.
fn is_part(found: &str, name: &str) -> bool {
    let of = |name: &str| [spelt(name, false), spelt(name, true)];
    of(found).iter().any(|found| {
        found.chars().count() > 1
            && of(name)
                .iter()
                .any(|name| found.contains(name) || name.contains(found))
    })
}

/// The letters of a name without accents, umlauts as one letter or as two.
fn spelt(name: &str, two: bool) -> String {
    let mut all = String::new();
    for letter in bare(name).chars() {
        all.push(plain(letter));
        if two && matches!(letter, 'ä' | 'ö' | 'ü') {
            all.push('e');
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_the_same_however_its_name_is_written() {
        for (found, publisher) in [
            ("derStandard.at", "DerStandard"),
            ("Börsen-Zeitung", "BoersenZeitung"),
            ("Seznam Zprávy", "SeznamZpravy"),
            ("Frankfurter Allgemeine Zeitung", "FAZ"),
            ("DER SPIEGEL", "SpiegelOnline"),
            ("朝日新聞デジタル", "AsahiShimbun"),
        ] {
            assert!(is_same(found, publisher), "{found}");
        }
        for (found, publisher) in [
            ("Tamedia AG", "TagesAnzeiger"),
            ("Blogger", "Postillon"),
            ("", "Postillon"),
            ("DER SPIEGEL", "DieZeit"),
        ] {
            assert!(!is_same(found, publisher), "{found}");
        }
    }
}
