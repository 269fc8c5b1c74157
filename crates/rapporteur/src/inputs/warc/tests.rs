//! Web archives built in code, whole and damaged.

use std::io::{Cursor, Write};

use account::model::{Media, Source};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::*;
use crate::inputs::Weight;

/// What came of an archive.
struct Read {
    pages: Vec<Source>,
    problems: Vec<Problem>,
}

impl Read {
    /// The numbers that the addresses of the pages end with.
    fn numbers(&self) -> Vec<&str> {
        let urls = self.pages.iter().map(|page| page.url.as_deref().unwrap());
        urls.map(|url| url.rsplit('/').next().unwrap()).collect()
    }

    /// The places and reasons of what could not be read.
    fn damages(&self) -> Vec<String> {
        let problems = self.problems.iter();
        let damages = problems.filter(|problem| problem.weight == Weight::LeftOut);
        damages.map(ToString::to_string).collect()
    }
}

/// Reads an archive as a file and as a stream that cannot be gone back in: both give the same.
#[track_caller]
fn read_as(ending: &str, bytes: Vec<u8>) -> Read {
    let read = read_held(ending, Held::file(Cursor::new(bytes.clone())));
    let stream = read_held(ending, Held::stream(Cursor::new(bytes)));
    assert_eq!(read.problems, stream.problems);
    let pages = |read: &Read| -> Vec<(String, usize)> {
        let pages = read.pages.iter();
        pages
            .map(|page| (page.id.to_string(), page.bytes.len()))
            .collect()
    };
    assert_eq!(pages(&read), pages(&stream));
    read
}

fn read_held(ending: &str, held: Held) -> Read {
    let warc = Warc::new("a", held, ending).unwrap();
    let mut read = Read {
        pages: Vec::new(),
        problems: Vec::new(),
    };
    for item in warc {
        match item {
            Ok(Input::Page(source, _)) => read.pages.push(source),
            Ok(Input::Article(_)) => panic!("a page of an archive is no article yet"),
            Err(problem) => read.problems.push(problem),
        }
    }
    read
}

fn read(bytes: impl Into<Vec<u8>>) -> Read {
    read_as("", bytes.into())
}

/// Reads an archive in which one record is damaged, and says so once, at `place`, with `reason`.
#[track_caller]
fn damaged(bytes: impl Into<Vec<u8>>, numbers: &[&str], place: &str, reason: &str) {
    let read = read_as("warc.gz", bytes.into());
    let damages = read.damages();
    assert_eq!(read.numbers(), numbers, "{damages:?}");
    assert_eq!(damages.len(), 1, "{damages:?}");
    let begin = format!("a, {place}: ");
    assert!(damages[0].starts_with(&begin), "{damages:?}");
    assert!(damages[0].contains(reason), "{damages:?}");
    let closing = read.problems.last().unwrap();
    assert!(closing.reason.contains("damaged: 1"), "{closing}");
}

/// A record of any kind.
fn record(fields: &str, block: impl AsRef<[u8]>) -> Vec<u8> {
    let block = block.as_ref();
    let length = block.len();
    let mut bytes =
        format!("WARC/1.0\r\n{fields}\r\nContent-Length: {length}\r\n\r\n").into_bytes();
    bytes.extend(block);
    bytes.extend(b"\r\n\r\n");
    bytes
}

/// An answer with these fields and this body.
fn answer(number: u32, fields: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let head = format!(
        "WARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n\
         WARC-Date: 2026-03-04T10:00:00Z\r\nContent-Type: application/http; msgtype=response"
    );
    let mut http = format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").into_bytes();
    http.extend(body.as_ref());
    record(&head, http)
}

/// A web page.
fn page(number: u32) -> Vec<u8> {
    let body = format!("<html><p>The council met in room {number}.</p></html>");
    answer(number, "Content-Type: text/html; charset=utf-8", body)
}

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    compress_to_vec(bytes.as_ref(), CompressionLevel::Fastest)
}

/// Three pages, each packed by itself.
fn packed(pack: impl Fn(Vec<u8>) -> Vec<u8>) -> [Vec<u8>; 3] {
    [page(1), page(2), page(3)].map(pack)
}

