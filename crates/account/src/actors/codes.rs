//! Country and sector codes in writing.

use std::fmt;

use crate::model::{CountryCode, Sector};

impl CountryCode {
    /// The code written as three capital letters; nothing for any other text.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(bytes))
    }

    /// The three letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// All sectors with their codes, in the manual's order.
const SECTORS: [(Sector, &str); 25] = [
    (Sector::Cop, "COP"),
    (Sector::Gov, "GOV"),
    (Sector::Jud, "JUD"),
    (Sector::Leg, "LEG"),
    (Sector::Mil, "MIL"),
    (Sector::Prm, "PRM"),
    (Sector::Pty, "PTY"),
    (Sector::Reb, "REB"),
    (Sector::Spy, "SPY"),
    (Sector::Uaf, "UAF"),
    (Sector::Unk, "UNK"),
    (Sector::Agr, "AGR"),
    (Sector::Bus, "BUS"),
    (Sector::Crm, "CRM"),
    (Sector::Cvl, "CVL"),
    (Sector::Edu, "EDU"),
    (Sector::Eli, "ELI"),
    (Sector::Jrn, "JRN"),
    (Sector::Lab, "LAB"),
    (Sector::Med, "MED"),
    (Sector::Ref, "REF"),
    (Sector::Opp, "OPP"),
    (Sector::Pre, "PRE"),
    (Sector::Rel, "REL"),
    (Sector::Soc, "SOC"),
];

impl Sector {
    /// The sector with this code: "GOV".
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        SECTORS
            .iter()
            .find(|(_, known)| *known == code)
            .map(|(sector, _)| *sector)
    }

    /// Its code: "GOV".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        SECTORS
            .iter()
            .find(|(sector, _)| *sector == self)
            .map_or("UNK", |(_, code)| code)
    }
}

impl fmt::Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sector_reads_back_from_its_code() {
        for (sector, code) in SECTORS {
            assert_eq!(Sector::parse(code), Some(sector));
            assert_eq!(sector.to_string(), code);
        }
    }

    #[test]
    fn a_country_code_is_three_capitals() {
        assert_eq!(
            CountryCode::parse("COL").map(|code| code.to_string()),
            Some("COL".to_owned())
        );
        assert_eq!(CountryCode::parse("col"), None);
        assert_eq!(CountryCode::parse("COLO"), None);
    }
}
