//! What a law answers when something breaks it.

use std::fmt;

/// One breach of a law: where it is, what it is, and the cure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, relative to the root of the repository.
    pub path: String,
    /// The line in that file, counted from 1.
    pub line: usize,
    /// What breaks the law.
    pub what: String,
    /// What to do about it.
    pub cure: String,
}

impl Finding {
    /// A finding at one line of a file.
    #[must_use]
    pub fn new(path: &str, line: usize, what: &str, cure: &str) -> Self {
        Self { path: path.to_owned(), line, what: what.to_owned(), cure: cure.to_owned() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}\n    cure: {}", self.path, self.line, self.what, self.cure)
    }
}

/// All findings as one text, sorted by place, for the message of a failed test.
#[must_use]
pub fn report(findings: &[Finding]) -> String {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort();
    let lines: Vec<String> = sorted.iter().map(|finding| finding.to_string()).collect();
    format!("\n{}\n{} found\n", lines.join("\n"), findings.len())
}