/// The body that comes of a packed one.
#[track_caller]
fn body(fields: &str, body: impl AsRef<[u8]>) -> (String, Vec<String>) {
    let fields = format!("Content-Type: text/html\r\n{fields}");
    let read = read(answer(1, &fields, body));
    let page = &read.pages.first().unwrap().bytes;
    (String::from_utf8_lossy(page).into_owned(), read.damages())
}

const PAGE: &str = "<html><p>The council met again.</p></html>";

#[test]
fn a_page_brings_its_address_its_charset_and_when_it_was_fetched() {
    let bytes = answer(7, "Content-Type: text/html; charset=ISO-8859-2", b"<p>\xb3");
    let read = read(bytes);
    let page = &read.pages[0];
    assert_eq!(&*page.id.0, "a:1");
    assert_eq!(page.url.as_deref(), Some("https://news.example/7"));
    assert_eq!(page.charset.as_deref(), Some("ISO-8859-2"));
    assert_eq!(page.fetched, "2026-03-04T10:00:00Z".parse().ok());
    assert_eq!(page.media, Media::Html);
    assert!(read.problems.is_empty());
}

#[test]
fn a_resource_is_a_page_without_an_http_head() {
    let head = "WARC-Type: resource\r\nWARC-Target-URI: <https://news.example/1>\r\n\
        WARC-Date: 2026-03-04\r\nContent-Type: text/plain; charset=latin1";
    let read = read(record(head, "The council met."));
    let page = &read.pages[0];
    assert_eq!(
        (page.media, &*page.bytes),
        (Media::Text, &b"The council met."[..])
    );
    assert_eq!(page.url.as_deref(), Some("https://news.example/1"));
    assert_eq!(page.charset.as_deref(), Some("latin1"));
    assert_eq!(page.fetched, "2026-03-05T00:00:00Z".parse().ok());
}

#[test]
fn every_way_to_pack_an_archive_gives_the_same_pages() {
    let plain = packed(|page| page).concat();
    let blocks: Vec<u8> = plain.chunks(100).flat_map(gzip).collect();
    let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc";
    let ways = [
        plain.clone(),
        gzip(&plain),
        blocks,
        packed(gzip).concat(),
        zstd(&plain),
        packed(zstd).concat(),
        [&packed(zstd).concat(), &skipped[..], &zstd(page(4))].concat(),
    ];
    for (n, way) in ways.into_iter().enumerate() {
        let read = read(way);
        assert_eq!(read.numbers()[..3], ["1", "2", "3"], "way {n}");
        assert_eq!(read.numbers().len(), if n == 6 { 4 } else { 3 });
        assert!(read.problems.is_empty(), "way {n}: {:?}", read.problems);
        assert!(read.pages[2].bytes.ends_with(b"room 3.</p></html>"));
    }
}

/// Two frames that need the dictionary at the head of the file; the second does not name it.
const DICTIONARY: &[u8] = include_bytes!("../../../tests/archives/dictionary.warc.zst");

#[test]
fn zstd_frames_are_read_with_the_dictionary_at_the_head_of_the_file() {
    let read = read(DICTIONARY);
    assert_eq!(read.numbers(), ["1", "2"]);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
}

#[test]
fn the_dictionary_may_be_packed_itself() {
    let length = u32::from_le_bytes(DICTIONARY[4..8].try_into().unwrap()) as usize;
    let dictionary = zstd(&DICTIONARY[8..8 + length]);
    let mut bytes = b"\x5d\x2a\x4d\x18".to_vec();
    bytes.extend((dictionary.len() as u32).to_le_bytes());
    bytes.extend(dictionary);
    bytes.extend(&DICTIONARY[8 + length..]);
    assert_eq!(read(bytes).numbers(), ["1", "2"]);
}

#[test]
fn a_damaged_dictionary_is_told_and_what_needs_it_left_out() {
    let mut bytes = DICTIONARY.to_vec();
    bytes[9] ^= 0xff;
    bytes.extend(zstd(page(3)));
    let read = read(bytes);
    assert!(
        read.damages()[0].contains("dictionary"),
        "{:?}",
        read.damages()
    );
    assert_eq!(read.numbers().last(), Some(&"3"));
}

