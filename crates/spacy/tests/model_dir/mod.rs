//! Where the tests find the language model.

use std::path::PathBuf;

/// The folder of the English pipeline: `$RAPPORTEUR_MODEL`, or where `rapporteur model install
/// en` puts it.
///
/// # Panics
///
/// When it is not there.
pub(crate) fn model_dir() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let data = || {
        variable("RAPPORTEUR_DATA")
            .or_else(|| Some(variable("XDG_DATA_HOME")?.join("rapporteur")))
            .or_else(|| Some(variable("HOME")?.join(".local/share/rapporteur")))
            .unwrap_or_default()
    };
    let dir = variable("RAPPORTEUR_MODEL")
        .unwrap_or_else(|| data().join("models").join("en_core_web_sm-3.8.0"));
    assert!(
        dir.join("config.cfg").is_file(),
        "no language model in {}: run `rapporteur model install en`",
        dir.display()
    );
    dir
}
