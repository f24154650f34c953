//! What a browser that asks is told.

use super::http::{answer, read};
use super::site::{Found, Site};
use super::square::draw;
use crate::ship::Shipment;
use playground_core_assets::Source;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

/// Asks for `head`, and checks how the answer begins and ends.
#[track_caller]
fn check(head: &str, begin: &str, end: &str) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut asking = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    asking.write_all(head.as_bytes()).unwrap();
    asking.shutdown(std::net::Shutdown::Write).unwrap();
    let found = Found { bytes: b"plain".to_vec(), brotli: Some(b"packed".to_vec()) };
    answer(&listener.accept().unwrap().0, |name| (name == "player.wasm").then_some(found)).unwrap();
    let mut answered = String::new();
    asking.read_to_string(&mut answered).unwrap();
    assert!(answered.starts_with(begin) && answered.ends_with(end), "{head}: {answered}");
}

#[test]
fn files_come_with_their_kind() {
    let kind = "HTTP/1.1 200 OK\r\ncontent-type: application/wasm\r\ncontent-length: 5\r\n";
    check("GET /player.wasm HTTP/1.1\r\n\r\n", kind, "\r\n\r\nplain");
    check("GET /player.wasm?a=b HTTP/1.1\r\nHost: x\r\n\r\n", kind, "\r\n\r\nplain");
    check("HEAD /player.wasm HTTP/1.1\r\n\r\n", kind, "close\r\n\r\n");
    let packed =
        "HTTP/1.1 200 OK\r\ncontent-type: application/wasm\r\ncontent-length: 6\r\ncontent-encoding: br\r\n";
    check("GET /player.wasm HTTP/1.1\r\nAccept-Encoding: gzip, br\r\n\r\n", packed, "packed");
}

#[test]
fn what_is_no_file_is_told() {
    check("GET /nothing HTTP/1.1\r\n\r\n", "HTTP/1.1 404 ", "no such file in the page\n");
    check("GET /../player.wasm HTTP/1.1\r\n\r\n", "HTTP/1.1 404 ", "no such file in the page\n");
    check("POST /player.wasm HTTP/1.1\r\n\r\n", "HTTP/1.1 405 ", "");
    check("\r\n\r\n", "HTTP/1.1 400 ", "");
    check("GET player.wasm\r\n\r\n", "HTTP/1.1 400 ", "");
    check("GET /player.wasm HTTP/1.1\r\n", "HTTP/1.1 400 ", "");
}

#[test]
fn nobody_asks_without_an_end() {
    let endless = "x".repeat(1 << 20);
    let request = read(&mut endless.as_bytes().take(1000)).unwrap();
    assert_eq!(request, Err("400 Bad Request"));
}

#[test]
fn a_game_that_changes_is_another_version() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    std::fs::write(folder.join("game.toml"), "one").unwrap();
    let shipment = Shipment {
        name: "a".to_owned(),
        file_name: "a".to_owned(),
        id: "a".to_owned(),
        version: "1".to_owned(),
        player: Vec::new(),
        bundle: b"old".to_vec(),
        icon: Vec::new(),
        icon_pixels: 16,
    };
    let page = [("index.html".to_owned(), b"<title>{{name}}</title>".to_vec())];
    let site = Site::new(page.into(), shipment, Source::Folder(folder.to_owned()), folder.to_owned());
    let version = || site.file("version").unwrap().bytes;
    let first = version();
    assert_eq!(site.file("game.pack").unwrap().bytes, b"old");
    std::fs::write(folder.join("a.txt"), "named").unwrap();
    while version() == first {
        std::thread::yield_now();
    }
    let before = version();
    std::fs::rename(folder.join("a.txt"), folder.join("b.txt")).unwrap();
    while version() == before {
        std::thread::yield_now();
    }
    let first = version();
    std::fs::write(folder.join("game.toml"), "another").unwrap();
    // The files are looked at now and then only.
    while version() == first {
        std::thread::yield_now();
    }
    let packed = site.file("game.pack").unwrap().bytes;
    assert!(packed.windows(7).any(|part| part == b"another"), "it is packed again");
    let title = || String::from_utf8(site.file("index.html").unwrap().bytes).unwrap();
    assert_eq!(title(), "<title>a</title>", "a manifest that is none says no name");
    let manifest =
        "id = \"org.example.a\"\nname = \"Another\"\nversion = \"1.0.0\"\nruntime = 1\nscene = \"a.ron\"\n";
    std::fs::write(folder.join("game.toml"), manifest).unwrap();
    while title() != "<title>Another</title>" {
        std::thread::yield_now();
    }
}

#[test]
fn an_address_becomes_a_square() {
    let drawn = draw("http://192.168.1.20:8080/");
    let widths: Vec<usize> = drawn.lines().map(|line| line.chars().count()).collect();
    assert!(widths.len() > 12 && widths.iter().all(|width| *width == widths[0]), "{drawn}");
    assert!(drawn.starts_with('\u{2588}'), "its border is light");
    assert_eq!(draw(&"x".repeat(9000)), "");
}