#[test]
fn the_text_that_a_page_was_made_into_is_a_page() {
    let head = "WARC-Type: conversion\r\nWARC-Target-URI: https://news.example/1\r\n\
                WARC-Date: 2026-03-04T10:00:00Z\r\nContent-Type: text/plain";
    let read = read(record(head, "Council\nThe council met.\n"));
    assert_eq!(read.numbers(), ["1"]);
    let page = &read.pages[0];
    assert_eq!((page.media, page.bytes.len()), (Media::Text, 25));
    assert_eq!(page.fetched, Some("2026-03-04T10:00:00Z".parse().unwrap()));
}

/// Parts of the first page, those after the first with these fields.
fn parts(fields: &[&str]) -> Vec<u8> {
    let whole = String::from_utf8(page(1)).unwrap();
    let (head, block) = whole.trim_end().split_once("\r\n\r\n").unwrap();
    let fields_of = |head: &str| {
        head.lines()
            .skip(1)
            .filter(|line| !line.starts_with("Content-L"))
            .collect::<Vec<_>>()
            .join("\r\n")
    };
    let first = fields_of(head) + "\r\nWARC-Record-ID: <urn:one>\r\nWARC-Segment-Number: 1";
    let mut bytes = record(&first, &block[..80]);
    let pieces = [&block[80..90], &block[90..]];
    for (n, (piece, fields)) in pieces.into_iter().zip(fields).enumerate() {
        let head =
            format!("WARC-Type: continuation\r\nWARC-Segment-Origin-ID: <urn:one>\r\n{fields}");
        bytes.extend(record(&head, piece));
        bytes.extend(page(n as u32 + 2));
    }
    bytes
}

const SECOND: &str = "WARC-Segment-Number: 2";
const LAST: &str = "WARC-Segment-Number: 3\r\nWARC-Segment-Total-Length: 105";

#[test]
fn the_parts_of_a_record_are_put_together() {
    let read = read(parts(&[SECOND, LAST]));
    assert_eq!(read.numbers(), ["2", "1", "3"]);
    assert_eq!(&*read.pages[1].id.0, "a:1");
    let text = String::from_utf8_lossy(&read.pages[1].bytes);
    assert!(text.ends_with("room 1.</p></html>"), "{text:?}");
    let closing = "a: records: 5; pages: 3; parts of others: 2";
    assert_eq!(read.problems.len(), 1);
    assert_eq!(read.problems[0].to_string(), closing);
}

#[test]
fn a_record_without_its_last_part_is_read_as_far_as_it_goes() {
    let read = read(parts(&[SECOND]));
    assert_eq!(read.numbers(), ["2", "1"]);
    assert_eq!(
        read.damages(),
        ["a:1: part 3 of it and what follows are missing"]
    );
    let many: Vec<u8> = (0..9).flat_map(|_| parts(&[SECOND])).collect();
    assert_eq!(super::tests::read(many).numbers().len(), 18);
}

#[test]
fn a_part_that_belongs_to_nothing_is_told_with_its_place() {
    let read = read(parts(&[LAST]));
    let second = format!(
        "a, byte {}: part 3 of a record, of which others are missing; left out",
        parts(&[]).len()
    );
    assert_eq!(
        read.damages(),
        [
            second.as_str(),
            "a:1: part 2 of it and what follows are missing"
        ]
    );
    let alone = record("WARC-Type: continuation\r\nWARC-Segment-Number: 2", "x");
    damaged(alone, &[], "byte 0", "does not begin here");
}

