//! What the program does with files that are missing, damaged, hostile or none of its business.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may fail like the tests"
)]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::{TempDir, tempdir};

const STORY: &str = "The fishing ministers of the two countries met on Thursday in the harbour \
    town to speak about the herring quota for the coming year.";

/// Runs the program with these words, in a world without any language model.
fn rapporteur(words: &[&str]) -> Output {
    program(words).output().unwrap()
}

fn program(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.args(words).env_remove("RAPPORTEUR_MODEL").env(
        "RAPPORTEUR_DATA",
        std::env::temp_dir().join("rapporteur-nowhere"),
    );
    command
}

fn folder() -> TempDir {
    tempdir().unwrap()
}

/// Writes a file and returns its path.
fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Runs the program with something on standard input.
fn piped(words: &[&str], bytes: &[u8]) -> Output {
    let mut command = program(words);
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = pipes.stderr(Stdio::piped()).spawn().unwrap();
    // A child that needs no more closes its end.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    child.wait_with_output().unwrap()
}

/// Asserts the exit code, that standard error names `place` and `reason`, and returns the lines.
fn check(output: &Output, code: i32, place: &str, reason: &str) -> Vec<String> {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(told.contains(place) && told.contains(reason), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    lines.lines().map(str::to_owned).collect()
}

/// Extracts one file that must be refused.
fn refused(name: &str, bytes: &[u8], reason: &str) {
    let folder = folder();
    let path = file(&folder, name, bytes);
    let lines = check(&rapporteur(&["extract", &path]), 3, &path, reason);
    assert_eq!(lines, [""; 0]);
}

/// Extracts one file that must give an article with a note of this reason.
fn noted(name: &str, bytes: &[u8], reason: &str) -> serde_json::Value {
    let folder = folder();
    let path = file(&folder, name, bytes);
    let output = rapporteur(&["extract", &path]);
    let lines = check(&output, 0, "", "");
    let article: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
    let notes = article["notes"].as_array().unwrap();
    assert!(
        notes.iter().any(|note| note["reason"] == reason),
        "{notes:?}"
    );
    article
}

#[test]
fn a_missing_file_is_named() {
    let output = rapporteur(&["extract", "no/such.txt"]);
    check(&output, 3, "no/such.txt", "no such file");
}

#[test]
fn files_that_hold_no_text_are_refused_by_name_and_reason() {
    refused("empty.txt", b"", "empty");
    refused("blank.html", b" \n\t\n", "empty");
    refused("binary.txt", b"abc\0\x01\x02def", "binary");
    refused("paper.txt", b"%PDF-1.7 and so on", "PDF");
    refused("crawl.warc.gz", b"\x1f\x8b\x08", "end too early");
    refused("crawl.wacz", b"PK\x03\x04", "its directory is damaged");
    refused(
        "crawl.arc",
        b"filedesc://a.arc 0.0.0.0",
        "web archive (ARC)",
    );
    refused("blank.jsonl", b"\n \n", "no article in it");
    refused("none.json", b"[]", "no article in it");
    refused(
        "hidden.tar",
        tar(&[(".a.txt", STORY)]).as_bytes(),
        "a hidden file",
    );
    let packed = gzip(STORY);
    refused("half.txt.gz", &packed[..40], "end too early");
    refused(
        "news.xml",
        b"<?xml version='1.0'?><opml version='2.0'>",
        "a list of feeds (OPML): not supported yet",
    );
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// A web archive of an information record and three pages, each packed by itself.
fn archive() -> [Vec<u8>; 4] {
    let page = |number: u32, date: &str| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-2";
        let page = format!("<html><title>Page {number}</title>{date}<p>{STORY}</p></html>");
        let http = format!("{head}\r\n\r\n{page}");
        format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-03-04T10:00:00Z\r\n\
             WARC-Target-URI: https://news.example/{number}\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    let dated = |date: &str| format!("<meta property=article:published_time content={date}>");
    let information = "WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    [
        information.to_owned(),
        page(1, &dated("2026-03-01")),
        page(2, ""),
        page(3, &dated("2027-03-01")),
    ]
    .map(|record| gzip(&record))
}

#[test]
fn a_web_archive_gives_its_pages_and_one_line_on_the_rest() {
    let folder = folder();
    // Known by its first bytes, whatever it is called.
    let path = file(&folder, "crawl.dat", archive().concat());
    let told = "records: 4; pages: 3; left out: 1 warcinfo";
    let lines = check(&rapporteur(&["extract", &path]), 0, &path, told);
    let articles: Vec<serde_json::Value> = lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(articles.len(), 3);
    assert_eq!(articles[0]["id"], format!("{path}:2"));
    assert_eq!(articles[0]["url"], "https://news.example/1");
    assert_eq!(articles[0]["published"], "2026-03-01");
    assert!(articles[0]["text"].as_str().unwrap().contains("quota"));
    // Nothing is published after it was fetched.
    assert_eq!(articles[2]["published"], serde_json::Value::Null);
}

#[test]
fn a_damaged_record_of_a_web_archive_is_named_with_its_place_and_costs_only_itself() {
    let folder = folder();
    let [one, two, mut three, four] = archive();
    let place = format!("crawl.warc.gz, byte {}", one.len() + two.len());
    three.truncate(100);
    let path = file(&folder, "crawl.warc.gz", [one, two, three, four].concat());
    let lines = check(&rapporteur(&["extract", &path]), 1, &place, "left out");
    assert_eq!(lines.len(), 2);
    assert!(lines[1].contains("https://news.example/3"));
}

/// The ids of articles, one a line.
fn ids(lines: &[String]) -> Vec<String> {
    let id = |line: &String| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].clone();
    let ids = lines.iter().map(id);
    ids.map(|id| id.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_pattern_that_no_shell_has_put_in_names_its_files_in_order() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("b/c")).unwrap();
    for name in [
        "b/c/4.html",
        "2.html",
        "10.html",
        "1.txt",
        ".0.html",
        "b/3.html",
    ] {
        file(&folder, name, format!("<html><p>{STORY}</p></html>"));
    }
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let matched = |pattern: &str, names: &[&str]| {
        let lines = check(&rapporteur(&["extract", &at(pattern)]), 0, "", "");
        let expected: Vec<String> = names.iter().map(|name| at(name)).collect();
        assert_eq!(ids(&lines), expected, "{pattern}");
    };
    matched("*.html", &["10.html", "2.html"]);
    matched("?.[ht]*", &["1.txt", "2.html"]);
    matched(
        "**/*.html",
        &["10.html", "2.html", "b/3.html", "b/c/4.html"],
    );
    // What lies in a folder that matches is read once.
    matched(
        "**/*",
        &["1.txt", "10.html", "2.html", "b/3.html", "b/c/4.html"],
    );
}

