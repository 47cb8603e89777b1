//! The persons behind a corpus's names.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Name;
use super::identity::{self, GIVEN_AT_MOST, fold_name};

/// Groups with more forms than this are resolved by table: it costs more than a few comparisons.
const PAIRWISE_AT_MOST: usize = 24;

/// A person, by number: persons are numbered in order of family and given names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonNumber(pub u32);

/// Which names belong to the same person.
///
/// Two forms of a name that are [compatible](super::compatible) are one person, unless one of them is also
/// compatible with a third form that the other contradicts. Such an ambiguous form (`He, K.` where there are
/// `He, Kai` and `He, Kevin`) stays by itself, as one person of its own. So all forms of one person are compatible
/// with each other; who is joined depends on the set of names, never on their order or number.
///
/// The answer has one number for each name, in their order.
///
/// # Complexity
///
/// O(n log n) for n names, however many share a family name.
///
/// # Panics
///
/// If there are more than 4,294,967,295 names.
///
/// # Examples
///
/// ```
/// use dissensus::import::bibtex::names::split_names;
/// use dissensus::model::{resolve};
///
/// let list = split_names("Walt, S. M. and Walt, Stephen and He, K. and He, Kai and He, Kevin");
/// let persons = resolve(&list.names);
/// assert_eq!(persons[0], persons[1]);
/// assert_ne!(persons[2], persons[3]);
/// ```
#[must_use]
pub fn resolve(names: &[Name]) -> Vec<PersonNumber> {
    let folded: Vec<Folded> = names.par_chunks(TOGETHER).map(Folded::new).collect();
    let keys: Vec<Key<'_>> = folded.iter().flat_map(Folded::keys).collect();
    // Going to a key to see that it is another costs more than all else.
    let beginnings = keys.iter().map(|key| beginning(key.family));
    let mut order: Vec<(u64, usize)> = beginnings.zip(0..).collect();
    let in_order = |a: &(u64, usize), b: &(u64, usize)| a.0.cmp(&b.0).then_with(|| keys[a.1].cmp(&keys[b.1]));
    if order.len() < SORTED_ALONE {
        order.sort_unstable_by(in_order);
    } else {
        order.par_sort_unstable_by(in_order);
    }
    let order: Vec<usize> = order.into_iter().map(|(_, place)| place).collect();

    // Names that begin with different letters contradict each other.
    let begin_alike = |&a: &usize, &b: &usize| {
        let initial = |name: usize| keys[name].given.chars().next();
        initial(a) == initial(b) && keys[a].family == keys[b].family
    };
    let groups: Vec<&[usize]> = order.chunk_by(begin_alike).collect();
    let resolved: Vec<(Vec<u32>, u32)> = groups.par_iter().map(|group| resolve_group(&keys, group)).collect();

    let mut persons = vec![PersonNumber(0); names.len()];
    let mut next = 0;
    for (group, (members, count)) in groups.into_iter().zip(resolved) {
        let mut members = members.into_iter();
        for &name in group {
            persons[name] = PersonNumber(next + members.next().unwrap_or(0));
        }
        next += count;
    }
    persons
}

/// How many names are sorted faster by one thread than by several.
const SORTED_ALONE: usize = 10_000;

/// How many names' keys share one text.
const TOGETHER: usize = 256;

/// The keys of some names, in one text.
struct Folded {
    text: String,
    /// Where each begins, where its family name ends, and where it ends.
    places: Vec<[usize; 3]>,
}

/// The parts of a [`PersonKey`](super::PersonKey), ordered as it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'k> {
    family: &'k str,
    given: &'k str,
}

impl Folded {
    fn new(names: &[Name]) -> Self {
        let mut text = String::with_capacity(16 * names.len());
        let place = |name: &Name| {
            let start = text.len();
            [start, fold_name(name, &mut text), text.len()]
        };
        let places = names.iter().map(place).collect();
        Self { text, places }
    }

    fn keys(&self) -> impl Iterator<Item = Key<'_>> {
        self.places.iter().map(|&[start, family, end]| Key {
            family: &self.text[start..family],
            given: &self.text[family..end],
        })
    }
}

/// The first bytes of a word, zeros after its end: words that differ in them are ordered as they are.
fn beginning(word: &str) -> u64 {
    let mut bytes = [0; 8];
    let known = word.len().min(bytes.len());
    bytes[..known].copy_from_slice(&word.as_bytes()[..known]);
    u64::from_be_bytes(bytes)
}