#[test]
fn what_is_no_page_is_counted_and_told_in_one_remark() {
    let archive = [
        record("WARC-Type: warcinfo", "software: x"),
        record("WARC-Type: request", "GET / HTTP/1.1\r\n\r\n"),
        page(3),
        answer(4, "Content-Type: image/png", b"\x89PNG"),
        answer(5, "Content-Type: image/png", b"\x89PNG"),
        answer(6, "Content-Type: text/html", "%PDF-1.7"),
        record(
            "WARC-Type: response",
            "HTTP/1.1 404 Not Found\r\n\r\n<p>No.",
        ),
        record("WARC-Type: resource\r\nWARC-Target-URI: metadata://x", "-v"),
    ];
    let read = read(archive.concat());
    assert_eq!(&*read.pages[0].id.0, "a:3");
    assert_eq!(
        read.problems,
        [Problem::remark(
            "a",
            "records: 8; pages: 1; left out: 1 HTTP 404, 1 a PDF file, 2 image/png, 1 metadata, \
             1 request, 1 warcinfo"
        )]
    );
}

#[test]
fn chunks_are_joined() {
    let chunked = "Transfer-Encoding: chunked";
    let whole = format!("5;x=y\r\n<html\r\n{:X}\r\n{}\r\n0\r\n\r\n", 37, &PAGE[5..]);
    assert_eq!(body(chunked, whole), (PAGE.to_owned(), Vec::new()));
    // Joined by the crawler, which left the head as it was.
    assert_eq!(body(chunked, PAGE), (PAGE.to_owned(), Vec::new()));
}

#[test]
fn chunks_with_wrong_sizes_are_read_as_far_as_they_go() {
    let chunked = "Transfer-Encoding: chunked";
    for wrong in [
        "5\r\n<html\r\nxyz\r\nrest",
        "5\r\n<html\r\n-3\r\nabc",
        "5\r\n<html\r\nffffffffffffffffff\r\n",
    ] {
        let (text, problems) = body(chunked, wrong);
        assert_eq!(text, "<html");
        assert_eq!(problems, ["a:1: its chunks break off"]);
    }
    let (text, problems) = body(chunked, "ff\r\n<html><p>");
    assert_eq!((text.as_str(), problems.len()), ("<html><p>", 1));
}

#[test]
fn bodies_are_unpacked() {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(PAGE.as_bytes()).unwrap();
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
    deflate.write_all(PAGE.as_bytes()).unwrap();
    // One block that is not compressed: 16 bits of window, a length of 16 bits, the bytes, the end.
    let length = (PAGE.len() as u32 - 1) << 4 | 1 << 20;
    let brotli = [&length.to_le_bytes()[..3], PAGE.as_bytes(), b"\x03"].concat();
    for (coding, packed) in [
        ("gzip", gzip(PAGE)),
        ("x-gzip", gzip(PAGE)),
        ("deflate", zlib.finish().unwrap()),
        ("deflate", deflate.finish().unwrap()),
        ("zstd", zstd(PAGE)),
        ("br", brotli),
        ("gzip, zstd", zstd(gzip(PAGE))),
        // Unpacked by the crawler, which left the head as it was.
        ("gzip", PAGE.into()),
        ("br", PAGE.into()),
        ("deflate", PAGE.into()),
    ] {
        let (text, problems) = body(&format!("Content-Encoding: {coding}"), packed);
        assert_eq!(text, PAGE, "{coding}");
        assert!(problems.is_empty(), "{coding}: {problems:?}");
    }
}

#[test]
fn a_body_that_breaks_off_is_read_as_far_as_it_goes() {
    let long = PAGE.repeat(2_000);
    let packed = gzip(&long);
    let (text, problems) = body("Content-Encoding: gzip", &packed[..packed.len() - 60]);
    assert!(!text.is_empty() && long.starts_with(&text));
    assert_eq!(problems, ["a:1: its body breaks off (gzip)"]);
}

#[test]
fn a_body_packed_in_a_way_not_known_names_it() {
    let fields = "Content-Type: text/html\r\nContent-Encoding: sdch";
    damaged(
        [answer(1, fields, PAGE), page(2)].concat(),
        &["2"],
        "byte 0",
        "a way not known (sdch)",
    );
}

#[test]
fn a_bomb_in_a_body_is_cut_where_pages_are_cut() {
    let fields = "Content-Type: text/html\r\nContent-Encoding: gzip, gzip";
    let bomb = gzip(gzip([b"<p>x".to_vec(), vec![b' '; 300 << 20]].concat()));
    let read = read([answer(1, fields, bomb), page(2)].concat());
    assert_eq!(read.numbers(), ["1", "2"]);
    // What it is cut by is said where pages are handed on.
    assert_eq!(read.pages[0].bytes.len(), MAX_PAGE + 1);
    assert_eq!(read.damages(), [""; 0]);
}