#[test]
fn a_pattern_that_nothing_matches_is_named_and_a_path_that_is_there_is_no_pattern() {
    let folder = folder();
    let literal = file(&folder, "a[1].txt", STORY);
    file(&folder, "a1.txt", STORY);
    let lines = check(&rapporteur(&["extract", &literal]), 0, "", "");
    assert_eq!(ids(&lines), [literal]);
    for (name, reason) in [
        ("*.htm", "no file or folder matches this pattern"),
        ("none/*.htm", "there is no folder"),
        ("a[.txt", "no pattern either"),
    ] {
        let pattern = folder.path().join(name);
        let pattern = pattern.to_str().unwrap();
        check(&rapporteur(&["extract", pattern]), 3, pattern, reason);
    }
}

/// A tar archive of files with these names and texts.
fn tar(files: &[(&str, &str)]) -> String {
    let mut tar = String::new();
    for (name, text) in files {
        let size = format!("{:011o}", text.len());
        let before = format!("{name:\0<124}{size:\0<24}");
        let behind = format!("0{:\0<100}ustar\0{:\0<249}", "", "");
        let sum = [&before, "        ", &behind].concat();
        let sum: u32 = sum.bytes().map(u32::from).sum();
        tar += &format!("{before}{sum:06o}\0 {behind}");
        tar += text;
        tar += &"\0".repeat(text.len().next_multiple_of(512) - text.len());
    }
    tar + &"\0".repeat(1024)
}

