//! Archives built in code, whole, damaged and hostile.

use std::io::{Cursor, Write};

use ::zip::write::{SimpleFileOptions, ZipWriter};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::inputs::Weight;
use crate::inputs::packed::Unpacked;

/// What came of an archive.
#[derive(Debug, PartialEq)]
struct Read {
    /// Ids, without the name of the archive.
    ids: Vec<String>,
    told: Vec<String>,
    remarks: Vec<String>,
}

fn read(archive: Archive) -> Read {
    let (mut ids, mut told, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
    for item in archive {
        match item {
            Ok(input) => ids.push(input.id().strip_prefix("a.x/").unwrap().to_owned()),
            Err(problem) if problem.weight == Weight::LeftOut => told.push(problem.to_string()),
            Err(problem) => remarks.push(problem.to_string()),
        }
    }
    Read { ids, told, remarks }
}

fn read_zip(bytes: Vec<u8>) -> Read {
    let held = Held::file(Cursor::new(bytes.clone()));
    let file = read(Archive::zip("a.x", held).unwrap());
    let held = Held::stream(Cursor::new(bytes));
    assert_eq!(read(Archive::zip("a.x", held).unwrap()), file);
    file
}

fn read_tar(bytes: &[u8]) -> Read {
    read(Archive::tar(
        "a.x",
        Held::stream(Cursor::new(bytes.to_vec())),
    ))
}

/// An archive that gives these articles, and is said to have one fault.
#[track_caller]
fn check(read: &Read, ids: &[&str], place: &str, reason: &str) {
    assert_eq!(read.ids, ids, "{:?}", read.told);
    let [told] = &read.told[..] else {
        panic!("{:?}", read.told);
    };
    let places = told.starts_with(&format!("a.x{place}: "));
    assert!(places && told.contains(reason), "{told}");
}

const TEXT: &str = "The council met on Tuesday. ";

/// A zip archive as another program writes it.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn three() -> Vec<u8> {
    let texts = [1, 2, 3].map(|n| TEXT.repeat(n * 10));
    zip(&[
        ("1.txt", texts[0].as_bytes()),
        ("2.txt", texts[1].as_bytes()),
        ("3.txt", texts[2].as_bytes()),
    ])
}

/// Where `what` stands for the `n`th time.
fn find(bytes: &[u8], what: &[u8], n: usize) -> usize {
    let mut all = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(what));
    all.nth(n).unwrap()
}

const LOCAL: &[u8] = b"PK\x03\x04";
const LISTED: &[u8] = b"PK\x01\x02";

fn set(bytes: &mut [u8], at: usize, to: &[u8]) {
    bytes[at..at + to.len()].copy_from_slice(to);
}

/// The head of an entry.
fn head(name: &[u8], kind: u8, size: u64) -> [u8; 512] {
    let mut head = [0; 512];
    set(&mut head, 0, name);
    set(&mut head, 124, format!("{size:011o}").as_bytes());
    head[156] = kind;
    set(&mut head, 257, b"ustar\x0000");
    summed(head)
}

fn summed(mut head: [u8; 512]) -> [u8; 512] {
    head[148..156].fill(b' ');
    let sum: u32 = head.iter().copied().map(u32::from).sum();
    set(&mut head, 148, format!("{sum:06o}\0 ").as_bytes());
    head
}

/// An entry of a tar archive.
fn entry(name: &str, kind: u8, bytes: &[u8]) -> Vec<u8> {
    let mut entry = head(name.as_bytes(), kind, bytes.len() as u64).to_vec();
    entry.extend(bytes);
    entry.resize(entry.len().next_multiple_of(512), 0);
    entry
}

fn file(name: &str) -> Vec<u8> {
    entry(name, b'0', TEXT.as_bytes())
}

