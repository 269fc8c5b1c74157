//! Fuzzes any page.
#![no_main]

#[allow(dead_code, reason = "each target calls one of its checks")]
#[path = "../src/pages.rs"]
mod pages;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| pages::check_html(data));
