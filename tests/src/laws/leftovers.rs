//! Nothing half done is left behind: no notes to oneself, no skipped tests, no sleep that hides a race.

use crate::finding::Finding;
use crate::tokens::{Token, closing_index, read_tokens};
use crate::tree::SourceFile;

/// Notes to oneself. Split, so that this file passes its own law.
const NOTES: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];

/// Macros that stand for code that is not there.
const UNFINISHED: &[&str] = &["todo", "unimplemented"];

/// Attributes that make a test less than a test.
const WEAKENED: &[(&str, &str)] = &[
    ("ignore", "let it run, or skip loudly where the machine lacks something"),
    ("should_panic", "return a Result and compare the error: a panic may come from anywhere"),
];

/// Finds what was left behind in one file.
#[must_use]
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !file.is_markdown() && !file.path.ends_with(".lock") {
        findings.extend(check_notes(file));
    }
    if file.is_rust()
        && let Ok(tokens) = read_tokens(&file.text)
    {
        for index in 0..tokens.len() {
            findings.extend(check_at(file, &tokens, index));
        }
    }
    findings
}

fn check_notes(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let words = line.split(|character: char| !character.is_alphanumeric() && character != '_');
        for note in words.filter(|word| NOTES.contains(word)) {
            let cure = "do it now, or open an issue and delete the note";
            findings.push(Finding::new(&file.path, index + 1, &format!("a note `{note}`"), cure));
        }
    }
    findings
}

fn check_at(file: &SourceFile, tokens: &[Token], index: usize) -> Vec<Finding> {
    let token = &tokens[index];
    let find = |what: String, cure: &str| Finding::new(&file.path, token.line, &what, cure);
    let has_bang = tokens.get(index + 1).is_some_and(|next| next.is_mark("!"));
    let mut findings = Vec::new();
    if has_bang && UNFINISHED.iter().any(|name| token.is_word(name)) {
        findings.push(find(format!("`{}!`", token.text), "write the code, or leave the item out"));
    }
    for (name, cure) in WEAKENED {
        if attribute_at(tokens, index).iter().any(|token| token.is_word(name)) {
            findings.push(find(format!("the attribute `{name}`"), cure));
        }
    }
    if file.is_test() && is_sleep(&tokens[index..]) {
        let cure = "wait for the thing itself: join, recv_timeout, or count ticks";
        findings.push(find(format!("`{}::sleep` in a test", token.text), cure));
    }
    findings
}

/// The tokens of the attribute that begins at `index`, of which there are none elsewhere.
fn attribute_at(tokens: &[Token], index: usize) -> &[Token] {
    let is_at = |place: usize, mark: &str| tokens.get(place).is_some_and(|token| token.is_mark(mark));
    let open = if is_at(index + 1, "!") { index + 2 } else { index + 1 };
    if is_at(index, "#") && is_at(open, "[") { &tokens[open..closing_index(tokens, open)] } else { &[] }
}

fn is_sleep(tokens: &[Token]) -> bool {
    match tokens {
        [module, first, second, name, ..] => {
            let is_module = module.is_word("thread") || module.is_word("time");
            is_module && first.is_mark(":") && second.is_mark(":") && name.is_word("sleep")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
