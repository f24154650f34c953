//! Whose pictures the buttons of a controller have: by its maker's number, else by words of its name.

use playground_core_client::input::PadFamily;

/// The USB numbers of makers who make for one family only.
const MAKERS: &[(u16, PadFamily)] = &[
    (0x045e, PadFamily::Xbox),
    (0x054c, PadFamily::PlayStation),
    (0x057e, PadFamily::Nintendo),
    (0x28de, PadFamily::Steam),
];

/// Words of names, in the order in which they count.
const WORDS: &[(&str, PadFamily)] = &[
    ("steam", PadFamily::Steam),
    ("xbox", PadFamily::Xbox),
    ("x-box", PadFamily::Xbox),
    ("xinput", PadFamily::Xbox),
    ("dualsense", PadFamily::PlayStation),
    ("dualshock", PadFamily::PlayStation),
    ("playstation", PadFamily::PlayStation),
    ("ps3", PadFamily::PlayStation),
    ("ps4", PadFamily::PlayStation),
    ("ps5", PadFamily::PlayStation),
    ("nintendo", PadFamily::Nintendo),
    ("switch", PadFamily::Nintendo),
    ("joy-con", PadFamily::Nintendo),
    ("wii u", PadFamily::Nintendo),
];

/// The family of a controller of this maker, with these names.
pub(super) fn family_of(vendor: u16, names: [&str; 2]) -> PadFamily {
    if let Some((_, family)) = MAKERS.iter().find(|(known, _)| *known == vendor) {
        return *family;
    }
    let names = names.map(str::to_lowercase);
    let word = WORDS.iter().find(|(word, _)| names.iter().any(|name| name.contains(word)));
    word.map_or(PadFamily::Generic, |(_, family)| *family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makers_come_before_words_and_words_before_nothing() {
        assert_eq!(family_of(0x054c, ["Wireless Controller", ""]), PadFamily::PlayStation);
        assert_eq!(family_of(0x28de, ["Microsoft X-Box 360 pad 0", ""]), PadFamily::Steam);
        assert_eq!(family_of(0x0f0d, ["HORI Pad", "Nintendo Switch Pro (HORI)"]), PadFamily::Nintendo);
        assert_eq!(family_of(0, ["Some X-Box pad", ""]), PadFamily::Xbox);
        assert_eq!(family_of(0x0079, ["USB Gamepad", ""]), PadFamily::Generic);
    }
}
