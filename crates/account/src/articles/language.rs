//! The language of a body: detected, or as declared where the text is too short to tell.
//!
//! What a page or its giver declares is often wrong: it alone keeps no text from being read.

use whatlang::{Detector, Lang};

/// What a model for several languages calls its language.
const ANY: &str = "xx";

/// Letters below which detection alone is not trusted.
const ENOUGH: usize = 120;

/// ISO 639-1 code of the language of `text`; `declared` is what the page says of itself.
pub(crate) fn of(text: &str, declared: Option<&str>) -> Option<String> {
    let declared = declared.and_then(tag);
    let sample = sample(text);
    match (detected(sample), declared) {
        (Some(found), Some(said)) if !is_long(sample, ENOUGH) && found != said => Some(said),
        (Some(found), _) if is_long(sample, ENOUGH / 4) => Some(found.to_owned()),
        (_, said) => said,
    }
}

/// The language that `text` seems to be in, where it is one that a model does not read; `said` is
/// what the article's language is said to be.
pub(crate) fn unread(text: &str, said: Option<&str>, model: &str) -> Option<String> {
    let sample = sample(text);
    if let Some(found) = detected(sample).filter(|_| is_long(sample, ENOUGH)) {
        return (!reads(model, found)).then(|| found.to_owned());
    }
    let said = said?;
    let read = reads(model, said) || is_rather(sample, model, said);
    (!read).then(|| tag(said).unwrap_or_else(|| said.to_owned()))
}

/// Whether a text is rather in the one language than in the other: of two, a sentence is enough to
/// tell (of 597 short ones in English, 9 were taken for German and none of 28 others for English).
fn is_rather(text: &str, one: &str, other: &str) -> bool {
    let known = |language| {
        let code = one_code(language);
        Lang::from_code(CODES.iter().find(|(_, short)| *short == code)?.0)
    };
    let [Some(one), Some(other)] = [one, other].map(known) else {
        return false;
    };
    Detector::with_allowlist(vec![one, other]).detect_lang(text) == Some(one)
}

/// The language that detection is sure of.
fn detected(text: &str) -> Option<&'static str> {
    let detected = whatlang::detect(text).filter(|info| info.is_reliable());
    two_letters(detected?.lang())
}

/// Whether a text has so many letters.
fn is_long(text: &str, letters: usize) -> bool {
    let all = text.chars().filter(|letter| letter.is_alphabetic());
    all.take(letters).count() >= letters
}

/// Whether a model of one language reads the other.
fn reads(model: &str, article: &str) -> bool {
    model == ANY || one_code(model) == one_code(article)
}

/// The one code of a language, whichever tag names it. Norwegian goes by three.
fn one_code(language: &str) -> String {
    match tag(language).as_deref() {
        Some("nb" | "nn") => "no".to_owned(),
        Some(code) => code.to_owned(),
        None => language.to_lowercase(),
    }
}

/// The language in plain words and by its code: "Spanish (es)".
pub(crate) fn named(code: &str) -> String {
    let long = CODES.iter().find(|(_, short)| *short == code);
    match long.and_then(|(long, _)| Lang::from_code(*long)) {
        Some(language) => format!("{} ({code})", language.eng_name()),
        None => format!("the language {code}"),
    }
}

/// The beginning of the text, in bytes: so many letters say enough.
fn sample(text: &str) -> &str {
    &text[..text.floor_char_boundary(2_000)]
}

/// The ISO 639-1 code in a tag such as "en-GB", "pt_BR" or "deu".
pub(crate) fn tag(tag: &str) -> Option<String> {
    let language = tag.trim().split(['-', '_']).next()?.to_lowercase();
    let plain = language.bytes().all(|byte| byte.is_ascii_lowercase());
    match language.len() {
        2 if plain => Some(language),
        3 => two_letters(Lang::from_code(language)?).map(str::to_owned),
        _ => None,
    }
}

/// ISO 639-1 has a code for nearly every language that can be detected.
fn two_letters(language: Lang) -> Option<&'static str> {
    let three = language.code();
    let known = CODES.iter().find(|(long, _)| *long == three);
    known.map(|(_, short)| *short)
}

