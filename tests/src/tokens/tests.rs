//! Reading of tokens.

use super::*;

#[test]
fn groups_are_opened_and_comments_dropped() {
    check("f!{ a[0] } // b", "f ! { a [ 0 ] }");
}

#[test]
fn lifetimes_are_not_words() {
    let tokens = read_tokens("&'static str").unwrap();
    assert_eq!(tokens[2].kind, TokenKind::Lifetime);
    assert!(!tokens[2].is_word("static"));
}

#[test]
fn raw_identifiers_lose_their_mark() {
    check("r#dyn", "dyn");
}

#[test]
fn lines_are_counted_from_one() {
    let tokens = read_tokens("a\nb {\n}\n").unwrap();
    let lines: Vec<usize> = tokens.iter().map(|token| token.line).collect();
    assert_eq!(lines, [1, 2, 2, 3]);
}

#[test]
fn an_open_bracket_is_unreadable() {
    assert!(read_tokens("fn f() {").is_err());
}

#[test]
fn brackets_find_their_partner() {
    let tokens = read_tokens("( a [ b ] ) c").unwrap();
    assert_eq!(closing_index(&tokens, 0), 5);
    assert_eq!(closing_index(&tokens, 2), 4);
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let tokens = read_tokens(text).unwrap();
    let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    assert_eq!(words.join(" "), expected);
}
