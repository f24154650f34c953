//! The seed's invariants, as words that our source does not contain.
//!
//! The scan reads tokens, so words in strings and comments do not count, and bodies of macros do.
//! Examples in doc comments and in Markdown pages are scanned as well.

/// Examples inside documentation.
pub mod examples;

use crate::finding::Finding;
use crate::laws::invariants::examples::{Example, examples_in_docs, examples_in_markdown};
use crate::tokens::{Token, read_tokens};
use crate::tree::SourceFile;

/// Each refused word with what to use in its place.
const REFUSED: &[(&str, &str)] = &[
    ("unsafe", "use a safe crate's function, bytemuck for views of bytes, OnceCell or Lazy for globals"),
    ("dyn", "use an enum, a `fn` pointer, or a generic parameter that appears in an argument"),
    ("Any", "serialise the value, or name its kind in an enum"),
    ("TypeId", "name the type by its ComponentId"),
];

const TURBOFISH_CURE: &str =
    "let the type come from an argument or an annotation: `let n: u32 = text.parse()?`";

/// Finds refused words and turbofish in a file of Rust or in a page's examples.
#[must_use]
pub fn check(file: &SourceFile) -> Vec<Finding> {
    if file.is_markdown() {
        return check_examples(file, &examples_in_markdown(&file.text));
    }
    if !file.is_rust() {
        return Vec::new();
    }
    match read_tokens(&file.text) {
        Ok(tokens) => {
            let mut findings = check_tokens(file, &tokens, 0);
            findings.extend(check_examples(file, &examples_in_docs(&tokens)));
            findings
        }
        Err(error) => {
            let cure = "close the bracket or the quote that is open";
            vec![Finding::new(&file.path, error.line, "this is no Rust", cure)]
        }
    }
}

fn check_examples(file: &SourceFile, examples: &[Example]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for example in examples {
        match read_tokens(&example.text) {
            Ok(tokens) => findings.extend(check_tokens(file, &tokens, example.line - 1)),
            Err(error) => {
                let line = example.line - 1 + error.line;
                let cure = "make it compile, or mark the block as `text`";
                findings.push(Finding::new(&file.path, line, "an example that is no Rust", cure));
            }
        }
    }
    findings
}

/// `lines_before` is what an example's own line numbers lack.
fn check_tokens(file: &SourceFile, tokens: &[Token], lines_before: usize) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let line = lines_before + token.line;
        if let Some((word, cure)) = REFUSED.iter().find(|(word, _)| token.is_word(word)) {
            findings.push(Finding::new(&file.path, line, &format!("the word `{word}`"), cure));
        }
        if is_turbofish(&tokens[index..]) {
            findings.push(Finding::new(&file.path, line, "a turbofish", TURBOFISH_CURE));
        }
    }
    findings
}

/// A path's `::` with a `<` behind it; `<T as Trait>::Item` has it before.
fn is_turbofish(tokens: &[Token]) -> bool {
    match tokens {
        [first, second, third, ..] => {
            first.is_mark(":") && first.is_joint && second.is_mark(":") && third.is_mark("<")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