/// Which of the sorted names of a family that begin alike belong together: numbers from 0, unless all do, and how
/// many persons there are.
fn resolve_group(keys: &[Key<'_>], group: &[usize]) -> (Vec<u32>, u32) {
    if group.iter().all(|&name| keys[name].given == keys[group[0]].given) {
        return (Vec::new(), 1);
    }
    let same: Vec<&[usize]> = group.chunk_by(|&a, &b| keys[a].given == keys[b].given).collect();
    let given: Vec<&str> = same.iter().map(|names| keys[names[0]].given).collect();
    let respelt = respelt(&given);
    let forms: Vec<Form<'_>> =
        given.iter().map(|given| Form::new(respelt.get(given).unwrap_or(given))).collect();
    let own: Vec<Summary<'_>> = forms.iter().map(Form::summary).collect();
    let table = (forms.len() > PAIRWISE_AT_MOST).then(|| Summaries::of(&forms));
    let mut members = Vec::with_capacity(group.len());
    let mut numbers: FxHashMap<Form<'_>, u32> = FxHashMap::default();
    for ((form, own_one), names) in forms.iter().zip(&own).zip(same) {
        let around =
            table.as_ref().map_or_else(|| around_pairwise(&own, own_one), |table| table.around(form));
        let next = u32::try_from(numbers.len()).expect("at most 2^32 names");
        // Forms that are not ambiguous have the same meet exactly if they are compatible. None of them meets in an
        // ambiguous form: it would be short for that form, hence compatible with all that make it ambiguous.
        let person = around.meet().unwrap_or(*form);
        let number = *numbers.entry(person).or_insert(next);
        members.extend(names.iter().map(|_| number));
    }
    (members, u32::try_from(numbers.len()).expect("at most 2^32 names"))
}

/// The summary of a form and all forms compatible with it, from a comparison with each.
fn around_pairwise<'k>(forms: &[Summary<'k>], form: &Summary<'k>) -> Summary<'k> {
    let mut around = *form;
    if !form.is_empty() {
        for other in forms.iter().filter(|other| !other.is_empty()) {
            if form.0.iter().zip(&other.0).all(|(a, b)| a.join(*b) != Place::Contradiction) {
                around.add(other);
            }
        }
    }
    around
}

/// Full given names to be read in as many words as another form has them: `xiaoming` as `xiao ming`.
fn respelt<'k>(given: &[&'k str]) -> FxHashMap<&'k str, &'k str> {
    let full = || given.iter().copied().filter(|form| !form.split(' ').any(identity::is_initial));
    let mut apart: FxHashMap<String, &str> = FxHashMap::default();
    for form in full().filter(|form| form.contains(' ')) {
        // The forms come sorted, so that the first one to claim a spelling is always the same.
        apart.entry(form.replace(' ', "")).or_insert(form);
    }
    if apart.is_empty() {
        return FxHashMap::default();
    }
    full().filter_map(|form| Some((form, *apart.get(&form.replace(' ', ""))?))).collect()
}

/// The given names of one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Form<'k> {
    words: [&'k str; GIVEN_AT_MOST],
}

impl<'k> Form<'k> {
    fn new(given: &'k str) -> Self {
        let mut words = [""; GIVEN_AT_MOST];
        for (word, place) in given.split(' ').zip(&mut words) {
            *place = word;
        }
        Self { words }
    }

    fn summary(&self) -> Summary<'k> {
        Summary(self.words.map(Place::of))
    }

    fn len(&self) -> usize {
        self.words.iter().position(|word| word.is_empty()).unwrap_or(GIVEN_AT_MOST)
    }

    /// The first given names, those in the set cut to their initials.
    fn cut(&self, length: usize, set: u8) -> [&'k str; GIVEN_AT_MOST] {
        let mut words = [""; GIVEN_AT_MOST];
        for (place, (cut, word)) in words.iter_mut().zip(self.words).take(length).enumerate() {
            *cut = if set & (1 << place) == 0 { word } else { initial(word) };
        }
        words
    }
}

/// The initial of a given name; the name itself where there are none.
fn initial(word: &str) -> &str {
    match word.chars().next() {
        Some(letter) if !identity::is_ideographic(letter) => &word[..letter.len_utf8()],
        _ => word,
    }
}