#[test]
fn an_archive_gives_its_files_as_a_folder_does() {
    let folder = folder();
    let page = format!("<html><p>{STORY}</p></html>");
    let tar = tar(&[
        ("in/a.html", &page),
        ("../b.txt", STORY),
        ("c.md", &format!("---\ntitle: C\n---\n{STORY}")),
    ]);
    for (name, bytes) in [
        ("news.tar", tar.clone().into_bytes()),
        ("news.tgz", gzip(&tar)),
    ] {
        let path = file(&folder, name, bytes);
        let told = "\"../b.txt\": its name leads out of the archive; left out";
        let lines = check(&rapporteur(&["extract", &path]), 1, &path, told);
        assert_eq!(
            ids(&lines),
            ["in/a.html", "c.md"].map(|name| format!("{path}/{name}"))
        );
    }
    assert!(!folder.path().join("../b.txt").exists());
}

#[test]
fn a_page_or_lines_packed_alone_are_read() {
    let folder = folder();
    let page = file(&folder, "a.html.gz", gzip(&format!("<p>{STORY}</p>")));
    let line = format!("{{\"id\": \"b\", \"text\": \"{STORY}\"}}\n");
    let lines = file(&folder, "b.jsonl.gz", gzip(&line));
    let text = file(&folder, "c.gz", gzip(STORY));
    let lines = check(&rapporteur(&["extract", &page, &lines, &text]), 0, "", "");
    assert_eq!(ids(&lines), [page.as_str(), "b", text.as_str()]);
    assert!(lines.iter().all(|line| line.contains("herring quota")));
}

#[cfg(unix)]
/// An RSS feed with a whole article, a summary and a headline.
fn rss() -> String {
    format!(
        "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>\
         <channel><title>The River Post</title><link>https://post.example/</link><language>en-gb</language>\n\
         <item><title>Ministers meet &amp;amp; talk</title><link>/herring</link><dc:creator>Ann Oak</dc:creator>\
         <pubDate>Tue, 03 Feb 2026 10:00:00 GMT</pubDate><description>Ministers met.</description>\
         <content:encoded><![CDATA[<figure><img src=a.jpg><figcaption>A ship</figcaption></figure>\
         <p>{STORY}</p><h2>Short</h2><p>No.</p><ul><li>Herring</li></ul>\
         <p>The post <a href=b>Ministers meet</a> appeared first on <a href=c>The River Post</a>.</p>]]></content:encoded></item>\n\
         <item><title>Two</title><description>{STORY} [&#8230;]</description></item>\n\
         <item><title>Three</title></item></channel></rss>"
    )
}

#[test]
fn the_items_of_a_feed_are_articles_and_what_they_lack_is_told() {
    let folder = folder();
    let path = file(&folder, "feed.xml", rss());
    let output = rapporteur(&["extract", &path]);
    let lines = check(&output, 1, &path, "1 of 3 items have no text");
    check(&output, 1, &path, "1 of 3 items are summaries");
    let articles: Vec<serde_json::Value> = lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(articles.len(), 2);
    let whole = &articles[0];
    assert_eq!(whole["id"], format!("{path}:1"));
    assert_eq!(whole["title"], "Ministers meet & talk");
    assert_eq!(whole["url"], "https://post.example/herring");
    assert_eq!(whole["byline"], serde_json::json!(["Ann Oak"]));
    assert_eq!(whole["published"], "2026-02-03T10:00:00Z");
    assert_eq!(whole["outlet"], "The River Post");
    assert_eq!(whole["language"], "en");
    let text = whole["text"].as_str().unwrap();
    let text: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(text, [STORY, "Short", "No.", "Herring"]);
    let notes = articles[1]["notes"].as_array().unwrap();
    assert!(
        notes.iter().any(|note| note["reason"] == "summary-only"),
        "{notes:?}"
    );
}

#[test]
fn a_damaged_feed_gives_the_items_before_the_damage_and_names_the_line() {
    let whole = rss();
    let cut = whole.split(" [&#8230;]").next().unwrap();
    let folder = folder();
    let path = file(&folder, "cut.rss", cut);
    let output = rapporteur(&["extract", &path]);
    let lines = check(&output, 1, "cut.rss, line 3 (byte ", "ends inside an item");
    assert_eq!(lines.len(), 1);
    let path = file(
        &folder,
        "none.rss",
        "<rss><channel><title>A</title></channel></rss>",
    );
    check(
        &rapporteur(&["extract", &path]),
        3,
        &path,
        "a feed without items",
    );
}

