//! Small sources that break an invariant, and look-alikes that do not.

use super::*;

#[test]
fn each_refused_word_is_found() {
    check_source("fn f() { unsafe { g() } }", &["1: the word `unsafe`"]);
    check_source("fn f(value: &dyn Debug) {}", &["1: the word `dyn`"]);
    check_source("use std::any::Any;", &["1: the word `Any`"]);
    check_source("\nfn f() -> TypeId {}", &["2: the word `TypeId`"]);
    check_source("fn r#dyn() {}", &["1: the word `dyn`"]);
}

#[test]
fn strings_comments_and_longer_words_pass() {
    check_source("const A: &str = \"unsafe dyn ::<\"; // unsafe dyn Any ::<\n", &[]);
    check_source("#![forbid(unsafe_code)]\nfn any(dynamic: Anything) {}", &[]);
}

#[test]
fn bodies_of_macros_are_seen() {
    check_source("fn f() { assert_eq!(g(), vec![unsafe { 1 }]); }", &["1: the word `unsafe`"]);
    check_source("macro_rules! m { () => { Box<dyn A> } }", &["1: the word `dyn`"]);
    check_source("fn f() { quote! { x.parse::<u32>() } }", &["1: a turbofish"]);
}

#[test]
fn turbofish_is_found_in_every_place() {
    check_source("fn f() { g::<u32>(); }", &["1: a turbofish"]);
    check_source("fn f() { Vec::<u8>::new(); }", &["1: a turbofish"]);
    check_source("fn f() {\n    a.collect:: <Vec<_>>();\n}", &["2: a turbofish"]);
    check_source("fn f() { size_of::<<T as A>::B>() }", &["1: a turbofish"]);
}

#[test]
fn paths_that_look_like_it_pass() {
    check_source("fn f() { <T as Trait>::g(); <Vec<u8>>::new(); }", &[]);
    check_source("use a::{b, c};", &[]);
    check_source("fn f(a: <T as Trait>::Item) -> bool { a::B < c::D }", &[]);
}

#[test]
fn examples_are_source_too() {
    check_source("/// One.\n/// ```\n/// let n = parse::<u32>();\n/// ```\nfn f() {}", &["3: a turbofish"]);
    check_source("//! ```\n//! # fn f(a: &dyn B) {}\n//! ```", &["2: the word `dyn`"]);
    check_source("//! ```text\n//! unsafe\n//! ```", &[]);
    check_source("//! ```\n//! fn f( {\n//! ```", &["2: an example that is no Rust"]);
}

#[test]
fn pages_are_scanned() {
    check("README.md", "# A\n```rust\nlet a = unsafe {};\n```\n", &["3: the word `unsafe`"]);
    check("README.md", "We use no unsafe, and no `Box<dyn T>`.\n", &[]);
}

#[test]
fn what_is_no_rust_is_found() {
    check_source("fn f() {", &["1: this is no Rust"]);
    check("a.toml", "unsafe {", &[]);
}

#[track_caller]
fn check_source(text: &str, expected: &[&str]) {
    check("core/a/src/lib.rs", text, expected);
}

#[track_caller]
fn check(path: &str, text: &str, expected: &[&str]) {
    let findings = super::check(&SourceFile::new(path, text));
    let found: Vec<String> = findings.iter().map(|one| format!("{}: {}", one.line, one.what)).collect();
    assert_eq!(found, expected);
}
