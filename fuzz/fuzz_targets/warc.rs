//! Fuzzes web archives.
#![no_main]

#[allow(dead_code, unreachable_pub, reason = "each target uses a part")]
#[path = "../src/inputs.rs"]
mod inputs;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| inputs::check_warc(data));
