//! What a person may have meant who wrote a name that does not exist.

/// Names longer than this are compared with nothing: the search stays cheap on hostile input.
const NAME_CHARACTERS_MAX: usize = 128;

/// So much of a name's beginning tells which one was meant.
const BEGINNING_CHARACTERS_MIN: usize = 3;

/// The most names that one cure offers.
const NAMES_OFFERED_MAX: usize = 12;

/// Tells what to write in place of `wrong`: the most similar of `names`, or all of them.
pub fn suggest<'a>(wrong: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    if let Some(name) = closest(wrong, &names) {
        return format!("did you mean `{name}`?");
    }
    if names.is_empty() {
        return "there is none to choose from".to_owned();
    }
    let offered: Vec<String> = names.iter().take(NAMES_OFFERED_MAX).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > NAMES_OFFERED_MAX { ", ..." } else { "" };
    format!("choose from {}{more}", offered.join(", "))
}

/// The name that is fewest typing mistakes away, when they are few for its length.
pub fn closest<'a>(wrong: &str, names: &[&'a str]) -> Option<&'a str> {
    let typed: Vec<char> = wrong.to_lowercase().chars().collect();
    if typed.len() > NAME_CHARACTERS_MAX {
        return None;
    }
    let distances = names.iter().filter_map(|name| {
        let meant: Vec<char> = name.to_lowercase().chars().collect();
        if meant.len() > NAME_CHARACTERS_MAX {
            return None;
        }
        let distance = mistakes(&typed, &meant);
        let is_begun = typed.len() >= BEGINNING_CHARACTERS_MIN && meant.starts_with(&typed);
        (is_begun || distance <= 1 + meant.len() / 4).then_some((distance, *name))
    });
    distances.min().map(|(_, name)| name)
}

/// How many letters were left out, added, changed or swapped with their neighbour.
///
/// # Source
/// The optimal string alignment distance.
fn mistakes(typed: &[char], meant: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=meant.len()).collect();
    for (row, letter) in typed.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, wanted) in meant.iter().enumerate() {
            let changed = above[column] + usize::from(letter != wanted);
            let mut fewest = changed.min(above[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && typed[row - 1] == *wanted && *letter == meant[column - 1];
            if swapped {
                fewest = fewest.min(before[column - 1] + 1);
            }
            current.push(fewest);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[track_caller]
    fn check(wrong: &str, names: &[&str], expected: &str) {
        assert_eq!(suggest(wrong, names.iter().copied()), expected);
    }

    #[test]
    fn a_mistyped_name_is_found_again() {
        check("Sprit", &["Sprite", "Sound"], "did you mean `Sprite`?");
        check("sprite", &["Sprite", "Sound"], "did you mean `Sprite`?");
        check("Srpite", &["Sprite", "Sound"], "did you mean `Sprite`?");
        check("tik_rate", &["tick_rate_hertz", "scene"], "choose from `scene`, `tick_rate_hertz`");
        check("tick", &["tick_rate_hertz", "scene"], "did you mean `tick_rate_hertz`?");
        check("x", &[], "there is none to choose from");
        check(&"x".repeat(1000), &["x"], "choose from `x`");
    }
}
