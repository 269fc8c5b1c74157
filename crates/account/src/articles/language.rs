//! The language of a body: detected, or as declared where the text is too short to tell.

use whatlang::Lang;

/// What a model for several languages calls its language.
const ANY: &str = "xx";

/// Letters below which detection alone is not trusted.
const ENOUGH: usize = 120;

/// ISO 639-1 code of the language of `text`; `declared` is what the page says of itself.
pub(crate) fn of(text: &str, declared: Option<&str>) -> Option<String> {
    let declared = declared.and_then(tag);
    let sample = sample(text);
    let letters = sample
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .take(ENOUGH)
        .count();
    let detected = whatlang::detect(sample).filter(|info| info.is_reliable());
    let detected = detected.and_then(|info| two_letters(info.lang()));
    match (detected, declared) {
        (Some(found), Some(said)) if letters < ENOUGH && found != said => Some(said),
        (Some(found), _) if letters >= ENOUGH / 4 => Some(found.to_owned()),
        (_, said) => said,
    }
}

/// Whether a model of one language reads the other. Norwegian goes by three codes.
pub(crate) fn reads(model: &str, article: &str) -> bool {
    let one = |code: &str| match code {
        "nb" | "nn" => "no".to_owned(),
        code => code.to_lowercase(),
    };
    model == ANY || one(model) == one(article)
}

/// The language in plain words and by its code: "Spanish (es)".
pub(crate) fn named(code: &str) -> String {
    let long = CODES.iter().find(|(_, short)| *short == code);
    match long.and_then(|(long, _)| Lang::from_code(*long)) {
        Some(language) => format!("{} ({code})", language.eng_name()),
        None => format!("the language {code}"),
    }
}

/// The beginning of the text: a few thousand letters say enough.
fn sample(text: &str) -> &str {
    let mut end = text.len().min(6_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The language of a tag such as "en-GB" or "pt_BR".
fn tag(tag: &str) -> Option<String> {
    let language = tag.trim().split(['-', '_']).next()?.to_lowercase();
    let plain = language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    plain.then_some(language)
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
