//! Which blocks count as Rust, and where they begin.

use super::*;
use crate::tokens::read_tokens;

#[test]
fn an_unmarked_block_in_a_doc_comment_is_rust() {
    check_docs("/// One.\n///\n/// ```\n/// a\n/// b\n/// ```\nfn f() {}", &[(4, "a\nb\n")]);
}

#[test]
fn marks_that_rustdoc_runs_are_rust() {
    check_docs("//! ```no_run\n//! a\n//! ```", &[(2, "a\n")]);
    check_docs("//! ```rust,ignore\n//! a\n//! ```", &[(2, "a\n")]);
    check_docs("//! ```compile_fail,E0277\n//! a\n//! ```", &[(2, "a\n")]);
}

#[test]
fn other_languages_are_not_rust() {
    check_docs("//! ```text\n//! a\n//! ```", &[]);
    check_docs("//! ```toml\n//! a\n//! ```", &[]);
}

#[test]
fn hidden_lines_are_shown() {
    check_docs("/// ```\n/// # use a;\n/// #[b]\n/// #\n/// ```\nfn f() {}", &[(2, " use a;\n#[b]\n\n")]);
}

#[test]
fn an_open_fence_ends_with_its_item() {
    check_docs("/// ```\n/// a\nfn f() {}\n\n/// b\nfn g() {}", &[(2, "a\n")]);
}

#[test]
fn block_comments_and_attributes_are_documentation() {
    check_docs("/** One.\n```\na\n```\n*/\nfn f() {}", &[(3, "a\n")]);
    check_docs("#[doc = \"```\\na\\n```\"]\nfn f() {}", &[(2, "a\n")]);
}

#[test]
fn a_page_marks_its_rust() {
    check_page("# One\n```rust\na\n```\n```\nb\n```\n```bash\nc\n```\n", &[(3, "a\n")]);
}

#[test]
fn a_longer_fence_holds_a_shorter_one() {
    check_page("````rust\n```\na\n````\n", &[(2, "```\na\n")]);
}

#[track_caller]
fn check_docs(text: &str, expected: &[(usize, &str)]) {
    compare(&examples_in_docs(&read_tokens(text).unwrap()), expected);
}

#[track_caller]
fn check_page(text: &str, expected: &[(usize, &str)]) {
    compare(&examples_in_markdown(text), expected);
}

#[track_caller]
fn compare(found: &[Example], expected: &[(usize, &str)]) {
    let found: Vec<(usize, &str)> = found.iter().map(|one| (one.line, one.text.as_str())).collect();
    assert_eq!(found, expected);
}
