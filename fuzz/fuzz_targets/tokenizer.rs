//! Fuzzes any patterns and special cases, and a text.
#![no_main]

use std::sync::LazyLock;

use checks::Patterns;
use libfuzzer_sys::fuzz_target;

static CHECK: LazyLock<Patterns> = LazyLock::new(Patterns::new);

fuzz_target!(|data: &[u8]| CHECK.check(data));
