//! What the files of a shipped game are called.

/// So many letters are enough to know a file by, and fit into every archive.
const LETTERS_MAX: usize = 40;

/// Latin letters with marks, and how they are written without.
const PLAIN: &[(&str, &str)] = &[
    ("\u{e4}\u{e6}", "ae"),
    ("\u{f6}\u{153}", "oe"),
    ("\u{fc}", "ue"),
    ("\u{df}", "ss"),
    ("\u{e0}\u{e1}\u{e2}\u{e3}\u{e5}\u{101}\u{103}\u{105}", "a"),
    ("\u{e7}\u{107}\u{10d}", "c"),
    ("\u{10f}\u{f0}\u{111}", "d"),
    ("\u{e8}\u{e9}\u{ea}\u{eb}\u{113}\u{117}\u{119}\u{11b}", "e"),
    ("\u{11f}", "g"),
    ("\u{ec}\u{ed}\u{ee}\u{ef}\u{12b}\u{131}", "i"),
    ("\u{142}\u{13e}", "l"),
    ("\u{f1}\u{144}\u{148}", "n"),
    ("\u{f2}\u{f3}\u{f4}\u{f5}\u{f8}\u{14d}\u{151}", "o"),
    ("\u{159}", "r"),
    ("\u{15b}\u{15f}\u{161}\u{219}", "s"),
    ("\u{165}\u{163}\u{21b}", "t"),
    ("\u{f9}\u{fa}\u{fb}\u{16b}\u{16f}\u{171}", "u"),
    ("\u{fd}\u{ff}", "y"),
    ("\u{17a}\u{17c}\u{17e}", "z"),
];

/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The title in the letters that every file system has; the last part of the id where it has none of them.
pub(super) fn file_name(name: &str, id: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars().flat_map(char::to_lowercase).take(LETTERS_MAX) {
        match letter {
            'a'..='z' | '0'..='9' => plain.push(letter),
            ' ' | '-' | '_' if !plain.is_empty() && !plain.ends_with('-') => plain.push('-'),
            _ => plain.push_str(without_mark(letter)),
        }
    }
    let last_part: String = id.rsplit('.').next().unwrap_or("game").chars().take(LETTERS_MAX).collect();
    let chosen: String = plain.chars().take(LETTERS_MAX).collect();
    let chosen = chosen.trim_end_matches('-');
    let chosen = if chosen.is_empty() { last_part.as_str() } else { chosen };
    if DEVICES.contains(&chosen) { format!("{chosen}-game") } else { chosen.to_owned() }
}

fn without_mark(letter: char) -> &'static str {
    PLAIN.iter().find(|(marked, _)| marked.contains(letter)).map_or("", |(_, plain)| plain)
}
