//! Fuzzes a model folder with one file damaged.
#![no_main]

use std::sync::LazyLock;

use checks::Files;
use libfuzzer_sys::fuzz_target;

static CHECK: LazyLock<Files> = LazyLock::new(Files::new);

fuzz_target!(|data: &[u8]| CHECK.check(data));
