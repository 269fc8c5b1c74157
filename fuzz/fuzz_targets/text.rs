//! Fuzzes any text through whole pipelines.
#![no_main]

use std::sync::LazyLock;

use checks::Texts;
use libfuzzer_sys::fuzz_target;

static CHECK: LazyLock<Texts> = LazyLock::new(Texts::new);

fuzz_target!(|data: &[u8]| CHECK.check(data));