#[test]
fn a_member_that_is_a_bomb_is_given_up_and_the_next_is_read() {
    let head = "WARC-Type: response";
    let bomb = record(head, vec![b' '; 200 << 20]);
    let first = gzip(page(1));
    let place = format!("byte {}", first.len());
    let archive = [first, gzip(bomb), gzip(page(3))].concat();
    damaged(archive, &["1", "3"], &place, "more than 200 times its size");
}

#[test]
fn a_record_that_is_too_long_is_cut_and_the_next_is_read() {
    let long = format!("<p>The council.</p>{}", "x".repeat(9 << 20));
    let archive = [answer(1, "Content-Type: text/html", long), page(2)].concat();
    for archive in [archive.clone(), zstd(archive)] {
        let read = read(archive);
        assert_eq!(read.numbers(), ["1", "2"]);
        assert!(read.pages[0].bytes.len() > MAX_PAGE);
        assert_eq!(read.damages(), [""; 0]);
    }
}

#[test]
fn chunks_that_break_off_where_a_record_is_cut_are_not_said_to_be_damaged() {
    let fields = "Content-Type: text/html\r\nTransfer-Encoding: chunked";
    let chunks = "1\r\nx\r\n".repeat(2 << 20) + "0\r\n\r\n";
    let read = read([answer(1, fields, chunks), page(2)].concat());
    assert_eq!(read.numbers(), ["1", "2"]);
    assert_eq!(read.damages(), ["a:1: only its first 8 MiB are read"]);
}

/// The second of three pages, its length said wrongly.
fn wrong(length: &str) -> [Vec<u8>; 3] {
    let text = String::from_utf8(page(2)).unwrap();
    let at = text.find("Content-Length: ").unwrap() + 16;
    let end = at + text[at..].find('\r').unwrap();
    let text = format!("{}{length}{}", &text[..at], &text[end..]);
    [page(1), text.into_bytes(), page(3)]
}

#[test]
fn a_record_of_wrong_length_is_left_out_and_the_next_is_read() {
    let place = format!("byte {}", page(1).len());
    for length in [
        "0",
        "20",
        "115",
        "130",
        "400",
        "99999999999",
        "18446744073709551615",
    ] {
        let reason = "bytes";
        damaged(wrong(length).concat(), &["1", "3"], &place, reason);
    }
    for length in ["", "-1", "many", "99999999999999999999999"] {
        damaged(wrong(length).concat(), &["1", "3"], &place, "no length");
    }
}

#[test]
fn a_length_beyond_the_file_costs_no_more_however_long_the_file_is() {
    let long = "x".repeat(10 << 20);
    let [one, two, three] = wrong("99999999999");
    let place = format!("byte {}", one.len());
    let last = answer(4, "Content-Type: image/png", long);
    let archive = [one, two, three, last, page(5)].concat();
    // Of a stream nobody knows how long it is: there the rest is lost.
    let read = read_held("warc", Held::file(Cursor::new(archive)));
    assert_eq!(read.numbers(), ["1", "3", "5"]);
    let [damage] = &read.damages()[..] else {
        panic!("{:?}", read.damages());
    };
    assert!(damage.starts_with(&format!("a, {place}: ")), "{damage}");
    assert!(damage.contains("the file ends before"), "{damage}");
}

#[test]
fn a_record_that_begins_in_a_damaged_member_and_goes_on_in_a_whole_one_is_told_once() {
    let second = page(2);
    let mut begins = gzip(&second[..100]);
    begins[2] = 0xff;
    let goes_on = gzip([&second[100..], &page(3)].concat());
    let place = format!("byte {}", gzip(page(1)).len());
    let archive = [gzip(page(1)), begins, goes_on].concat();
    damaged(archive, &["1", "3"], &place, "no packed data");
}

