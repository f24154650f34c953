//! Examples inside documentation: the fenced blocks of doc comments and of Markdown pages.

use crate::tokens::{Token, TokenKind};

/// A fenced block of Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The line of the file on which the block's text begins, counted from 1.
    pub line: usize,
    /// The text between the fences, with hidden lines shown.
    pub text: String,
}

/// Words on a fence that leave a block Rust, as rustdoc knows them.
const RUST_TAGS: &[&str] = &["rust", "no_run", "ignore", "should_panic", "compile_fail", "test_harness"];

/// The examples in doc comments, of which an unmarked block is one.
#[must_use]
pub fn examples_in_docs(tokens: &[Token]) -> Vec<Example> {
    let lines = doc_lines(tokens);
    let mut examples = Vec::new();
    // A gap in the lines is the end of one item's documentation.
    for page in lines.chunk_by(|before, after| after.0 <= before.0 + 1) {
        examples.extend(fenced_blocks(page, true));
    }
    examples
}

/// The examples in a Markdown page, where an unmarked block may be anything.
#[must_use]
pub fn examples_in_markdown(text: &str) -> Vec<Example> {
    let numbered = text.lines().enumerate();
    let lines: Vec<(usize, String)> = numbered.map(|(index, line)| (index + 1, line.to_owned())).collect();
    fenced_blocks(&lines, false)
}

/// Every line of every doc comment with its place in the file.
fn doc_lines(tokens: &[Token]) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    for window in tokens.windows(3) {
        let [word, equals, literal] = window else { continue };
        let is_doc = word.is_word("doc") && equals.is_mark("=") && literal.kind == TokenKind::Literal;
        if let Some(text) = text_of(literal).filter(|_| is_doc) {
            lines.extend(
                text.lines().enumerate().map(|(index, line)| (literal.line + index, line.to_owned())),
            );
            if text.is_empty() {
                lines.push((literal.line, String::new()));
            }
        }
    }
    lines
}

fn text_of(literal: &Token) -> Option<String> {
    let parsed: syn::Result<syn::LitStr> = syn::parse_str(&literal.text);
    parsed.ok().map(|text| text.value())
}

fn fenced_blocks(lines: &[(usize, String)], unmarked_is_rust: bool) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut fence: Option<&str> = None;
    let mut current: Option<Example> = None;
    for (number, line) in lines {
        let trimmed = line.trim();
        let marks = fence_of(trimmed);
        match fence {
            None if marks.len() >= 3 => {
                fence = Some(marks);
                let is_rust = is_rust_fence(&trimmed[marks.len()..], unmarked_is_rust);
                current = is_rust.then(|| Example { line: number + 1, text: String::new() });
            }
            Some(open) if marks.len() >= open.len() && marks == trimmed && marks.starts_with(open) => {
                fence = None;
                examples.extend(current.take());
            }
            _ => {
                if let Some(example) = &mut current {
                    example.text.push_str(&shown(trimmed));
                    example.text.push('\n');
                }
            }
        }
    }
    examples.extend(current);
    examples
}

/// The backticks or tildes that a line begins with.
fn fence_of(line: &str) -> &str {
    let Some(mark @ ('`' | '~')) = line.chars().next() else { return "" };
    let length = line.chars().take_while(|character| *character == mark).count();
    &line[..length]
}

fn is_rust_fence(tags: &str, unmarked_is_rust: bool) -> bool {
    let words = tags.split([',', ' ', '{', '}']).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    if words.is_empty() {
        return unmarked_is_rust;
    }
    if !unmarked_is_rust && words[0] != "rust" {
        return false;
    }
    words.iter().all(|word| is_rust_tag(word))
}

fn is_rust_tag(word: &str) -> bool {
    // An error that must come (`E0277`), an edition, a system on which the block is left out.
    let is_error =
        word.strip_prefix('E').is_some_and(|code| code.chars().all(|digit| digit.is_ascii_digit()));
    RUST_TAGS.contains(&word) || is_error || word.starts_with("edition") || word.starts_with("ignore-")
}

/// A line as the compiler sees it: `# ` hides a line from the reader only.
fn shown(line: &str) -> String {
    match line.strip_prefix('#') {
        Some("") => String::new(),
        Some(hidden) if hidden.starts_with(' ') => hidden.to_owned(),
        Some(doubled) if doubled.starts_with('#') => doubled.to_owned(),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests;
