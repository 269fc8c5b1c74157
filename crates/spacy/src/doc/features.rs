//! Morphological features, in the notation of Universal Dependencies.

/// The morphological features of a token: pairs of a name and a value, in the order of the names.
///
/// ```
/// # use spacy::Features;
/// let features = Features::new("Number=Sing|PronType=Int,Rel");
/// assert_eq!(features.get("Number"), Some("Sing"));
/// assert_eq!(features.get("Tense"), None);
/// assert!(features.has("PronType", "Rel"));
/// for (name, value) in features {
///     println!("{name}: {value}");
/// }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features<'m>(&'m str);

impl<'m> Features<'m> {
    /// Reads features from their notation; `""` and `_` have none.
    #[must_use]
    pub fn new(notation: &'m str) -> Features<'m> {
        Features(notation)
    }

    /// The value of this feature. Where it has several, they stand with a comma between them:
    /// `Int,Rel`.
    #[must_use]
    pub fn get(self, name: &str) -> Option<&'m str> {
        let mut pairs = self.into_iter();
        pairs.find(|pair| pair.0 == name).map(|pair| pair.1)
    }

    /// Whether this is the value of the feature, or one of its values.
    #[must_use]
    pub fn has(self, name: &str, value: &str) -> bool {
        let values = self.get(name);
        values.is_some_and(|values| values.split(',').any(|one| one == value))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.into_iter().next().is_none()
    }
}

impl<'m> IntoIterator for Features<'m> {
    type Item = (&'m str, &'m str);
    type IntoIter =
        std::iter::FilterMap<std::str::Split<'m, char>, fn(&'m str) -> Option<(&'m str, &'m str)>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.split('|').filter_map(|pair| pair.split_once('='))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_found_by_their_whole_name() {
        let features = Features::new("Number[psor]=Sing|Number=Plur");
        assert_eq!(features.get("Number"), Some("Plur"));
        assert_eq!(features.into_iter().count(), 2);
        assert!(features.has("Number", "Plur") && !features.has("Number", "Pl"));
    }

    #[test]
    fn no_feature_is_empty() {
        assert!(Features::new("").is_empty() && Features::new("_").is_empty());
        assert!(!Features::new("Tense=Past").is_empty());
    }
}