#[test]
fn a_json_feed_is_known_by_its_version_and_read_like_the_others() {
    let folder = folder();
    let feed = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"The Post\", \"items\": \
         [{{\"id\": \"1\", \"content_html\": \"<p>{STORY}\"}}, {{\"id\": \"2\", \"content_text\": \"{STORY}\"}}, 3"
    );
    let path = file(&folder, "feed.json", feed);
    let output = rapporteur(&["extract", &path]);
    let lines = check(&output, 1, "feed.json, item 3: it is 3", "left out");
    check(&output, 1, "feed.json, line 1", "no JSON from here on");
    assert_eq!(lines.len(), 2);
    assert!(
        lines
            .iter()
            .all(|line| line.contains("herring quota") && line.contains("The Post"))
    );
}

#[test]
fn whatever_a_file_can_hold_can_come_on_standard_input() {
    let zipped = archive().concat();
    let mut plain = Vec::new();
    let unzipped = flate2::read::MultiGzDecoder::new(&zipped[..]).read_to_end(&mut plain);
    unzipped.unwrap();
    let page = format!("<html><body><p>{STORY}</p><p>{STORY}</p>");
    let matter = format!("{{\n\"title\": \"A\"\n}}\n\n{STORY}\n");
    let list = format!("[\n{{\"text\": \"{STORY}\"}}]");
    let mail =
        format!("From: a@b.example\nDate: Tue, 3 Feb 2026 10:00:00 +0100\nSubject: A\n\n{STORY}\n");
    for (bytes, id) in [
        (page.as_bytes(), "\"-\""),
        (STORY.as_bytes(), "\"-\""),
        (matter.as_bytes(), "\"-\""),
        (list.as_bytes(), "\"-\""),
        (mail.as_bytes(), "\"-\""),
        (rss().as_bytes(), "\"-:1\""),
        (&plain, "\"-:"),
        (&zipped, "\"-:"),
    ] {
        let output = piped(&["extract", "-"], bytes);
        let told = String::from_utf8_lossy(&output.stderr);
        let lines = String::from_utf8_lossy(&output.stdout);
        let first = lines.lines().next().unwrap_or_else(|| panic!("{told}"));
        assert!(
            first.contains(&format!("\"id\":{id}")) && first.contains("\"text\":\""),
            "{first}"
        );
    }
    check(
        &piped(&["extract", "-"], b""),
        3,
        "standard input",
        "no article",
    );
}

#[test]
fn what_is_wrong_on_standard_input_is_placed_there_whatever_it_is() {
    let whole = rss();
    let page = format!("<html><p>{STORY}</p><!--{}-->", "x".repeat(9 << 20));
    let feed = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [3]}";
    for (bytes, place) in [
        (b"%PDF-1.7".as_slice(), ": a PDF file"),
        (page.as_bytes(), ": only its first 8 MiB"),
        (b"{\"text\": \"a\"}\nno JSON\n", ", line 2: "),
        (&whole.as_bytes()[..whole.len() - 99], ", line 3 (byte "),
        (feed.as_bytes(), ", item 1: "),
        (&archive()[1][..200], ", byte 0: "),
        (tar(&[("../a.txt", STORY)]).as_bytes(), ": \"../a.txt\""),
        (tar(&[("a.txt", "%PDF-1.7")]).as_bytes(), "/a.txt: a PDF"),
    ] {
        let output = piped(&["extract", "-"], bytes);
        let place = format!("standard input{place}");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(told.contains(&place) && !told.contains(" -"), "{told}");
    }
}

#[test]
fn of_a_page_that_is_too_long_that_is_said_once_wherever_it_comes_from() {
    let page = format!("<html><p>{STORY}</p><!--{}--></html>", "x".repeat(9 << 20));
    let line = serde_json::json!({"id": "a.jsonl:1", "html": page}).to_string();
    let record = format!(
        "WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
        page.len()
    );
    let mail = format!("From: a\nTo: b\nSubject: c\nContent-Type: text/html\n\n{page}");
    let folder = folder();
    for (name, bytes) in [
        ("a.html", page.clone()),
        ("a.jsonl", line),
        ("a.warc", record),
        ("a.tar", tar(&[("b.html", &page)])),
        ("a.eml", mail),
    ] {
        let path = file(&folder, name, bytes);
        let output = rapporteur(&["extract", &path]);
        let lines = check(&output, 1, name, "only its first 8 MiB are read");
        assert!(lines[0].contains("herring quota") && lines[0].contains("too-long"));
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(told.matches("8 MiB").count(), 1, "{told}");
    }
}

