//! Fuzzes any `config.cfg` before the files of a small model.
#![no_main]

use std::sync::LazyLock;

use checks::Configs;
use libfuzzer_sys::fuzz_target;

static CHECK: LazyLock<Configs> = LazyLock::new(Configs::new);

fuzz_target!(|data: &[u8]| CHECK.check(data));
