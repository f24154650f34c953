//! TOML values with their places, and what is said about a wrong one.

use crate::text::Text;
use playground_core_types::similar::suggest;
use playground_core_types::{CoreError, CoreResult, Place};
use toml::de::{DeTable, DeValue};

/// The most elements of a list: plugins, authors, binds.
const ELEMENT_COUNT_MAX: usize = 64;

/// The fields that a table may have, each with a line that would be right.
pub(crate) type Known = &'static [(&'static str, &'static str)];

/// A table without unknown fields.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    text: Text<'a>,
    name: &'a str,
    entries: &'a DeTable<'a>,
    start: usize,
    known: Known,
    has_unknown: bool,
}

/// One value of a table or an array.
#[derive(Debug)]
pub(crate) struct Field<'a> {
    text: Text<'a>,
    /// The name of the field; an element has that of its array.
    pub(crate) key: &'a str,
    /// Where the key stands. Unit: bytes.
    pub(crate) key_start: usize,
    value: &'a DeValue<'a>,
    start: usize,
    example: &'a str,
}

impl<'a> Table<'a> {
    /// A table that begins at `start`; each unknown field is an error.
    pub(crate) fn new(
        text: Text<'a>,
        name: &'a str,
        entries: &'a DeTable<'a>,
        start: usize,
        known: Known,
    ) -> CoreResult<Self> {
        let is_known = |key: &str| known.iter().any(|(name, _)| *name == key);
        let mut unknown: Vec<_> = entries.keys().filter(|key| !is_known(key.get_ref())).collect();
        unknown.sort_by_key(|key| key.span().start);
        let has_unknown = !unknown.is_empty();
        for key in unknown {
            let message = format!("`{}` is no field of {name}", key.get_ref());
            let names = known.iter().map(|(name, _)| *name);
            text.note(text.error(key.span().start, message).cure(suggest(key.get_ref(), names)))?;
        }
        Ok(Self { text, name, entries, start, known, has_unknown })
    }

    /// Whether a field had a name that is none, which is noted: it may be one that seems to be missing.
    pub(crate) fn has_unknown(&self) -> bool {
        self.has_unknown
    }

    /// The field `key`, when it is there.
    pub(crate) fn find(&self, key: &str) -> Option<Field<'a>> {
        let (key, value) = self.entries.get_key_value(key)?;
        Some(Field {
            text: self.text,
            key: key.get_ref(),
            key_start: key.span().start,
            value: value.get_ref(),
            start: value.span().start,
            example: self.example(key.get_ref()),
        })
    }

    /// What `read` makes of the field `key`, which must be there; `None` after a mistake that is noted.
    pub(crate) fn required<T>(
        &self,
        key: &str,
        read: impl Fn(&Field<'a>) -> CoreResult<T>,
    ) -> CoreResult<Option<T>> {
        self.text.settle(self.require(key).and_then(|field| read(&field)).map(Some))
    }

    /// What `read` makes of the field `key`; `None` where it is not there, or after a mistake that is noted.
    pub(crate) fn optional<T>(
        &self,
        key: &str,
        read: impl Fn(&Field<'a>) -> CoreResult<T>,
    ) -> CoreResult<Option<T>> {
        self.text.settle(self.find(key).map(|field| read(&field)).transpose())
    }

    /// The field `key`, which must be there.
    fn require(&self, key: &str) -> CoreResult<Field<'a>> {
        self.find(key).ok_or_else(|| {
            let error = self.text.error(self.start, format!("`{key}` is missing in {}", self.name));
            error.cure(format!("add `{}`", self.example(key)))
        })
    }

    fn example(&self, key: &str) -> &'static str {
        self.known.iter().find(|(name, _)| *name == key).map_or("", |(_, example)| example)
    }
}

