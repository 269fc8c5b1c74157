//! Actors as lines for a person, one an entity that has codes.

use crate::model::{ActorBasis, Reading};

/// `NAME: COL GOV, COL MIL (role)`, in order of the entities.
#[must_use]
pub fn lines(reading: &Reading) -> Vec<String> {
    let line = |actor: &crate::model::Actor| {
        let entity = reading.mentions.entities.get(actor.entity.0 as usize)?;
        let codes: Vec<String> = actor
            .codes
            .iter()
            .map(|code| {
                let country = code.country.map(|code| code.to_string());
                let sector = code.sector.map(|sector| sector.as_str().to_owned());
                let parts = [country, sector];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            })
            .collect();
        let basis = match actor.basis {
            ActorBasis::Role => "role",
            ActorBasis::List => "list",
            ActorBasis::Learned => "learned",
            ActorBasis::Metonym => "metonym",
        };
        Some(format!("{}: {} ({basis})", entity.name, codes.join(", ")))
    };
    reading.actors.iter().filter_map(line).collect()
}