#[test]
fn a_mail_is_a_page_that_its_head_completes() {
    let folder = folder();
    let mail = format!(
        "From: \"The River Post\" <news@post.example>\nSubject: Ministers meet\nMIME-Version: 1.0\n\
         Date: Tue, 3 Feb 2026 10:00:00 +0100\nContent-Type: text/html; charset=utf-8\n\
         Content-Transfer-Encoding: quoted-printable\n\n<html><body><p>{STORY}</p><p>{STORY} =E2=80=94</p>"
    );
    for name in ["news.eml", "news", "news.txt"] {
        let path = file(&folder, name, &mail);
        let output = rapporteur(&["extract", &path]);
        let lines = check(&output, 0, "", "");
        let article: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
        assert_eq!(article["title"], "Ministers meet");
        assert_eq!(article["published"], "2026-02-03T09:00:00Z");
        assert!(
            article["text"]
                .as_str()
                .unwrap()
                .contains("quota for the coming year. —")
        );
    }
    refused(
        "none.eml",
        b"Subject: A\nContent-Type: image/png\n\nabc",
        "a mail without text",
    );
}

#[test]
fn a_page_saved_as_one_file_keeps_its_address_and_was_not_published_when_it_was_saved() {
    let folder = folder();
    let page = format!(
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/herring\r\n\
         Subject: Ministers meet\r\nDate: Tue, 3 Feb 2026 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\
         Content-Location: https://post.example/herring\r\n\r\n\
         <html><body><article><h1>Ministers meet</h1><p>{STORY}</p><p>{STORY}</p></article>\r\n--b--\r\n"
    );
    let path = file(&folder, "page.mhtml", page);
    let lines = check(&rapporteur(&["extract", &path]), 0, "", "");
    let article: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
    assert_eq!(article["url"], "https://post.example/herring");
    assert_eq!(article["published"], serde_json::Value::Null);
    assert_eq!(article["title"], "Ministers meet");
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let path = file(&folder, "secret.txt", STORY);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        // Whoever may read everything has no unreadable files.
        return;
    }
    check(&rapporteur(&["extract", &path]), 3, &path, "permission");
}

#[test]
fn one_bad_file_among_good_ones_costs_only_itself() {
    let folder = folder();
    file(&folder, "a.txt", STORY);
    let bad = file(&folder, "b.txt", b"\0\0\0");
    file(&folder, "c.md", format!("---\ntitle: C\n---\n{STORY}"));
    fs::create_dir(folder.path().join("inner")).unwrap();
    file(
        &folder,
        "inner/d.html",
        format!("<html><p>{STORY}</p></html>"),
    );
    file(&folder, ".hidden", STORY);
    let root = folder.path().to_str().unwrap();
    let lines = check(&rapporteur(&["extract", root]), 1, &bad, "binary");
    let expected = ["a.txt", "c.md", "inner/d.html"].map(|name| format!("{root}/{name}"));
    assert_eq!(ids(&lines), expected);
}

#[test]
fn the_output_is_the_same_whatever_the_number_of_threads() {
    let folder = folder();
    for n in 0..40 {
        file(&folder, &format!("{n:02}.txt"), STORY.repeat(n % 7 + 1));
    }
    let root = folder.path().to_str().unwrap();
    let one = rapporteur(&["extract", root, "--threads", "1"]).stdout;
    let many = rapporteur(&["extract", root, "--threads", "7"]).stdout;
    assert_eq!(one.iter().filter(|byte| **byte == b'\n').count(), 40);
    assert!(one == many);
}

#[test]
fn no_text_of_a_hundred_million_bytes_on_one_line_is_an_article() {
    let line = "word ".repeat(20_000_000);
    refused("huge.txt", line.as_bytes(), "longer than 8 MiB");
    refused("huge.md", line.as_bytes(), "longer than 8 MiB");
    let json = format!("{{\"id\": \"a\", \"text\": \"{line}\"}}");
    refused("huge.json", json.as_bytes(), "longer than 8 MiB");
    refused("huge.jsonl", json.as_bytes(), "longer than 32 MiB");
}

#[test]
fn a_web_page_that_is_too_long_is_named_and_read_as_far_as_it_goes() {
    let folder = folder();
    let page = format!("<p>{STORY}</p><!--{}-->", "x".repeat(9 << 20));
    let path = file(&folder, "huge.html", page);
    let lines = check(&rapporteur(&["extract", &path]), 1, &path, "first 8 MiB");
    assert!(lines[0].contains("herring quota") && lines[0].contains("too-long"));
}