impl<'a> Field<'a> {
    /// A text in quotes.
    pub(crate) fn string(&self) -> CoreResult<&'a str> {
        self.value.as_str().ok_or_else(|| self.refuse_type("a text in quotes"))
    }

    /// A whole number from `min` to `max`.
    pub(crate) fn number(&self, min: u32, max: u32) -> CoreResult<u32> {
        let digits = self.value.as_integer().ok_or_else(|| self.refuse_type("a whole number"))?;
        let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok();
        let number = number.and_then(|number| u32::try_from(number).ok());
        match number {
            Some(number) if (min..=max).contains(&number) => Ok(number),
            Some(_) | None => Err(self.refuse(&format!("is {digits}, but must be {min} to {max}"))),
        }
    }

    /// A number, with or without a point, from `min` to `max`.
    pub(crate) fn real(&self, min: f64, max: f64) -> CoreResult<f64> {
        let whole =
            self.value.as_integer().map(|digits| i64::from_str_radix(digits.as_str(), digits.radix()));
        let digits = self.value.as_float().map(|digits| digits.as_str().parse());
        let number: f64 = match (whole, digits) {
            (Some(Ok(whole)), _) => whole as f64,
            (_, Some(Ok(number))) => number,
            _ => return Err(self.refuse_type("a number")),
        };
        if (min..=max).contains(&number) {
            return Ok(number);
        }
        Err(self.refuse(&format!("is {number}, but must be {min} to {max}")))
    }

    /// True or false.
    pub(crate) fn flag(&self) -> CoreResult<bool> {
        self.value.as_bool().ok_or_else(|| self.refuse_type("true or false"))
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> CoreResult<T> {
        let word = self.string()?;
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == word) {
            return Ok(*value);
        }
        let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        Err(self.refuse(&format!("is \"{word}\", but must be one of {}", names.join(", "))))
    }

    /// The elements of an array.
    pub(crate) fn elements(&self) -> CoreResult<Vec<Field<'a>>> {
        let array = self.value.as_array().ok_or_else(|| self.refuse_type("an array"))?;
        if array.len() > ELEMENT_COUNT_MAX {
            let count = array.len();
            return Err(self.refuse(&format!("has {count} elements, but may have {ELEMENT_COUNT_MAX}")));
        }
        let element = |value: &'a toml::Spanned<DeValue<'a>>| Field {
            text: self.text,
            key: self.key,
            key_start: self.key_start,
            value: value.get_ref(),
            start: value.span().start,
            example: self.example,
        };
        Ok(array.iter().map(element).collect())
    }

    /// A table with the fields of `known`.
    pub(crate) fn table(&self, known: Known) -> CoreResult<Table<'a>> {
        let entries = self.value.as_table().ok_or_else(|| self.refuse_type("a table"))?;
        Table::new(self.text, self.key, entries, self.start, known)
    }

    /// The entries of a table whose keys the game chooses, in the order of the file; `example` is one.
    pub(crate) fn entries(&self, example: &'a str) -> CoreResult<Vec<Field<'a>>> {
        let table = self.value.as_table().ok_or_else(|| self.refuse_type("a table"))?;
        let mut fields: Vec<Field<'a>> = Vec::new();
        for (key, value) in table {
            let (key_start, start) = (key.span().start, value.span().start);
            let value = value.get_ref();
            fields.push(Field { text: self.text, key: key.get_ref(), key_start, value, start, example });
        }
        fields.sort_by_key(|field| field.key_start);
        Ok(fields)
    }

    /// Notes a mistake after which the reading can go on; an error where the first one ends it.
    pub(crate) fn note(&self, error: CoreError) -> CoreResult<()> {
        self.text.note(error)
    }

    /// What `read` makes of each of `parts`, without those whose mistake is noted.
    pub(crate) fn read_each<T>(
        &self,
        parts: &[Field<'a>],
        read: impl Fn(&Field<'a>) -> CoreResult<T>,
    ) -> CoreResult<Vec<T>> {
        let mut values = Vec::with_capacity(parts.len());
        for part in parts {
            values.extend(self.text.settle(read(part).map(Some))?);
        }
        Ok(values)
    }

    /// Whether the value is an array.
    pub(crate) fn is_array(&self) -> bool {
        self.value.is_array()
    }

    /// The place of the value.
    pub(crate) fn place(&self) -> Place {
        self.text.place(self.start)
    }

    /// The place of the key.
    pub(crate) fn key_place(&self) -> Place {
        self.text.place(self.key_start)
    }

    /// An error about the value: `message` goes on after the field's name.
    pub(crate) fn refuse(&self, message: &str) -> CoreError {
        let error = self.text.error(self.start, format!("`{}` {message}", self.key));
        error.cure(format!("write it like `{}`", self.example))
    }

    /// An error about the key.
    pub(crate) fn refuse_key(&self, message: &str) -> CoreError {
        let error = self.text.error(self.key_start, format!("`{}` {message}", self.key));
        error.cure(format!("write it like `{}`", self.example))
    }

    fn refuse_type(&self, expected: &str) -> CoreError {
        let found = match self.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a point",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        self.refuse(&format!("is {found}, but must be {expected}"))
    }
}
