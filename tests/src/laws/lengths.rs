//! Files and functions fit a reader: a file is one sitting, a function one screen.

use crate::finding::Finding;
use crate::tokens::{Token, TokenKind, closing_index, read_tokens};
use crate::tree::SourceFile;

/// Lines of a file of Rust.
pub const FILE_LINES_MAX: usize = 400;

/// Lines of a function, from its `fn` to its closing brace, with all that is nested in it.
pub const FUNCTION_LINES_MAX: usize = 70;

/// Pages with a bound of their own.
const PAGES: &[(&str, usize)] = &[("docs/ARCHITECTURE.md", 200)];

/// Finds files and functions over their length.
#[must_use]
pub fn check(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    let count = file.text.lines().count();
    let page = PAGES.iter().find(|(path, _)| *path == file.path);
    let bound = page.map(|(_, bound)| *bound).or(file.is_rust().then_some(FILE_LINES_MAX));
    if let Some(bound) = bound.filter(|bound| count > *bound) {
        let what = format!("{count} lines, at most {bound} fit");
        let cure = "split it by noun: one concept a file, one sentence a paragraph";
        findings.push(Finding::new(&file.path, bound + 1, &what, cure));
    }
    if file.is_rust()
        && let Ok(tokens) = read_tokens(&file.text)
    {
        findings.extend(check_functions(file, &tokens));
    }
    findings
}

fn check_functions(file: &SourceFile, tokens: &[Token]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, pair) in tokens.windows(2).enumerate() {
        // A pointer type is written `fn(`, a function has a name.
        if !pair[0].is_word("fn") || pair[1].kind != TokenKind::Word {
            continue;
        }
        let Some(end) = body_end(tokens, index) else { continue };
        let count = tokens[end].line - pair[0].line + 1;
        if count > FUNCTION_LINES_MAX {
            let name = &pair[1].text;
            let what = format!("function `{name}` has {count} lines, at most {FUNCTION_LINES_MAX} fit");
            let cure = "give each of its paragraphs a name: a function below it";
            findings.push(Finding::new(&file.path, pair[0].line, &what, cure));
        }
    }
    findings
}

/// The index of the brace that closes the body, or nothing for a function that is only declared.
fn body_end(tokens: &[Token], start: usize) -> Option<usize> {
    let mut index = start;
    while let Some(token) = tokens.get(index) {
        if token.is_mark(";") || token.kind == TokenKind::Close {
            return None;
        }
        if token.kind == TokenKind::Open {
            let end = closing_index(tokens, index);
            // Braces may also hold a constant in a signature: `Row<{ N }>`.
            let is_constant = tokens.get(end + 1).is_some_and(|next| next.is_mark(">") || next.is_mark(","));
            if token.is_mark("{") && !is_constant {
                return Some(end);
            }
            index = end;
        }
        index += 1;
    }
    None
}

#[cfg(test)]
mod tests;