#[test]
fn of_a_text_longer_than_any_article_the_end_is_left_out_with_a_note() {
    let article = noted("long.txt", "word ".repeat(1_000_000).as_bytes(), "too-long");
    assert!(article["text"].as_str().unwrap().len() <= 1_000_000);
}

#[test]
fn nuls_in_a_page_are_no_part_of_its_text() {
    let page = format!("<html><p>{}</p></html>", STORY.replace("rr", "r\0r"));
    let article = noted("nul.html", page.as_bytes(), "date-unknown");
    assert_eq!(article["text"], STORY);
}

#[test]
fn utf16_is_read_with_and_without_a_byte_order_mark() {
    for begins in ["\u{feff}", ""] {
        let text = format!("{begins}{STORY} She said so in the café.");
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let article = noted("wide.txt", &bytes, "date-unknown");
        assert!(article["text"].as_str().unwrap().ends_with("in the café."));
    }
}

#[test]
fn a_million_nested_elements_are_no_stack_overflow() {
    let deep = format!("<html><body>{}<p>{STORY}</p>", "<div>".repeat(1_000_000));
    noted("deep.html", deep.as_bytes(), "nested-too-deep");
    let bold: String = (0..50_000).map(|n| format!("<p><b id={n}></p>")).collect();
    let output = noted(
        "bold.html",
        format!("{bold}<p>{STORY}</p>").as_bytes(),
        "date-unknown",
    );
    assert!(output["text"].as_str().unwrap().contains("herring quota"));
}

#[test]
fn deeply_nested_text_formats_are_read_too() {
    noted(
        "deep.md",
        format!("{} {STORY}", ">".repeat(100_000)).as_bytes(),
        "date-unknown",
    );
    let matter = format!("---\na: {}\n---\n{STORY}", "[".repeat(30_000));
    noted("matter.md", matter.as_bytes(), "damaged-metadata");
}

#[test]
fn a_wrong_charset_leaves_a_note() {
    let mut page = b"<html><head><meta charset=\"utf-8\"></head><body><p>".to_vec();
    page.extend(STORY.as_bytes());
    page.extend(b" Caf\xe9 cr\xe8me, she said in the caf\xe9.</p></body></html>");
    let article = noted("latin.html", &page, "undecodable");
    assert!(article["text"].as_str().unwrap().contains("Café crème"));
}

#[test]
fn lines_of_json_keep_their_text_and_a_damaged_line_is_named() {
    let lines = "{\"id\": \"a\", \"text\": \" Kept\\n to the letter. \", \"published\": \"2026-02-03\"}\n\nnonsense\n{\"text\": \"b\"}\n";
    let output = piped(&["extract", "-"], lines.as_bytes());
    let lines = check(&output, 1, "standard input, line 3", "no JSON");
    let articles: Vec<serde_json::Value> = lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(articles[0]["text"], " Kept\n to the letter. ");
    assert_eq!(articles[0]["published"], "2026-02-03");
    assert_eq!(articles[1]["id"], "-:4");
}

/// A folder with one article among everything that is none.
#[cfg(unix)]
fn rubbish() -> TempDir {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    file(&folder, "a-huge.txt", "word ".repeat(2_000_000));
    file(&folder, "b-empty.txt", "");
    file(
        &folder,
        "c-binary.dat",
        [0_u8, 159, 146, 150, 0, 7].repeat(1_000),
    );
    symlink(".", at("d-loop")).unwrap();
    symlink("nowhere", at("e-broken")).unwrap();
    let secret = file(&folder, "f-secret.txt", STORY);
    fs::set_permissions(secret, fs::Permissions::from_mode(0o000)).unwrap();
    let pipe = Command::new("mkfifo").arg(at("g-pipe")).status();
    assert!(pipe.unwrap().success());
    let wide = format!("{STORY} They wrote so in UTF-16.");
    let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    file(&folder, "h-wide.txt", wide);
    file(
        &folder,
        "i-latin.txt",
        [STORY.as_bytes(), b" Caf\xe9s were full."].concat(),
    );
    let deep = "<div>".repeat(1_000_000);
    file(
        &folder,
        "j-deep.html",
        format!("{deep}<p>{STORY} It was written deep.</p>"),
    );
    let good =
        "Norvia's fishing minister Greta Holm accused Estmark on Thursday of closing its ports.";
    file(&folder, "k-good.txt", good);
    folder
}