#[test]
fn a_packed_record_of_wrong_length_ends_with_what_it_is_packed_in() {
    for length in ["20", "400", "99999999999"] {
        let place = format!("byte {}", gzip(page(1)).len());
        let archive = wrong(length).map(gzip).concat();
        damaged(archive, &["1", "3"], &place, "bytes");
        let read = read(wrong(length).map(zstd).concat());
        assert_eq!((read.numbers(), read.damages().len()), (vec!["1", "3"], 1));
    }
    // Packed as a whole, the place is told by what it unpacks to.
    let place = format!(
        "byte {} of what is packed from byte 0 of the file on",
        page(1).len()
    );
    damaged(gzip(wrong("20").concat()), &["1", "3"], &place, "bytes");
}

#[test]
fn records_without_the_empty_lines_between_them_are_read() {
    let bare = |page: Vec<u8>| page[..page.len() - 4].to_vec();
    let archive = [
        bare(page(1)),
        b"\n".to_vec(),
        bare(page(2)),
        page(3),
        bare(page(4)),
    ]
    .concat();
    let read = read(archive);
    assert_eq!(read.numbers(), ["1", "2", "3", "4"]);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
}

#[test]
fn a_head_without_the_empty_line_behind_it_costs_one_record() {
    let text = String::from_utf8(page(2))
        .unwrap()
        .replacen("\r\n\r\nHTTP", "\r\nHTTP", 1);
    let place = format!("byte {}", page(1).len());
    let archive = [page(1), text.into_bytes(), page(3)].concat();
    damaged(archive, &["1", "3"], &place, "does not end where it should");
}

#[test]
fn a_head_without_end_costs_one_record() {
    let endless = [b"WARC/1.0\r\n".to_vec(), b"a: b\r\n".repeat(20_000)].concat();
    let place = format!("byte {}", page(1).len());
    let archive = [page(1), endless, page(3)].concat();
    damaged(
        archive,
        &["1", "3"],
        &place,
        "head of the record has no end",
    );
    let http = record(
        "WARC-Type: response",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html",
    );
    damaged(
        [http, page(2)].concat(),
        &["2"],
        "byte 0",
        "HTTP answer has no end",
    );
}

#[test]
fn a_file_that_ends_too_early_gives_the_records_before() {
    let plain = packed(|page| page).concat();
    let place = format!("byte {}", page(1).len() + page(2).len());
    damaged(
        &plain[..plain.len() - 20],
        &["1", "2"],
        &place,
        "the file ends before",
    );
    let members = packed(gzip);
    let place = format!("byte {}", members[0].len() + members[1].len());
    let all = members.concat();
    for less in [1, 8, 20, 100] {
        let cut = &all[..all.len() - less];
        damaged(cut, &["1", "2"], &place, "end too early");
    }
}

#[test]
fn a_truncated_member_costs_one_record_and_the_next_is_read() {
    for left in [1, 5, 11, 30, 100] {
        let [one, mut two, three] = packed(gzip);
        let place = format!("byte {}", one.len());
        two.truncate(two.len() - left);
        let read = read([one, two, three].concat());
        assert_eq!(read.numbers(), ["1", "3"], "{left}: {:?}", read.damages());
        assert_eq!(read.damages().len(), 1, "{:?}", read.damages());
        assert!(read.damages()[0].contains(&place), "{:?}", read.damages());
    }
}

#[test]
fn a_byte_changed_anywhere_in_a_member_costs_no_record_but_its_own() {
    for pack in [gzip, zstd] {
        let [one, two, three] = packed(pack);
        for at in 0..two.len() {
            let mut two = two.clone();
            two[at] ^= 0x55;
            let read = read([one.clone(), two, three.clone()].concat());
            let numbers = read.numbers();
            assert_eq!(
                numbers.first(),
                Some(&"1"),
                "byte {at}: {:?}",
                read.damages()
            );
            assert_eq!(
                numbers.last(),
                Some(&"3"),
                "byte {at}: {:?}",
                read.damages()
            );
        }
    }
}

