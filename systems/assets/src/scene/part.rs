//! A part of a scene's text, taken apart one level at a time, so that every part knows its place.

use crate::text::Text;
use playground_core_types::similar::suggest;
use playground_core_types::{CoreError, CoreResult, Place};
use ron::value::RawValue;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

const EXCERPT_CHARACTERS_MAX: usize = 32;

/// One value of the text, from its first character on.
///
/// Only an error asks for its place: finding one walks through the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    text: &'a Text<'a>,
    value: &'a str,
}

/// The named fields of a value, each once.
#[derive(Debug)]
pub(crate) struct Fields<'a> {
    pub(crate) list: Vec<(Part<'a>, Part<'a>)>,
    /// Whether none was left out because of a mistake.
    pub(crate) is_whole: bool,
}

impl<'a> Fields<'a> {
    /// The value of the field `name`.
    pub(crate) fn find(&self, name: &str) -> Option<Part<'a>> {
        self.list.iter().find(|(key, _)| key.value == name).map(|(_, value)| *value)
    }
}

impl<'a> Part<'a> {
    /// A value of `text`, without the blanks and comments around it.
    pub(crate) fn new(text: &'a Text<'a>, value: &'a str) -> Self {
        Self { text, value: skip_blanks(value).trim_end() }
    }

    /// The value's text.
    pub(crate) fn as_str(&self) -> &'a str {
        self.value
    }

    /// Where the value begins.
    pub(crate) fn place(&self) -> Place {
        self.text.place(self.start())
    }

    /// An error about the value.
    pub(crate) fn error(&self, message: impl Into<String>) -> CoreError {
        self.text.error(self.start(), message)
    }

    /// The value as an error shows it: one line, not long, in the quotes of code.
    pub(crate) fn excerpt(&self) -> String {
        let line = self.value.lines().next().unwrap_or_default();
        let mut short: String = line.chars().take(EXCERPT_CHARACTERS_MAX).collect();
        if short.len() < self.value.len() {
            short.push_str("...");
        }
        format!("`{short}`")
    }

    /// Parts `Name(...)` into the name, empty where there is none, and what follows it.
    pub(crate) fn split_name(&self) -> (&'a str, Self) {
        // A raw identifier may have the dots and dashes of a full component name.
        let raw = self.value.strip_prefix("r#").filter(|rest| rest.starts_with(char::is_alphabetic));
        let text = raw.unwrap_or(self.value);
        let is_part = |letter: char| {
            letter.is_alphanumeric() || letter == '_' || (raw.is_some() && matches!(letter, '.' | '-' | '+'))
        };
        let starts_name = text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_');
        let end = if starts_name { text.find(|letter| !is_part(letter)).unwrap_or(text.len()) } else { 0 };
        (&text[..end], Self::new(self.text, &text[end..]))
    }

    /// Whether the value is `(name: ...)`.
    pub(crate) fn has_named_fields(&self) -> bool {
        let Some(inside) = self.value.strip_prefix('(') else { return false };
        let (name, rest) = Self::new(self.text, inside).split_name();
        !name.is_empty() && rest.value.starts_with(':')
    }

    /// The fields of `(name: value, ...)`, all of which `known` lists.
    pub(crate) fn fields(&self, owner: &str, known: &[&str]) -> CoreResult<Fields<'a>> {
        let is_empty = self.items_between('(', ')').is_some_and(|items| items.is_empty());
        if !is_empty && !self.has_named_fields() {
            let error = self.error(format!("{} is no list of fields in `( )`", self.excerpt()));
            return Err(
                error.cure(format!("write {owner} as `({}: ...)`", known.first().unwrap_or(&"field")))
            );
        }
        let read = if is_empty { Vec::new() } else { self.read(FieldsSeed)? };
        let mut fields = Fields { list: Vec::new(), is_whole: true };
        for (key, value) in read {
            let key = Self::new(self.text, key);
            if !known.contains(&key.value) {
                let error = key.error(format!("`{}` is no field of {owner}", key.value));
                self.text.note(error.cure(suggest(key.value, known.iter().copied())))?;
                fields.is_whole = false;
                continue;
            }
            if fields.list.iter().any(|(other, _)| other.value == key.value) {
                let error = key.error(format!("`{}` is written twice", key.value));
                self.text.note(error.cure("remove one of them"))?;
                continue;
            }
            fields.list.push((key, Self::new(self.text, value.get_ron())));
        }
        Ok(fields)
    }

    /// The elements of `[a, b]`; `what` is the value's name.
    pub(crate) fn items(&self, what: &str) -> CoreResult<Vec<Self>> {
        self.items_between('[', ']').ok_or_else(|| self.refuse(what, "a list in `[ ]`"))
    }

    /// The elements between two brackets; `None` when the value has others.
    pub(crate) fn items_between(&self, open: char, close: char) -> Option<Vec<Self>> {
        if !self.value.starts_with(open) || !self.value.ends_with(close) || self.has_named_fields() {
            return None;
        }
        let items = self.read(ItemsSeed { open }).ok()?;
        Some(items.into_iter().map(|item| Self::new(self.text, item.get_ron())).collect())
    }

    /// The keys and values of `{ key: value }`.
    pub(crate) fn entries(&self, what: &str) -> CoreResult<Vec<(Self, Self)>> {
        if !self.value.starts_with('{') {
            return Err(self.refuse(what, "a map in `{ }`"));
        }
        let entries = self.read(EntriesSeed)?;
        let part = |raw: &'a RawValue| Self::new(self.text, raw.get_ron());
        Ok(entries.into_iter().map(|(key, value)| (part(key), part(value))).collect())
    }

    /// A text in quotes.
    pub(crate) fn string(&self, what: &str) -> CoreResult<String> {
        ron::from_str(self.value).map_err(|_| self.refuse(what, "a text in quotes"))
    }

    /// A whole number from 0 to `max`.
    pub(crate) fn whole_number(&self, what: &str, max: u32) -> CoreResult<u32> {
        let number: Option<u32> = ron::from_str(self.value).ok();
        number.filter(|number| *number <= max).ok_or_else(|| self.refuse(what, "a whole number"))
    }

    /// An error that says what `what` must be instead.
    pub(crate) fn refuse(&self, what: &str, expected: &str) -> CoreError {
        let error = self.error(format!("`{what}` is {}, but must be {expected}", self.excerpt()));
        error.cure(format!("write {expected} here"))
    }

    /// Notes a mistake after which the reading can go on; an error where the first one ends it.
    pub(crate) fn note(&self, error: CoreError) -> CoreResult<()> {
        self.text.note(error)
    }

    /// A value, or its default where the mistake in it is noted.
    pub(crate) fn settle<T: Default>(&self, result: CoreResult<T>) -> CoreResult<T> {
        self.text.settle(result)
    }

    /// The offset of the value. Unit: bytes.
    pub(crate) fn start(&self) -> usize {
        // The value is a slice of the content, so the difference of their addresses is its offset.
        self.value.as_ptr().addr().saturating_sub(self.text.content.as_ptr().addr())
    }

    fn read<S: DeserializeSeed<'a>>(&self, seed: S) -> CoreResult<S::Value> {
        let options = ron::Options::default();
        options
            .from_str_seed(self.value, seed)
            .map_err(|error| self.error(format!("this is no RON: {}", error.code)))
    }
}