/// ISO 639-3 to ISO 639-1; Persian, Mandarin, Norwegian and Latvian by their macrolanguage.
const CODES: &[(&str, &str)] = &[
    ("epo", "eo"),
    ("eng", "en"),
    ("rus", "ru"),
    ("cmn", "zh"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("ben", "bn"),
    ("fra", "fr"),
    ("deu", "de"),
    ("ukr", "uk"),
    ("kat", "ka"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("jpn", "ja"),
    ("heb", "he"),
    ("yid", "yi"),
    ("pol", "pl"),
    ("amh", "am"),
    ("jav", "jv"),
    ("kor", "ko"),
    ("nob", "no"),
    ("dan", "da"),
    ("swe", "sv"),
    ("fin", "fi"),
    ("tur", "tr"),
    ("nld", "nl"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("ell", "el"),
    ("bul", "bg"),
    ("bel", "be"),
    ("mar", "mr"),
    ("kan", "kn"),
    ("ron", "ro"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
    ("tam", "ta"),
    ("vie", "vi"),
    ("urd", "ur"),
    ("tha", "th"),
    ("guj", "gu"),
    ("uzb", "uz"),
    ("pan", "pa"),
    ("aze", "az"),
    ("ind", "id"),
    ("tel", "te"),
    ("pes", "fa"),
    ("mal", "ml"),
    ("ori", "or"),
    ("mya", "my"),
    ("nep", "ne"),
    ("sin", "si"),
    ("khm", "km"),
    ("tuk", "tk"),
    ("aka", "ak"),
    ("zul", "zu"),
    ("sna", "sn"),
    ("afr", "af"),
    ("lat", "la"),
    ("slk", "sk"),
    ("cat", "ca"),
    ("tgl", "tl"),
    ("hye", "hy"),
    ("cym", "cy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The foreign ministers of the two countries met on Thursday to speak \
        about the border, and agreed to meet again before the end of the year.";
    const SPANISH: &str = "Los ministros de Exteriores de los dos países se reunieron el jueves \
        para hablar de la frontera y acordaron volver a verse antes de fin de año.";

    #[test]
    fn a_long_text_speaks_for_itself_whatever_the_page_declares() {
        assert_eq!(of(ENGLISH, None).as_deref(), Some("en"));
        assert_eq!(of(&SPANISH.repeat(2), Some("en-US")).as_deref(), Some("es"));
    }

    #[test]
    fn a_short_text_is_in_the_declared_language() {
        assert_eq!(of("Paris, 3 mai", Some("fr_FR")).as_deref(), Some("fr"));
        assert_eq!(of("OK", None), None);
    }

    #[test]
    fn an_english_text_may_quote_another_language() {
        let quoting = format!("{ENGLISH} “{SPANISH}”, the minister of Spain said. {ENGLISH}");
        assert_eq!(of(&quoting, None).as_deref(), Some("en"));
    }

    #[test]
    fn a_model_reads_its_own_language() {
        assert!(reads("en", "en") && reads("nb", "no") && reads("xx", "de"));
        assert!(!reads("en", "de") && !reads("en", "es"));
        assert!(reads("en", "en-GB") && reads("en", "EN_us") && reads("de", "deu"));
    }

    #[test]
    fn what_is_only_declared_keeps_no_text_from_being_read() {
        let short = "The ministers met in Lima on Thursday.";
        for declared in ["de", "es-ES", "fr", "fra", "nl"] {
            assert_eq!(unread(short, Some(declared), "en"), None, "{declared}");
            assert_eq!(unread(ENGLISH, Some(declared), "en"), None, "{declared}");
        }
        assert_eq!(unread(short, None, "en"), None);
    }

    #[test]
    fn a_text_in_another_language_is_not_read_whatever_is_declared() {
        let is = |text: &str, said| unread(text, Some(said), "en");
        assert_eq!(is(&SPANISH.repeat(2), "en-GB").as_deref(), Some("es"));
        assert_eq!(
            is("Los ministros se reunieron en Lima.", "es").as_deref(),
            Some("es")
        );
        assert_eq!(is("Paris, 3 mai", "fr_FR").as_deref(), Some("fr"));
        assert_eq!(is("Vier Menschen starben.", "tlh").as_deref(), Some("tlh"));
    }

    #[test]
    fn a_language_has_a_name_and_a_code() {
        assert_eq!(named("es"), "Spanish (es)");
        assert_eq!(named("qq"), "the language qq");
    }

    #[test]
    fn every_language_that_can_be_detected_has_a_code() {
        for language in Lang::all() {
            assert!(two_letters(*language).is_some(), "{language}");
        }
    }
}
