//! The fields of an entry, as written.

use std::ops::Range;

/// The fields of an entry as written, in order. A text that stands whole in the entry's file is kept as a
/// range of it, at sixteen bytes a field.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    slots: Box<[Slot]>,
    elsewhere: Option<Box<Elsewhere>>,
}

#[derive(Clone, Copy, Debug)]
enum Slot {
    /// Name and value stand in the file, `gap` bytes apart.
    Source { name_start: u32, name_len: u16, gap: u16, value_len: u32 },
    /// The field of this number in [`Elsewhere::composed`].
    Composed(u32),
}

/// Fields that do not stand whole in the file.
#[derive(Clone, Debug, Default)]
struct Elsewhere {
    composed: Vec<Composed>,
    inherited: Vec<(Box<str>, Box<str>)>,
}

#[derive(Clone, Debug)]
struct Composed {
    name: Box<str>,
    name_range: Range<u32>,
    value: Box<str>,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// The name as written.
    pub name: &'a str,
    /// The name in the file.
    pub name_range: Range<u32>,
    /// The value as written, macros expanded.
    pub value: &'a str,
    /// The value in the file, where it stands there whole.
    pub value_range: Option<Range<u32>>,
}

impl Fields {
    /// The fields of an entry of `text`.
    ///
    /// Each is its name's range, and its value's range or, if it does not stand whole in the file, its text.
    #[must_use]
    pub fn new<'a>(text: &str, fields: impl ExactSizeIterator<Item = (Range<u32>, FieldValue<'a>)>) -> Self {
        let mut elsewhere = Elsewhere::default();
        let slots = fields
            .map(|(name, value)| {
                let written = |range: &Range<u32>| {
                    text.get(range.start as usize..range.end as usize).unwrap_or_default()
                };
                let value = match value {
                    FieldValue::Source(value) => match slot(&name, &value) {
                        Some(slot) => return slot,
                        None => written(&value),
                    },
                    FieldValue::Composed(value) => value,
                };
                let number = u32::try_from(elsewhere.composed.len()).unwrap_or(u32::MAX);
                elsewhere.composed.push(Composed {
                    name: written(&name).into(),
                    name_range: name,
                    value: value.into(),
                });
                Slot::Composed(number)
            })
            .collect();
        let elsewhere = (!elsewhere.composed.is_empty()).then(|| Box::new(elsewhere));
        Self { slots, elsewhere }
    }

    /// The same fields with some that the entry inherits.
    #[must_use]
    pub fn inheriting(mut self, fields: impl Iterator<Item = (Box<str>, Box<str>)>) -> Self {
        self.elsewhere.get_or_insert_default().inherited.extend(fields);
        self
    }

    /// The fields of the entry itself; `text` is its file's.
    pub fn own<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Field<'a>> {
        self.slots.iter().filter_map(move |slot| match *slot {
            Slot::Source { name_start, name_len, gap, value_len } => {
                let name_end = name_start + u32::from(name_len);
                let value_start = name_end + u32::from(gap);
                let value_end = value_start + value_len;
                Some(Field {
                    name: text.get(name_start as usize..name_end as usize)?,
                    name_range: name_start..name_end,
                    value: text.get(value_start as usize..value_end as usize)?,
                    value_range: Some(value_start..value_end),
                })
            }
            Slot::Composed(number) => {
                let composed = self.elsewhere.as_ref()?.composed.get(number as usize)?;
                Some(Field {
                    name: &composed.name,
                    name_range: composed.name_range.clone(),
                    value: &composed.value,
                    value_range: None,
                })
            }
        })
    }

    /// Name and value of every field, the entry's own first and then those that it inherits.
    pub fn iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let inherited = self.elsewhere.iter().flat_map(|elsewhere| &elsewhere.inherited);
        let inherited = inherited.map(|(name, value)| (name.as_ref(), value.as_ref()));
        self.own(text).map(|field| (field.name, field.value)).chain(inherited)
    }

    /// The value of the first field of this name, in any case; `text` is the entry's file.
    #[must_use]
    pub fn first<'a>(&'a self, text: &'a str, name: &str) -> Option<&'a str> {
        self.iter(text).find(|(written, _)| written.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue<'a> {
    /// It stands whole in the file.
    Source(Range<u32>),
    /// It was put together.
    Composed(&'a str),
}

/// The slot of a field that stands in the file, unless name or gap are absurdly long.
fn slot(name: &Range<u32>, value: &Range<u32>) -> Option<Slot> {
    Some(Slot::Source {
        name_start: name.start,
        name_len: u16::try_from(name.end.checked_sub(name.start)?).ok()?,
        gap: u16::try_from(value.start.checked_sub(name.end)?).ok()?,
        value_len: value.end.checked_sub(value.start)?,
    })
}