/// The text from its first character that is no blank and in no comment.
fn skip_blanks(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = if let Some(comment) = rest.strip_prefix("//") {
            comment.find('\n').map_or("", |end| &comment[end..])
        } else if rest.starts_with("/*") {
            skip_block_comment(rest)
        } else {
            return rest;
        };
        rest = after.trim_start();
    }
}

/// The text after a block comment, inside which others may lie.
fn skip_block_comment(text: &str) -> &str {
    let (mut depth, mut rest) = (0_usize, text);
    while !rest.is_empty() {
        let mut letters = rest.chars();
        if let Some(inside) = rest.strip_prefix("/*") {
            (depth, rest) = (depth + 1, inside);
        } else if let Some(outside) = rest.strip_prefix("*/") {
            (depth, rest) = (depth - 1, outside);
            if depth == 0 {
                return rest;
            }
        } else {
            letters.next();
            rest = letters.as_str();
        }
    }
    rest
}

/// Reads `(name: value)` to slices of the text.
struct FieldsSeed;
/// Reads `[value]` or `(value)` to slices of the text.
struct ItemsSeed {
    open: char,
}
/// Reads `{ key: value }` to slices of the text.
struct EntriesSeed;

impl<'de> DeserializeSeed<'de> for FieldsSeed {
    type Value = Vec<(&'de str, &'de RawValue)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_struct("", &[], self)
    }
}

impl<'de> Visitor<'de> for FieldsSeed {
    type Value = Vec<(&'de str, &'de RawValue)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("fields in `( )`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(fields)
    }
}

impl<'de> DeserializeSeed<'de> for ItemsSeed {
    type Value = Vec<&'de RawValue>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match self.open {
            '(' => deserializer.deserialize_tuple(0, self),
            _ => deserializer.deserialize_seq(self),
        }
    }
}

impl<'de> Visitor<'de> for ItemsSeed {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(items)
    }
}

impl<'de> DeserializeSeed<'de> for EntriesSeed {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for EntriesSeed {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map in `{ }`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}