#[cfg(unix)]
#[test]
fn a_folder_full_of_rubbish_gives_the_account_of_its_articles_and_a_message_for_each_bad_file() {
    let folder = rubbish();
    let root = folder.path().to_str().unwrap();
    // As the examples: with the language model that `cargo xtask test` installs.
    let output = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
        .args(["report", "--offline", root])
        .output()
        .unwrap();
    let text = check(&output, 1, "a-huge.txt", "longer than 8 MiB").join("\n");
    assert!(text.contains("Greta Holm accused Estmark"), "{text}");
    for article in ["h-wide.txt", "i-latin.txt", "j-deep.html", "k-good.txt"] {
        assert!(text.contains(article), "{article}: {text}");
    }
    let told = String::from_utf8(output.stderr).unwrap();
    let readable = fs::read(folder.path().join("f-secret.txt")).is_ok();
    let bad = [
        ("a-huge.txt", "longer than 8 MiB"),
        ("b-empty.txt", "empty"),
        ("c-binary.dat", "binary"),
        ("d-loop", "a link to a folder"),
        ("e-broken", "no such file"),
        ("g-pipe", "neither a file nor a folder"),
        ("f-secret.txt", "permission"),
    ];
    // Whoever may read everything has no unreadable files.
    let bad = &bad[..bad.len() - usize::from(readable)];
    assert_eq!(told.lines().count(), bad.len(), "{told}");
    for (name, reason) in bad {
        let named = |line: &str| line.contains(name) && line.contains(reason);
        assert!(told.lines().any(named), "{name}: {told}");
    }
}

#[test]
fn a_wrong_command_line_is_a_fault_of_usage() {
    assert_eq!(rapporteur(&["extract"]).status.code(), Some(2));
    assert_eq!(rapporteur(&["--help"]).status.code(), Some(0));
}

#[test]
fn without_a_language_model_it_is_said_what_to_do() {
    let folder = folder();
    let path = file(&folder, "a.txt", STORY);
    let output = rapporteur(&["read", &path]);
    check(
        &output,
        4,
        "rapporteur-nowhere",
        "rapporteur model install en",
    );
    let output = rapporteur(&["report", &path, "--offline"]);
    check(
        &output,
        4,
        "rapporteur-nowhere",
        "rapporteur model install en",
    );
    check(
        &rapporteur(&["model", "path"]),
        4,
        "rapporteur-nowhere",
        "model install",
    );
}

#[test]
fn a_damaged_model_folder_is_named() {
    let folder = folder();
    let path = file(&folder, "a.txt", STORY);
    fs::create_dir(folder.path().join("model")).unwrap();
    file(&folder, "model/config.cfg", "[nlp");
    let model = folder.path().join("model");
    let model = model.to_str().unwrap();
    let output = rapporteur(&["read", &path, "--model", model]);
    check(&output, 4, model, "config.cfg");
}

#[test]
fn a_wheel_that_is_none_changes_nothing() {
    let folder = folder();
    let wheel = file(&folder, "model.whl", b"PK\x03\x04 no wheel");
    let data = folder.path().join("data");
    let output = program(&["model", "install", "en", "--from", &wheel])
        .env("RAPPORTEUR_DATA", &data)
        .output()
        .unwrap();
    check(&output, 4, &wheel, "SHA-256");
    let models = data.join("models");
    let left = |path: &Path| fs::read_dir(path).map_or(0, Iterator::count);
    assert_eq!(left(&models), 0);
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    let folder = folder();
    let path = file(&folder, "story.txt", STORY);
    let output = rapporteur(&["extract", &path, &path]);
    let lines = check(&output, 1, &path, "named twice");
    assert_eq!(lines.len(), 1);
}

#[test]
fn two_articles_of_one_id_are_told_apart() {
    let folder = folder();
    let line = |text: &str| format!("{{\"id\": \"a\", \"text\": \"{text}\"}}\n");
    let text = line(STORY) + &line("The ministers went home on Friday and said nothing more.");
    let path = file(&folder, "two.jsonl", text);
    let lines = check(&rapporteur(&["extract", &path]), 1, "a", "is called a#2");
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains("\"id\":\"a\"") && lines[1].contains("\"id\":\"a#2\""));
}
