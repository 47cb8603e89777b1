//! The fields of an entry, as written.

use std::ops::Range;
use std::sync::Arc;

use super::Run;

/// The fields of an entry as written, in order. A text that stands whole in the entry's file is kept as a
/// range of it, at eight bytes a field.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    start: u32,
    slots: Run<Slot>,
    elsewhere: Option<Box<Elsewhere>>,
}

/// The fields of some entries while more may come.
#[derive(Debug, Default)]
pub struct FieldSlots {
    slots: Vec<Slot>,
}

/// The fields of one entry among [`FieldSlots`].
#[derive(Clone, Debug, Default)]
pub struct FieldsDraft {
    /// Where in the file the gap before the first field begins.
    start: u32,
    slots: Range<u32>,
    elsewhere: Option<Box<Elsewhere>>,
}

/// Where a field stands, or, if the value is `None`, that it is the next of [`Elsewhere::composed`].
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// From the end of the field before to the name.
    before: u16,
    name: u8,
    /// From the name to the value.
    gap: u8,
    value: Option<LengthPlusOne>,
}

/// The length of a value, plus one.
type LengthPlusOne = std::num::NonZeroU32;

/// Fields that do not stand whole in the file.
#[derive(Clone, Debug, Default)]
struct Elsewhere {
    composed: Vec<Composed>,
    inherited: Vec<(Box<str>, Box<str>)>,
}

impl ComposedValue {
    fn range(&self) -> Option<&Range<u32>> {
        match self {
            Self::Source(range) => Some(range),
            Self::Text(_) => None,
        }
    }
}

/// The value of a field that has no slot.
#[derive(Clone, Debug)]
enum ComposedValue {
    /// It stands whole in the file after all: it is too far from what is before it, or its name does not.
    Source(Range<u32>),
    Text(Box<str>),
}

#[derive(Clone, Debug)]
struct Composed {
    name: Box<str>,
    name_range: Range<u32>,
    value: ComposedValue,
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

/// The name of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldName<'a> {
    /// It stands in the file.
    Written(Range<u32>),
    /// The file calls it something else, there.
    Given(&'a str, Range<u32>),
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue<'a> {
    /// It stands whole in the file.
    Source(Range<u32>),
    /// It was put together.
    Composed(&'a str),
}

impl FieldSlots {
    /// Adds the fields of an entry of `text` that begins at `start`.
    ///
    /// Each is its name, and its value's range or, if it does not stand whole in the file, its text.
    pub fn add<'a>(
        &mut self,
        text: &str,
        start: u32,
        fields: impl Iterator<Item = (FieldName<'a>, FieldValue<'a>)>,
    ) -> FieldsDraft {
        let first = self.place();
        let mut elsewhere = Elsewhere::default();
        let mut end = start;
        for (name, value) in fields {
            let (given, name) = match name {
                FieldName::Written(range) => (None, range),
                FieldName::Given(given, range) => (Some(given), range),
            };
            let written =
                |range: &Range<u32>| text.get(range.start as usize..range.end as usize).unwrap_or_default();
            let value = match value {
                FieldValue::Source(range) => {
                    if given.is_none()
                        && let Some(slot) = slot(end, &name, &range)
                    {
                        self.slots.push(slot);
                        end = range.end;
                        continue;
                    }
                    ComposedValue::Source(range)
                }
                FieldValue::Composed(value) => ComposedValue::Text(value.into()),
            };
            end = value.range().unwrap_or(&name).end;
            self.slots.push(Slot { before: 0, name: 0, gap: 0, value: None });
            elsewhere.composed.push(Composed {
                name: given.unwrap_or_else(|| written(&name)).into(),
                name_range: name,
                value,
            });
        }
        let elsewhere = (!elsewhere.composed.is_empty()).then(|| Box::new(elsewhere));
        FieldsDraft { start, slots: first..self.place(), elsewhere }
    }

    /// How many fields they are.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.slots.reserve(more);
    }

    fn place(&self) -> u32 {
        u32::try_from(self.slots.len()).expect("2^32 of them would take more than thirty gigabytes")
    }

    /// The fields of an entry that were added; `text` is its file's.
    pub fn own<'a>(&'a self, draft: &'a FieldsDraft, text: &'a str) -> impl Iterator<Item = Field<'a>> {
        let slots = &self.slots[draft.slots.start as usize..draft.slots.end as usize];
        own(draft.start, slots, draft.elsewhere.as_deref(), text)
    }

    /// The slots, of which each entry's can now be kept.
    pub(crate) fn finished(mut self) -> FinishedSlots {
        self.slots.shrink_to_fit();
        FinishedSlots(Arc::new(self.slots))
    }
}

/// The fields of some entries, no more to come.
pub(crate) struct FinishedSlots(Arc<Vec<Slot>>);

impl FinishedSlots {
    /// The fields of an entry that were added.
    pub(crate) fn fields(&self, draft: FieldsDraft) -> Fields {
        let FieldsDraft { start, slots, elsewhere } = draft;
        Fields { start, slots: Run::new(&self.0, slots), elsewhere }
    }
}

impl FieldsDraft {
    /// The same fields with some that the entry inherits.
    #[must_use]
    pub fn inheriting(mut self, fields: impl Iterator<Item = (Box<str>, Box<str>)>) -> Self {
        self.elsewhere.get_or_insert_default().inherited.extend(fields);
        self
    }
}

impl Fields {
    /// The fields of the entry itself; `text` is its file's.
    pub fn own<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Field<'a>> {
        own(self.start, &self.slots, self.elsewhere.as_deref(), text)
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

fn own<'a>(
    start: u32,
    slots: &'a [Slot],
    elsewhere: Option<&'a Elsewhere>,
    text: &'a str,
) -> impl Iterator<Item = Field<'a>> {
    let mut composed = elsewhere.map(|elsewhere| elsewhere.composed.iter()).into_iter().flatten();
    let mut end = start;
    slots.iter().filter_map(move |slot| {
        let Some(length) = slot.value else {
            let Composed { name, name_range, value } = composed.next()?;
            end = value.range().unwrap_or(name_range).end;
            let value_range = value.range().cloned();
            let value = match value {
                ComposedValue::Source(range) => text.get(range.start as usize..range.end as usize)?,
                ComposedValue::Text(value) => value,
            };
            return Some(Field { name, name_range: name_range.clone(), value, value_range });
        };
        let name = end + u32::from(slot.before)..end + u32::from(slot.before) + u32::from(slot.name);
        let value = name.end + u32::from(slot.gap)..name.end + u32::from(slot.gap) + (length.get() - 1);
        end = value.end;
        Some(Field {
            name: text.get(name.start as usize..name.end as usize)?,
            name_range: name,
            value: text.get(value.start as usize..value.end as usize)?,
            value_range: Some(value),
        })
    })
}

/// The slot of a field that stands in the file, unless a name or a gap is absurdly long.
fn slot(end: u32, name: &Range<u32>, value: &Range<u32>) -> Option<Slot> {
    let length = value.end.checked_sub(value.start)?;
    Some(Slot {
        before: u16::try_from(name.start.checked_sub(end)?).ok()?,
        name: u8::try_from(name.end.checked_sub(name.start)?).ok()?,
        gap: u8::try_from(value.start.checked_sub(name.end)?).ok()?,
        value: Some(LengthPlusOne::new(length.checked_add(1)?)?),
    })
}
