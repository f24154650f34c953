//! Rust source as one flat row of tokens, so that a law is a look at neighbours.
//!
//! Groups are opened up, so bodies of macros are seen like any other code. Comments are gone, except
//! for doc comments, which arrive as `#[doc = "…"]`.

use proc_macro2::{Delimiter, LexError, Spacing, TokenStream, TokenTree};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// An identifier or a keyword.
    Word,
    /// The name after the `'` of a lifetime or a label.
    Lifetime,
    /// One character of punctuation.
    Mark,
    /// A literal, with its quotes.
    Literal,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
}

/// One token and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its text; a raw identifier without its `r#`.
    pub text: String,
    /// The line it begins on, counted from 1.
    pub line: usize,
    /// Whether the next token follows without a space, as the second `:` in a path.
    pub is_joint: bool,
}

impl Token {
    /// Whether it is this identifier or keyword.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text == word
    }

    /// Whether it is this bracket or this mark.
    #[must_use]
    pub fn is_mark(&self, mark: &str) -> bool {
        matches!(self.kind, TokenKind::Mark | TokenKind::Open | TokenKind::Close) && self.text == mark
    }
}

/// Text that cannot be read as Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The line where reading stopped, counted from 1.
    pub line: usize,
}

/// Reads Rust source into tokens.
///
/// # Errors
/// The text has an open bracket or quote, or a character that Rust does not know.
pub fn read_tokens(text: &str) -> Result<Vec<Token>, Unreadable> {
    let parsed: Result<TokenStream, LexError> = text.parse();
    let stream = parsed.map_err(|error| Unreadable { line: error.span().start().line })?;
    let mut tokens = Vec::new();
    flatten(stream, &mut tokens);
    Ok(tokens)
}

/// The index of the bracket that closes the one at `open`, or the last index where there is none.
#[must_use]
pub fn closing_index(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    tokens.len().saturating_sub(1)
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = brackets(group.delimiter());
                push(tokens, TokenKind::Open, open, group.span_open().start().line, false);
                flatten(group.stream(), tokens);
                push(tokens, TokenKind::Close, close, group.span_close().start().line, false);
            }
            TokenTree::Ident(word) => {
                let text = word.to_string();
                let after_quote = tokens.last().is_some_and(|token| token.is_mark("'") && token.is_joint);
                let kind = if after_quote { TokenKind::Lifetime } else { TokenKind::Word };
                push(tokens, kind, text.trim_start_matches("r#"), word.span().start().line, false);
            }
            TokenTree::Punct(mark) => {
                let text = mark.as_char().to_string();
                let is_joint = mark.spacing() == Spacing::Joint;
                push(tokens, TokenKind::Mark, &text, mark.span().start().line, is_joint);
            }
            TokenTree::Literal(literal) => {
                let line = literal.span().start().line;
                push(tokens, TokenKind::Literal, &literal.to_string(), line, false);
            }
        }
    }
}

fn push(tokens: &mut Vec<Token>, kind: TokenKind, text: &str, line: usize, is_joint: bool) {
    tokens.push(Token { kind, text: text.to_owned(), line, is_joint });
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

#[cfg(test)]
mod tests;