/// A tar archive of these entries.
fn tar(entries: &[Vec<u8>]) -> Vec<u8> {
    [entries.concat(), vec![0; 1024]].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn every_file_is_read_as_if_it_lay_in_a_folder() {
    let line = b"{\"text\": \"a\"}\n{\"id\": \"a.x/own\", \"text\": \"b\"}\n";
    let body = "<p>The council met.</p>";
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    );
    let files: [(&str, &[u8]); 8] = [
        ("in/", b""),
        ("in/page.html", body.as_bytes()),
        ("in/.hidden.txt", body.as_bytes()),
        ("notes.md", TEXT.as_bytes()),
        ("lines.jsonl", line),
        ("crawl.warc", warc.as_bytes()),
        ("packed.html.gz", &gzip(body.as_bytes())),
        ("picture.png", b"\x89PNG"),
    ];
    let ids = [
        "in/page.html",
        "notes.md",
        "lines.jsonl:1",
        "own",
        "crawl.warc:1",
        "packed.html.gz",
    ];
    let entries = files.map(|(name, bytes)| match name.ends_with('/') {
        true => entry(name, b'5', b""),
        false => entry(name, b'0', bytes),
    });
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .add_directory("in", SimpleFileOptions::default())
        .unwrap();
    for (name, bytes) in &files[1..] {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    let zip = writer.finish().unwrap().into_inner();
    for read in [read_zip(zip), read_tar(&tar(&entries))] {
        check(&read, &ids, "/picture.png", "a picture (PNG)");
    }
}

#[test]
fn an_archive_in_an_archive_is_refused() {
    let inner = three();
    let inner_tar = gzip(&tar(&[file("b.txt")]));
    let twice = gzip(&gzip(TEXT.as_bytes()));
    let zip = zip(&[
        ("a.txt", TEXT.as_bytes()),
        ("b.zip", &inner),
        ("c.tar.gz", &inner_tar),
    ]);
    let read = read_zip(zip);
    assert_eq!(read.ids, ["a.txt"]);
    assert!(
        read.told
            .iter()
            .all(|told| told.contains("an archive in an archive"))
    );
    assert_eq!(read.told.len(), 2);
    let tar = tar(&[entry("d.gz", b'0', &twice), file("e.txt")]);
    check(
        &read_tar(&tar),
        &["e.txt"],
        "/d.gz",
        "packed more than once",
    );
}

#[test]
fn names_that_climb_out_are_told_and_never_followed() {
    let names = [
        "../a.txt",
        "/etc/a.txt",
        "b/../../a.txt",
        "C:\\a.txt",
        "..\\a.txt",
        "\x1b[2J/../a",
    ];
    let text = TEXT.as_bytes();
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, text)).collect();
    files.push(("good.txt", text));
    let entries: Vec<Vec<u8>> = files.iter().map(|(name, _)| file(name)).collect();
    for read in [read_zip(zip(&files)), read_tar(&tar(&entries))] {
        assert_eq!(read.ids, ["good.txt"]);
        assert_eq!(read.told.len(), names.len(), "{:?}", read.told);
        let safe = |told: &String| told.starts_with("a.x: \"") && !told.contains('\x1b');
        assert!(read.told.iter().all(safe), "{:?}", read.told);
    }
}

#[test]
fn names_with_backslashes_are_paths_and_it_is_said_once() {
    let text = TEXT.as_bytes();
    let read = read_zip(zip(&[("in\\a.txt", text), ("in\\b.txt", text)]));
    assert_eq!(read.ids, ["in/a.txt", "in/b.txt"]);
    assert_eq!((read.told.len(), read.remarks.len()), (0, 1));
}

#[test]
fn an_encrypted_entry_costs_only_itself() {
    let mut bytes = three();
    for at in [find(&bytes, LOCAL, 1) + 6, find(&bytes, LISTED, 1) + 8] {
        bytes[at] |= 1;
    }
    check(&read_zip(bytes), &["1.txt", "3.txt"], "/2.txt", "encrypted");
}

#[test]
fn an_entry_packed_in_a_way_not_known_names_it() {
    let mut bytes = three();
    let at = find(&bytes, LISTED, 1) + 10;
    set(&mut bytes, at, &[14, 0]);
    check(&read_zip(bytes), &["1.txt", "3.txt"], "/2.txt", "lzma");
}

#[test]
fn damaged_bytes_cost_only_their_entry() {
    let whole = three();
    let start = find(&whole, b"2.txt", 0) + 5;
    for at in start..find(&whole, LOCAL, 2) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        check(&read_zip(bytes), &["1.txt", "3.txt"], "/2.txt", "");
    }
}

#[test]
fn a_damaged_head_costs_only_its_entry() {
    let mut bytes = three();
    let at = find(&bytes, LOCAL, 1);
    bytes[at] = b'X';
    check(
        &read_zip(bytes),
        &["1.txt", "3.txt"],
        "/2.txt",
        "no entry begins",
    );
}

