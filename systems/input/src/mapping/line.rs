//! One line of SDL's format.

use playground_core_client::input::{Guid, Link, Mapping, Source, Target};

/// The longest line that is read; the longest of the database has 500. Unit: bytes.
pub const LINE_BYTES_MAX: usize = 4_096;

/// The most links of a line; a controller has far fewer.
const LINK_COUNT_MAX: usize = 64;

/// Words that say something of the line, and not of a part of the controller.
const REMARKS: &[&str] = &["crc", "type", "face", "hint", "sdk>=", "sdk<=", "sdk>", "sdk<"];

/// Reads a line that is neither empty nor a comment.
///
/// # Errors
/// Why the line is none, in words; a part of it that means nothing is only left out.
pub fn parse_mapping(line: &str) -> Result<Mapping, String> {
    if line.len() > LINE_BYTES_MAX {
        return Err(format!("the line is longer than {LINE_BYTES_MAX} bytes"));
    }
    let mut parts = line.trim().split(',');
    let (first, name) = (parts.next().unwrap_or_default().trim(), parts.next());
    if matches!(first, "xinput" | "hidapi" | "default") {
        return Err(format!("`{first}` stands for a driver of SDL, which is not used here"));
    }
    let guid = Guid::from_hex(first)
        .ok_or_else(|| format!("`{}` is no GUID of 32 hexadecimal digits", shorten(first)))?;
    let name = name.ok_or("there is no name after the GUID")?.trim().to_owned();
    let mut mapping = Mapping { guid, name, ..Mapping::default() };
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        read_part(&mut mapping, part);
    }
    if mapping.links.is_empty() {
        return Err("no button and no axis is mapped".to_owned());
    }
    Ok(mapping)
}

fn read_part(mapping: &mut Mapping, part: &str) {
    let Some((key, value)) = part.split_once(':') else {
        return mapping.left_out.push(format!("`{}` has no `:`", shorten(part)));
    };
    let (key, value) = (key.trim(), value.trim());
    if key == "platform" {
        value.clone_into(&mut mapping.platform);
    } else if !REMARKS.contains(&key) {
        match (Target::from_word(key), Source::from_word(value)) {
            _ if mapping.links.len() >= LINK_COUNT_MAX => {
                mapping
                    .left_out
                    .push(format!("`{}` is too much: a line has {LINK_COUNT_MAX}", shorten(part)));
            }
            (Some(target), Some(source)) => mapping.links.push(Link { target, source }),
            (None, _) => {
                mapping.left_out.push(format!("`{}` is no button and no axis known here", shorten(key)));
            }
            (_, None) => mapping.left_out.push(format!("`{}` is no part of a controller", shorten(value))),
        }
    }
}

/// What of a strange word fits into a message.
fn shorten(word: &str) -> String {
    word.chars().filter(|letter| !letter.is_control()).take(40).collect()
}