#[test]
fn what_is_whole_in_a_broken_member_is_read() {
    let mut many: Vec<u8> = (1..40).flat_map(page).collect();
    // Text that cannot be packed well, so that the last record begins far from the end.
    many.extend(answer(
        40,
        "Content-Type: text/html",
        (0..4_000).map(|n| n.to_string()).collect::<String>(),
    ));
    let mut packed = gzip(many);
    packed.truncate(packed.len() - 1_000);
    packed.extend(gzip(page(41)));
    let read = read(packed);
    assert_eq!(read.numbers().len(), 40, "{:?}", read.damages());
    assert_eq!(read.damages().len(), 1, "{:?}", read.damages());
}

#[test]
fn rubbish_between_and_before_members_is_passed_over() {
    let [one, two, three] = packed(gzip);
    let rubbish = b"\0\0rubbish\x1f\x8b\x08 that looks like a member \x1f\x8b\x08\0\0".to_vec();
    let place = format!("byte {}", one.len());
    let reason = "bytes that are no packed data";
    let between = [one.clone(), rubbish.clone(), two.clone(), three.clone()].concat();
    damaged(between, &["1", "2", "3"], &place, reason);
    let before = [rubbish.clone(), one.clone(), two.clone()].concat();
    damaged(before, &["1", "2"], "byte 0", reason);
    let behind = [one, rubbish].concat();
    damaged(behind, &["1"], &place, reason);
}

#[test]
fn rubbish_between_plain_records_is_passed_over() {
    let rubbish = b"rubbish\0\0 WARC/1.0 \r\nWARC/ \r\n\r\nWARC/x\r\n".to_vec();
    let place = format!("byte {}", page(1).len());
    let archive = [page(1), rubbish, page(2)].concat();
    damaged(archive, &["1", "2"], &place, "no record begins here");
}

#[test]
fn nul_bytes_are_borne_everywhere() {
    let nuls = vec![0; 100_000];
    let archive = [page(1), nuls.clone(), page(2)].concat();
    let place = format!("byte {}", page(1).len());
    damaged(archive, &["1", "2"], &place, "no record begins here");
    let read = read(
        [
            answer(1, "Content-Type: text/html\0", "<p>a\0b"),
            answer(2, "Content-Type: text/html", "<p>a\0b"),
        ]
        .concat(),
    );
    assert_eq!(read.numbers(), ["2"]);
    assert_eq!(read.pages[0].bytes, b"<p>a\0b");
    let only = read_as("warc", nuls);
    assert_eq!((only.pages.len(), only.damages().len()), (0, 1));
}

#[test]
fn records_that_a_page_makes_up_are_not_read() {
    let forged = String::from_utf8(page(9)).unwrap();
    let body = format!("<p>Here it comes.</p>\r\n\r\n{forged}{forged}");
    let archive = [answer(1, "Content-Type: text/html", body), page(2)];
    assert_eq!(read(archive.concat()).numbers(), ["1", "2"]);
    // Not even behind what is kept of a long page, nor where the page is packed.
    let body = format!("<p>{}\r\n\r\n{forged}", "x".repeat(10 << 20));
    let long = [answer(1, "Content-Type: text/html", body), page(2)];
    assert_eq!(read(long.concat()).numbers(), ["1", "2"]);
    assert_eq!(read(long.map(gzip).concat()).numbers(), ["1", "2"]);
}

#[test]
fn a_file_made_to_be_searched_for_ever_is_read_in_time() {
    let begun = std::time::Instant::now();
    let magic = gzip(page(1))[..12].repeat(200_000);
    let claims = b"WARC/1.0\r\nContent-Length: 8000000\r\n\r\n".repeat(100_000);
    for hostile in [magic, claims, b"\nWARC/".repeat(500_000)] {
        read_as("warc.gz", hostile);
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn a_page_that_was_not_kept_whole_says_so() {
    let bytes = String::from_utf8(page(1)).unwrap();
    let bytes = bytes.replacen("WARC-Date", "WARC-Truncated: length\r\nWARC-Date", 1);
    let read = read(bytes);
    assert_eq!(
        read.damages(),
        ["a:1: whoever fetched it did not keep all of it (length)"]
    );
    assert_eq!(read.pages.len(), 1);
}

#[test]
fn an_empty_archive_says_so() {
    assert_eq!(read(gzip("")).damages(), ["a: no record in it"]);
}
