//! Pages with a game in them.

use super::text::{escape_html, quote_json};
use super::{Audience, Files, fill, find_page};
use crate::ship::Shipment;
use std::path::Path;

fn shipment() -> Shipment {
    Shipment {
        name: "Storm </script> & \"Sea\"".to_owned(),
        file_name: "storm-sea".to_owned(),
        id: "org.example.storm".to_owned(),
        version: "1.2.0".to_owned(),
        player: Vec::new(),
        bundle: b"bundle".to_vec(),
        icon: b"icon".to_vec(),
        icon_pixels: 256,
    }
}

fn page() -> Files {
    let files = [
        ("index.html", "<title>{{name}}</title><script>{{about}}</script>"),
        ("offline.js", "[{{id}}, {{version}}, [{{files}}]]"),
        ("player.wasm", "wasm"),
        ("player.wasm.br", "packed"),
    ];
    files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
}

#[track_caller]
fn check(files: &Files, name: &str, part: &str) {
    let text = String::from_utf8_lossy(&files[name]);
    assert!(text.contains(part), "`{part}` is not in {name}: {text}");
}

#[test]
fn a_page_knows_its_game() {
    let files = fill(&page(), &shipment(), Audience::Players);
    check(&files, "index.html", "<title>Storm &lt;/script&gt; &amp; &quot;Sea&quot;</title>");
    check(
        &files,
        "index.html",
        r#"{"name":"Storm \u003c/script\u003e \u0026 \"Sea\"","id":"org.example.storm""#,
    );
    check(&files, "index.html", r#""game_bytes":6,"player_bytes":4,"mixer_bytes":0,"is_live":false}"#);
    check(&files, "manifest.webmanifest", r#""sizes":"256x256""#);
    check(
        &files,
        "offline.js",
        r#""game.pack","icon.png","index.html","manifest.webmanifest","player.wasm"]"#,
    );
    assert!(files.contains_key("player.wasm.gz") && !files.contains_key("index.html.gz"));
    assert_eq!((files["game.pack"].as_slice(), files["icon.png"].as_slice()), (&b"bundle"[..], &b"icon"[..]));
}

#[test]
fn a_name_that_looks_like_a_place_is_a_name() {
    let shipment = Shipment { name: "The {{about}} of {{name}}".to_owned(), ..shipment() };
    let files = fill(&page(), &shipment, Audience::Players);
    check(&files, "index.html", "<title>The {{about}} of {{name}}</title>");
}

#[test]
fn another_game_is_another_version() {
    let other = Shipment { bundle: b"other".to_vec(), ..shipment() };
    let offline = |shipment| fill(&page(), &shipment, Audience::Players)["offline.js"].clone();
    assert_eq!(offline(shipment()), offline(shipment()));
    assert_ne!(offline(shipment()), offline(other));
}

#[test]
fn makers_get_each_page_anew() {
    let files = fill(&page(), &shipment(), Audience::Makers);
    check(&files, "index.html", r#""is_live":true"#);
    assert!(!files.contains_key("offline.js"));
}

#[test]
fn a_page_that_lacks_a_file_is_told() {
    let error = find_page(None, Path::new("/nowhere/playground")).unwrap_err();
    assert!(error.message().contains("`/nowhere/players/web`: index.html is not there"), "{error}");
    assert!(error.to_string().contains("./dev players web"), "{error}");
}

#[test]
fn texts_end_nothing_that_they_stand_in() {
    for (text, json, html) in [
        ("a/b", "\"a/b\"", "a/b"),
        ("\u{e4} \"b\\", "\"\u{e4} \\\"b\\\\\"", "\u{e4} &quot;b\\"),
        ("\n</script>", "\"\\u000a\\u003c/script\\u003e\"", "\n&lt;/script&gt;"),
    ] {
        assert_eq!((quote_json(text).as_str(), escape_html(text).as_str()), (json, html));
    }
}