#[test]
fn without_a_directory_the_entries_are_found_by_what_stands_before_them() {
    let whole = three();
    let cut = whole[..find(&whole, LISTED, 1)].to_vec();
    check(
        &read_zip(cut),
        &["1.txt", "2.txt", "3.txt"],
        "",
        "directory",
    );
    let mut damaged = whole.clone();
    let at = find(&whole, LISTED, 1);
    damaged[at] = 0;
    check(
        &read_zip(damaged),
        &["1.txt", "2.txt", "3.txt"],
        "",
        "directory",
    );
    let within = find(&whole, LOCAL, 2) + 50;
    let read = read_zip(whole[..within].to_vec());
    assert_eq!((read.ids.len(), read.told.len()), (2, 2));
    assert!(
        read.told[1].starts_with("a.x/3.txt: the archive ends within it"),
        "{:?}",
        read.told
    );
}

#[test]
fn an_archive_that_was_written_into_a_pipe_is_read_with_and_without_its_directory() {
    let mut bytes = Vec::new();
    let mut writer = ZipWriter::new_stream(&mut bytes);
    for name in ["1.txt", "2.txt"] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(TEXT.repeat(50).as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    assert_eq!(bytes[6] & 8, 8, "lengths stand behind the bytes");
    let read = read_zip(bytes.clone());
    assert_eq!((read.ids.len(), read.told.len()), (2, 0), "{:?}", read.told);
    let cut = bytes[..find(&bytes, LISTED, 0)].to_vec();
    check(&read_zip(cut), &["1.txt", "2.txt"], "", "directory");
    let cut = bytes[..find(&bytes, LOCAL, 1) - 20].to_vec();
    let read = read_zip(cut);
    assert!(
        read.ids.is_empty() && read.told[1].contains("damaged"),
        "{:?}",
        read.told
    );
}

#[test]
fn what_stands_before_and_behind_an_archive_is_borne() {
    let bytes = [b"#!/bin/sh\n".repeat(10), three(), b"behind".to_vec()].concat();
    let read = read_zip(bytes);
    assert_eq!(read.ids.len(), 3, "{:?}", read.told);
}

#[test]
fn lengths_of_eight_bytes_are_read() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(true);
    writer.start_file("1.txt", options).unwrap();
    writer.write_all(TEXT.as_bytes()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(read_zip(bytes).ids, ["1.txt"]);
    // As many entries as have no room in two bytes.
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..65_540 {
        writer
            .start_file(format!("d/.{n}"), SimpleFileOptions::default())
            .unwrap();
    }
    writer
        .start_file("1.txt", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(TEXT.as_bytes()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(read_zip(bytes).ids, ["1.txt"]);
}

#[test]
fn a_length_of_eight_bytes_that_is_not_there_costs_no_other_entry() {
    let mut bytes = three();
    let at = find(&bytes, LISTED, 1) + 20;
    set(&mut bytes, at, &[0xff; 4]);
    let read = read_zip(bytes);
    assert_eq!(read.ids.len(), 3, "{:?}", read.told);
    assert!(read.told[0].contains("directory"), "{:?}", read.told);
}

#[test]
fn an_offset_beyond_the_file_costs_only_its_entry() {
    let mut bytes = three();
    let at = find(&bytes, LISTED, 1) + 42;
    set(&mut bytes, at, &[0xfe, 0xff, 0xff, 0xff]);
    let reason = "no entry begins";
    check(
        &read_zip(bytes.clone()),
        &["1.txt", "3.txt"],
        "/2.txt",
        reason,
    );
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&bytes).unwrap();
    let archive = Archive::zip("a.x", Held::file(file)).unwrap();
    check(&read(archive), &["1.txt", "3.txt"], "/2.txt", reason);
}

#[test]
fn entries_that_share_their_bytes_are_read_once() {
    let mut bytes = three();
    // As bombs do it: the directory names one entry again and again.
    let first = find(&bytes, LISTED, 0);
    let offset = bytes[first + 42..first + 46].to_vec();
    let at = find(&bytes, LISTED, 1) + 42;
    set(&mut bytes, at, &offset);
    check(
        &read_zip(bytes),
        &["1.txt", "3.txt"],
        "/2.txt",
        "shares its bytes",
    );
}

#[test]
fn links_and_devices_are_told() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .add_symlink("link", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    writer
        .start_file("1.txt", SimpleFileOptions::default())
        .unwrap();
    writer.write_all(TEXT.as_bytes()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    check(&read_zip(bytes), &["1.txt"], "/link", "a symbolic link");
    for (kind, reason) in [
        (b'1', "a link"),
        (b'2', "a symbolic link"),
        (b'3', "a device"),
        (b'6', "a pipe"),
        (b'S', "holes"),
    ] {
        let bytes = tar(&[head(b"special", kind, 0).to_vec(), file("1.txt")]);
        check(&read_tar(&bytes), &["1.txt"], "/special", reason);
    }
}

#[test]
fn names_that_have_no_room_in_a_head_are_read() {
    let long = format!("{}/a.txt", "in".repeat(100));
    let record = |key: &str, value: &str| {
        let rest = format!(" {key}={value}\n");
        let length = (rest.len()..)
            .find(|n| n.to_string().len() + rest.len() == *n)
            .unwrap();
        format!("{length}{rest}")
    };
    let fields = record("mtime", "1.5") + &record("path", &long);
    let mut prefixed = head(b"a.txt", b'0', TEXT.len() as u64);
    set(&mut prefixed, 345, b"in/front");
    let prefixed = [summed(prefixed).to_vec(), file("")[512..].to_vec()].concat();
    let read = read_tar(&tar(&[
        entry("././@LongLink", b'L', format!("{long}\0").as_bytes()),
        file("short"),
        entry("pax", b'x', fields.as_bytes()),
        file("short"),
        prefixed,
        file("own.txt"),
    ]));
    let other = format!("{long}#2");
    assert_eq!(read.told, [""; 0]);
    assert_eq!(read.ids, [&*long, &*long, "in/front/a.txt", "own.txt"]);
    assert_ne!(other, long);
}

#[test]
fn a_damaged_head_in_a_tar_archive_costs_only_its_entry() {
    let mut bytes = tar(&[file("1.txt"), file("2.txt"), file("3.txt")]);
    bytes[1024 + 10] ^= 1;
    check(
        &read_tar(&bytes),
        &["1.txt", "3.txt"],
        ", byte 1024",
        "1024 bytes are left out",
    );
    let unknown = [file("1.txt"), b"rubbish".repeat(1_000), file("2.txt")].concat();
    let read = read_tar(&unknown);
    assert_eq!(read.ids, ["1.txt"], "no head begins where a block does");
}

#[test]
fn a_checksum_that_is_no_number_is_a_damaged_head() {
    let mut bytes = tar(&[file("1.txt"), file("2.txt")]);
    bytes[1024 + 148] = 0xff;
    check(&read_tar(&bytes), &["1.txt"], ", byte 1024", "no head");
}

#[test]
fn a_tar_archive_that_breaks_off_gives_what_is_before() {
    let whole = tar(&[
        file("1.txt"),
        entry("2.txt", b'0', TEXT.repeat(100).as_bytes()),
    ]);
    let read = |end: usize| read_tar(&whole[..end]);
    check(
        &read(1_024 + 512 + 700),
        &["1.txt"],
        "/2.txt",
        "ends within it",
    );
    check(
        &read(1_024 + 100),
        &["1.txt"],
        ", byte 1124",
        "ends within a head",
    );
    check(&read(1_024), &["1.txt"], "", "no end");
    let mut endless = head(b"2.txt", b'0', 0);
    set(
        &mut endless,
        124,
        &[0x80, 0, 0, 0, 0x7f, 255, 255, 255, 255, 255, 255, 255],
    );
    let bytes = [file("1.txt"), summed(endless).to_vec(), TEXT.into()].concat();
    check(&read_tar(&bytes), &["1.txt"], "/2.txt", "ends within it");
    let packed = gzip(&whole);
    let packed = Held::stream(Cursor::new(packed[..packed.len() - 30].to_vec()));
    let unpacked = Held::stream(Unpacked::new(packed).unwrap());
    let read = super::tests::read(Archive::tar("a.x", unpacked));
    assert_eq!(read.told.len(), 1, "{:?}", read.told);
    assert!(read.told[0].contains("end too early"), "{:?}", read.told);
}

#[test]
fn an_extended_head_of_any_length_costs_no_memory() {
    let bytes = tar(&[entry("long", b'L', &vec![b'a'; 2 << 20]), file("1.txt")]);
    check(&read_tar(&bytes), &["1.txt"], ", byte 0", "more than 1 MiB");
}

#[test]
fn an_empty_archive_says_so() {
    check(&read_zip(zip(&[])), &[], "", "no file in it");
    check(&read_tar(&[0; 1024]), &[], "", "no file in it");
}

#[test]
fn an_archive_of_hidden_files_alone_says_so() {
    let text = TEXT.as_bytes();
    let hidden: [(&str, &[u8]); 2] = [(".a.txt", text), ("__MACOSX/b.txt", text)];
    check(
        &read_zip(zip(&hidden)),
        &[],
        "",
        "only hidden files in it (2)",
    );
    check(
        &read_tar(&tar(&[file(".a.txt")])),
        &[],
        "",
        "only a hidden file in it",
    );
}

#[test]
fn of_a_packed_web_archive_the_web_archives_are_read_and_no_index() {
    let page = format!("<p>{TEXT}</p>");
    let record = format!(
        "WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
        page.len()
    );
    let packed = gzip(record.as_bytes());
    let others: [(&str, &[u8]); 3] = [
        ("datapackage.json", b"{\"wacz_version\": \"1.1.1\"}"),
        ("pages/pages.jsonl", b"{\"id\": \"1\", \"text\": \"a\"}\n"),
        ("indexes/index.cdx.gz", &packed),
    ];
    let whole = [&others[..], &[("archive/data.warc.gz", &packed)]].concat();
    let wacz = |files: &[(&str, &[u8])]| {
        let held = Held::stream(Cursor::new(zip(files)));
        read(Archive::wacz("a.x", held).unwrap())
    };
    let found = wacz(&whole);
    assert_eq!(found.ids, ["archive/data.warc.gz:1"]);
    assert_eq!(found.told, [""; 0]);
    check(&wacz(&others), &[], "", "no web archive below archive/");
}

#[test]
fn a_bomb_among_the_entries_costs_only_itself() {
    let article = b"{\"id\": \"a.x/2\", \"text\": \"a\"}\n".to_vec();
    let bomb = [article, vec![b' '; 100 << 20]].concat();
    let text = TEXT.as_bytes();
    let bytes = zip(&[("1.txt", text), ("2.jsonl", &bomb), ("3.txt", text)]);
    check(
        &read_zip(bytes),
        &["1.txt", "2", "3.txt"],
        "/2.jsonl, line 2",
        "more than 200 times its size",
    );
}

/// An archive whose budget is spent within the second entry: that is said of both.
#[track_caller]
fn both(read: Read, reason: &str) {
    assert_eq!(read.ids, ["1.txt"], "{:?}", read.told);
    let [entry, archive] = &read.told[..] else {
        panic!("{:?}", read.told);
    };
    assert!(entry.starts_with("a.x/2.txt: ") && entry.contains(reason));
    assert!(archive.starts_with("a.x: ") && archive.contains(reason));
    assert!(archive.ends_with("; the rest is left out"), "{archive}");
}

#[test]
fn budgets_end_an_archive_and_say_so() {
    let limits = Limits {
        entries: 2,
        bytes: 2_000,
        free: 1_000,
        ratio: 10,
    };
    let read = |files: &[(&str, &[u8])], limits: Limits| {
        let held = Held::file(Cursor::new(zip(files)));
        let entries = Box::new(super::zip::Zip::new(held).unwrap());
        super::tests::read(Archive::of("a.x", entries, limits))
    };
    let (short, long) = (TEXT.repeat(10), TEXT.repeat(60));
    let (short, long) = (short.as_bytes(), long.as_bytes());
    let whole = read(&[("1.txt", short), ("2.txt", short)], limits);
    assert_eq!(
        (whole.ids.len(), whole.told.len()),
        (2, 0),
        "{:?}",
        whole.told
    );
    let many = [("1.txt", short), ("2.txt", short), ("3.txt", short)];
    check(
        &read(&many, limits),
        &["1.txt", "2.txt"],
        "",
        "more than 2 entries; the rest is left out",
    );
    let limits = Limits {
        entries: 9,
        ..limits
    };
    let bomb = [("1.txt", short), ("2.txt", long), ("3.txt", short)];
    both(read(&bomb, limits), "10 times its size");
    let limits = Limits {
        ratio: 1_000,
        bytes: 1_900,
        ..limits
    };
    both(read(&bomb, limits), "unpacks to more than 0 MiB");
}

#[test]
fn archives_made_to_be_searched_for_ever_are_read_in_time() {
    let begun = std::time::Instant::now();
    for bytes in [
        LOCAL.repeat(500_000),
        [LOCAL, &[0; 26]].concat().repeat(100_000),
        b"PK\x05\x06".repeat(100_000),
    ] {
        read_zip(bytes);
    }
    read_tar(&b"rubbish!".repeat(1 << 20));
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
