//! Lines that are edited.

use super::*;

/// Checks a line of at most eight characters after some edits, `<` for the cursor to the left, `>` to the right, `^` and
/// `$` for both ends, `#` for Backspace, `x` for Delete, `!` for Enter.
#[track_caller]
fn check(edits: &str, expected: &str, cursor: u32, is_done: bool) {
    let keys = [
        ('<', TextEdit::Left),
        ('>', TextEdit::Right),
        ('^', TextEdit::Home),
        ('$', TextEdit::End),
        ('#', TextEdit::Backspace),
        ('x', TextEdit::Delete),
        ('!', TextEdit::Enter),
    ];
    let typed: String = edits
        .chars()
        .map(|key| keys.iter().find(|(sign, _)| *sign == key).map_or(key, |(_, edit)| edit.character()))
        .collect();
    let mut line = TextLine::default();
    let found_done = line.edit(&typed, 8);
    assert_eq!((line.text.as_str(), line.cursor, found_done), (expected, cursor, is_done), "{edits}");
}

#[test]
fn a_line_is_written_at_its_cursor() {
    check("Ada", "Ada", 3, false);
    check("da^A", "Ada", 1, false);
    check("Aa<d", "Ada", 2, false);
    check("Adda<#", "Ada", 2, false);
    check("Adda<<x", "Ada", 2, false);
    check("Ada<<<<<>>>>>$", "Ada", 3, false);
    check("###xxx<<Ada##", "A", 1, false);
    check("öäü<#", "öü", 1, false);
    check("Ada!Bob", "Ada", 3, true);
    check("!", "", 0, true);
}

#[test]
fn a_line_takes_no_more_than_fits() {
    check("123456789", "12345678", 8, false);
    let mut line = TextLine::new("Ada");
    assert!(!line.edit("\u{0}\u{1b}\t", 8), "other keys do nothing");
    assert_eq!(line, TextLine::new("Ada"));
    let mut long = TextLine::default();
    long.edit(&"ü".repeat(40), 1_000);
    assert_eq!(long.cursor, 32, "two bytes each");
    let mut damaged = TextLine { cursor: u32::MAX, ..TextLine::new("Ad") };
    damaged.edit("a", 8);
    assert_eq!(damaged, TextLine::new("Ada"));
}

#[test]
fn every_edit_has_its_name_and_its_character() {
    for edit in TextEdit::ALL {
        assert_eq!(TextEdit::from_name(edit.name()), Some(edit));
        assert_eq!(TextEdit::from_character(edit.character()), Some(edit));
    }
    assert_eq!((TextEdit::from_character('a'), TextEdit::from_name("Up")), (None, None));
}
