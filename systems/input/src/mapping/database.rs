//! Where mappings come from: the player, the environment, the database that the program carries.

use super::parse_mapping;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use playground_core_client::input::{Guid, Mapping, MappingOrigin, PLATFORM};
use std::sync::OnceLock;

/// SDL's database as the program carries it, a tenth of its size; `docs/input.md` says how it is brought up to date.
const PACKED: &[u8] = include_bytes!("../../data/gamecontrollerdb.txt.gz");

/// What a gzip file has before and behind what it packs, where it has no name. Unit: bytes.
const GZIP_HEAD_BYTES: usize = 10;
const GZIP_END_BYTES: usize = 8;

/// More than the database will ever have. Unit: bytes.
const TEXT_BYTES_MAX: usize = 8 << 20;

/// SDL's database, unpacked.
pub fn bundled() -> String {
    let packed = &PACKED[GZIP_HEAD_BYTES..PACKED.len() - GZIP_END_BYTES];
    let text = decompress_to_vec_with_limit(packed, TEXT_BYTES_MAX).unwrap_or_default();
    String::from_utf8(text).unwrap_or_default()
}

/// The mappings that somebody wrote, each text with its own weight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Database {
    /// The player's own lines.
    pub player: String,
    /// What `SDL_GAMECONTROLLERCONFIG` held.
    pub environment: String,
    /// The database, once the first controller was looked up.
    bundled: OnceLock<String>,
}

/// What a text of mappings holds; every line of it is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// Empty lines and comments.
    pub silent_count: usize,
    /// Lines that are mappings.
    pub mapping_count: usize,
    /// Lines that are none: the number of the line, from 1, and why.
    pub left_out: Vec<(usize, String)>,
    /// Parts of mappings that mean nothing here: the number of the line, from 1, and why.
    pub parts_left_out: Vec<(usize, String)>,
}

/// Reads all lines, of all systems.
pub fn survey(text: &str) -> Survey {
    let mut survey = Survey::default();
    for (index, line) in text.lines().enumerate() {
        if is_silent(line) {
            survey.silent_count += 1;
            continue;
        }
        match parse_mapping(line) {
            Ok(mapping) => {
                survey.mapping_count += 1;
                survey.parts_left_out.extend(mapping.left_out.into_iter().map(|part| (index + 1, part)));
            }
            Err(reason) => survey.left_out.push((index + 1, reason)),
        }
    }
    survey
}

impl Database {
    /// What is asked before the database: the player's lines, and those of the environment.
    pub fn new(player: &str, environment: &str) -> Self {
        let without_mark = |text: &str| text.trim_start_matches('\u{feff}').to_owned();
        Self { player: without_mark(player), environment: without_mark(environment), ..Self::default() }
    }

    /// Tells the log of each line that is no mapping, and of each part that says nothing.
    pub fn report(&self) {
        for (what, text) in [("your mappings", &self.player), ("SDL_GAMECONTROLLERCONFIG", &self.environment)]
        {
            let survey = survey(text);
            for (line, reason) in survey.left_out {
                log::warn!("{what}, line {line}: {reason}; the line is left out");
            }
            for (line, reason) in survey.parts_left_out {
                log::warn!("{what}, line {line}: {reason}; this part is left out");
            }
        }
    }

    /// The mapping of a model on this system, and where it comes from; the driver's word where there is none.
    pub fn find(&self, guid: Guid) -> Option<(Mapping, MappingOrigin)> {
        let sources = [
            (self.player.as_str(), MappingOrigin::Player),
            (self.environment.as_str(), MappingOrigin::Environment),
            (self.bundled.get_or_init(bundled).as_str(), MappingOrigin::Database),
        ];
        let find = |closeness: Closeness| {
            sources.into_iter().find_map(|(text, origin)| Some((find_in(text, guid, closeness)?, origin)))
        };
        [Closeness::Exact, Closeness::OtherVersion].into_iter().find_map(find)
    }

    /// What the player or the environment says of a model, whatever its version.
    pub fn find_own(&self, guid: Guid) -> Option<(Mapping, MappingOrigin)> {
        let sources = [
            (self.player.as_str(), MappingOrigin::Player),
            (self.environment.as_str(), MappingOrigin::Environment),
        ];
        let find = |closeness: Closeness| {
            sources.into_iter().find_map(|(text, origin)| Some((find_in(text, guid, closeness)?, origin)))
        };
        [Closeness::Exact, Closeness::OtherVersion].into_iter().find_map(find)
    }

    /// The mapping of the database for a maker and a model, whatever connects it and whatever its version, on the system
    /// that SDL calls `system`. Of several that fit it is the one with the most links, the last of those.
    pub fn find_model(
        &self,
        guid: Guid,
        system: &str,
        fits: impl Fn(&Mapping) -> bool,
    ) -> Option<(Mapping, MappingOrigin)> {
        if guid.vendor_product() == [0, 0] {
            return None;
        }
        let wanted = guid.to_string();
        let is_wanted = |line: &&str| {
            let part = |(from, to): (usize, usize)| line.get(from..to).unwrap_or_default();
            NUMBERS.iter().all(|place| part(*place) == &wanted[place.0..place.1])
                && ZEROS.iter().all(|place| part(*place) == "0000")
        };
        let lines = self.bundled.get_or_init(bundled).lines().filter(is_wanted);
        let mappings = lines.filter_map(|line| parse_mapping(line).ok());
        let fitting = mappings.filter(|mapping| mapping.platform == system && fits(mapping));
        fitting.max_by_key(|mapping| mapping.links.len()).map(|mapping| (mapping, MappingOrigin::Database))
    }
}

/// Where words of a GUID in hexadecimal digits are: maker, model, and the zeros between and behind them, which are letters
/// of a name where a device has no numbers.
const NUMBERS: [(usize, usize); 2] = [(8, 12), (16, 20)];
const ZEROS: [(usize, usize); 2] = [(12, 16), (20, 24)];

/// How much two models may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closeness {
    /// In the check sum of the name only, which some systems do not tell.
    Exact,
    /// In the version of the device too, where maker and model are known by their numbers.
    OtherVersion,
}

/// The last line for a model in a text: what somebody adds to the end counts.
fn find_in(text: &str, guid: Guid, closeness: Closeness) -> Option<Mapping> {
    let Guid([a, b, _, _, rest @ ..]) = guid;
    if closeness == Closeness::OtherVersion && guid.vendor_product() == [0, 0] {
        return None;
    }
    // Compared as text: only a line that fits is read.
    let wanted = Guid(bytes_of(a, b, rest)).to_string();
    let is_wanted = |line: &&str| {
        let Some(found) = line.trim_start().get(..32) else { return false };
        let same = |from: usize, to: usize| found[from..to].eq_ignore_ascii_case(&wanted[from..to]);
        let version_end = if closeness == Closeness::Exact { 32 } else { 24 };
        found.is_ascii() && same(0, 4) && same(8, version_end)
    };
    let fits = |mapping: &Mapping| mapping.platform.is_empty() || mapping.platform == PLATFORM;
    text.lines().rev().filter(is_wanted).find_map(|line| parse_mapping(line).ok().filter(fits))
}

/// A GUID without the check sum of the name.
fn bytes_of(a: u8, b: u8, rest: [u8; 12]) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[0] = a;
    bytes[1] = b;
    bytes[4..].copy_from_slice(&rest);
    bytes
}

fn is_silent(line: &str) -> bool {
    let line = line.trim().trim_start_matches('\u{feff}');
    line.is_empty() || line.starts_with('#')
}
