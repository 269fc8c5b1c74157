//! The actors of an account, with their codes.

use account::model::{AccountActor, ActorId};
use serde::Serialize;

use super::super::parts::{CodeJson, code};
use super::ids::actor_id;

#[derive(Debug, Serialize)]
pub(super) struct ActorJson<'a> {
    id: String,
    name: &'a str,
    names: &'a [String],
    codes: Vec<CodeJson>,
}

pub(super) fn actor(position: u32, actor: &AccountActor) -> ActorJson<'_> {
    ActorJson {
        id: actor_id(ActorId(position)),
        name: &actor.name,
        names: &actor.names,
        codes: actor.codes.iter().map(code).collect(),
    }
}