/// What stands at one place in a set of forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place<'k> {
    #[default]
    Nothing,
    Initial(&'k str),
    Word(&'k str),
    Contradiction,
}

impl<'k> Place<'k> {
    fn of(word: &'k str) -> Self {
        match word {
            "" => Self::Nothing,
            _ if identity::is_initial(word) => Self::Initial(word),
            _ => Self::Word(word),
        }
    }

    fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, place) | (place, Self::Nothing) => place,
            (Self::Initial(a), Self::Initial(b)) | (Self::Word(a), Self::Word(b)) if a == b => self,
            (Self::Initial(short), Self::Word(long)) | (Self::Word(long), Self::Initial(short))
                if initial(long) == short =>
            {
                Self::Word(long)
            }
            _ => Self::Contradiction,
        }
    }
}

/// What stands at each place in a set of forms.
#[derive(Clone, Copy, Debug, Default)]
struct Summary<'k>([Place<'k>; GIVEN_AT_MOST]);

impl<'k> Summary<'k> {
    /// Whether it is that of no given names.
    fn is_empty(&self) -> bool {
        self.0[0] == Place::Nothing
    }

    fn add(&mut self, other: &Self) {
        for (place, other) in self.0.iter_mut().zip(other.0) {
            *place = place.join(other);
        }
    }

    /// The fullest name that all forms are short for, if there is one.
    fn meet(&self) -> Option<Form<'k>> {
        let mut words = [""; GIVEN_AT_MOST];
        for (word, place) in words.iter_mut().zip(self.0) {
            *word = match place {
                Place::Nothing => "",
                Place::Initial(text) | Place::Word(text) => text,
                Place::Contradiction => return None,
            };
        }
        Some(Form { words })
    }
}

/// Summaries of all the forms that match a pattern.
///
/// A form with k given names is compatible with few patterns (each name written out, or by its initial), although
/// perhaps with half of the family. Hence each form is entered under all its patterns, and looking up one form's
/// own patterns tells everything about the forms compatible with it.
struct Summaries<'k> {
    /// By beginning: forms at least as long as the pattern.
    beginning: FxHashMap<([&'k str; GIVEN_AT_MOST], u8), Summary<'k>>,
    /// Forms exactly as long as the pattern.
    whole: FxHashMap<([&'k str; GIVEN_AT_MOST], u8), Summary<'k>>,
}

impl<'k> Summaries<'k> {
    fn of(forms: &[Form<'k>]) -> Self {
        let mut summaries = Self { beginning: FxHashMap::default(), whole: FxHashMap::default() };
        for form in forms {
            let own = form.summary();
            let length = form.len();
            for end in 1..=length {
                for set in 0..1 << end {
                    let pattern = (form.cut(end, set), set);
                    summaries.beginning.entry(pattern).or_default().add(&own);
                    if end == length {
                        summaries.whole.entry(pattern).or_default().add(&own);
                    }
                }
            }
        }
        summaries
    }

    /// The summary of a form and all forms compatible with it.
    fn around(&self, form: &Form<'k>) -> Summary<'k> {
        let mut summary = form.summary();
        let length = form.len();
        for end in 1..=length {
            let table = if end == length { &self.beginning } else { &self.whole };
            // At the place of an initial any word that begins with it will do. At the place of a full name
            // it must be that name, or its initial and no more.
            let open = (0..end)
                .filter(|&place| identity::is_initial(form.words[place]))
                .fold(0_u8, |set, place| set | 1 << place);
            for short in (0..1_u8 << end).filter(|set| set & open == 0) {
                let pattern = (form.cut(end, open | short), open);
                if let Some(found) = table.get(&pattern) {
                    summary.add(found);
                }
            }
        }
        summary
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Form, Summaries, Summary, around_pairwise};

    proptest! {
        #[test]
        fn the_table_agrees_with_comparing_all_pairs(
            given in proptest::collection::vec("((a|b|anna|axel|bo|ben|明)( (a|b|anna|axel|bo|ben|明)){0,3})?", 1..40)
        ) {
            let forms: Vec<Form<'_>> = given.iter().map(|given| Form::new(given)).collect();
            let table = Summaries::of(&forms);
            let own: Vec<Summary<'_>> = forms.iter().map(Form::summary).collect();
            for (form, own_one) in forms.iter().zip(&own) {
                prop_assert_eq!(table.around(form).0, around_pairwise(&own, own_one).0, "{:?}", form.words);
            }
        }
    }
}
