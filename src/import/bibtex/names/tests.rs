//! Tests of reading and of identity.

use proptest::prelude::*;

use super::{AndOthers, NameOddityKind, only_name, pieces, split_names};
use crate::model::{Compatibility, Name, NameKind, PersonNumber, compatible, resolve, same_person_key};

/// Given, particle, family, suffix.
type Parts = [&'static str; 4];

#[track_caller]
fn check(source: &str, expected: &[Parts]) {
    let list = split_names(source);
    let parts: Vec<[&str; 4]> =
        list.names.iter().map(|name| [name.given(), name.particle(), name.family(), name.suffix()]).collect();
    assert_eq!(parts, expected, "{source}");
}

#[track_caller]
fn oddities(source: &str) -> Vec<(usize, NameOddityKind)> {
    split_names(source).oddities.iter().map(|oddity| (oddity.offset, oddity.kind)).collect()
}

#[test]
fn the_three_forms_are_read() {
    check("Donald E. Knuth", &[["Donald E.", "", "Knuth", ""]]);
    check("Knuth, Donald E.", &[["Donald E.", "", "Knuth", ""]]);
    check("King, Jr., Martin Luther", &[["Martin Luther", "", "King", "Jr."]]);
    check("Jan van der Berg", &[["Jan", "van der", "Berg", ""]]);
    check("van der Berg, Jan", &[["Jan", "van der", "Berg", ""]]);
    check("de la Fontaine, Jr, Jean", &[["Jean", "de la", "Fontaine", "Jr"]]);
    check("Aristotle", &[["", "", "Aristotle", ""]]);
    check("Charles Louis de la Vallée Poussin", &[["Charles Louis", "de la", "Vallée Poussin", ""]]);
    check("Jean de la Fontaine du Bois Joli", &[["Jean", "de la Fontaine du", "Bois Joli", ""]]);
    check("jean de la fontaine", &[["", "jean de la", "fontaine", ""]]);
    check("Jean {de la} Fontaine", &[["Jean de la", "", "Fontaine", ""]]);
    check("bell hooks", &[["", "bell", "hooks", ""]]);
}

#[test]
fn names_are_told_apart_and_ordered_by_their_parts() {
    let mut list = split_names("Zed, Anna and Ape, Bob and von Ape, Anna and Ape, Anna").names;
    list.sort();
    let full: Vec<String> = list.iter().map(Name::full).collect();
    assert_eq!(full, ["Ape, Anna", "Zed, Anna", "von Ape, Anna", "Ape, Bob"]);
    let divided = split_names("Bert, Al and Albert and Ert, Alb").names;
    assert!(divided[0] != divided[1] && divided[0] != divided[2] && divided[1] != divided[2]);
}

#[test]
fn family_names_of_several_words_stay_whole() {
    check("García Márquez, Gabriel", &[["Gabriel", "", "García Márquez", ""]]);
    check(
        "Silva Santos, A. and Lloyd Webber, A.",
        &[["A.", "", "Silva Santos", ""], ["A.", "", "Lloyd Webber", ""]],
    );
    check("Brinch Hansen, Per", &[["Per", "", "Brinch Hansen", ""]]);
    check("García de la Torre, José", &[["José", "", "García de la Torre", ""]]);
    check("{van der Berg}, Jan", &[["Jan", "", "van der Berg", ""]]);
    check("Jan {van der Berg}", &[["Jan", "", "van der Berg", ""]]);
    check("Dursun-\\\"{O}zkanca, Oya", &[["Oya", "", "Dursun-Özkanca", ""]]);
}

#[test]
fn latex_and_ties_are_read() {
    check(r#"{\"O}zt{\"u}rk, Ay\c{s}e"#, &[["Ayşe", "", "Öztürk", ""]]);
    check(r"J.-P.~Serre and Donald~E. Knuth", &[["J.-P.", "", "Serre", ""], ["Donald E.", "", "Knuth", ""]]);
    check(r"Charles {\'E}mile Picard", &[["Charles Émile", "", "Picard", ""]]);
    check(r"Charles \'{E}mile Picard", &[["Charles Émile", "", "Picard", ""]]);
    check(r"Ana {\'e}l Rojo", &[["Ana", "él", "Rojo", ""]]);
    check(r"Nu\~nez, J. and Mart\'\i nez, A.", &[["J.", "", "Nuñez", ""], ["A.", "", "Martínez", ""]]);
    check("O'Brien, P.", &[["P.", "", "O’Brien", ""]]);
}

#[test]
fn lists_are_split_at_and_in_any_case_outside_braces() {
    let two: &[Parts] = &[["A.", "", "Roe", ""], ["B.", "", "Doe", ""]];
    for source in
        ["Roe, A. and Doe, B.", "Roe, A. AND Doe, B.", "A. Roe\n\tand\r\nB. Doe", "  A. Roe and B. Doe  "]
    {
        check(source, two);
        assert_eq!(oddities(source), []);
    }
    check("Alexander Anderson and Sand, B.", &[["Alexander", "", "Anderson", ""], ["B.", "", "Sand", ""]]);
    let list = split_names("{Barnes and Noble} and {World Health Organization} and {{NATO}}");
    assert_eq!(list.names.len(), 3);
    assert!(list.names.iter().all(|name| name.kind == NameKind::Organisation));
    assert_eq!(list.names[0].family(), "Barnes and Noble");
    check("{A} {B}", &[["A", "", "B", ""]]);
}

#[test]
fn others_are_not_a_person() {
    for source in
        ["Roe, A. and others", "Roe, A. and Others", "Roe, A. et al.", "Roe, A. and et al", "Roe, A., et al."]
    {
        check(source, &[["A.", "", "Roe", ""]]);
        assert_eq!(split_names(source).and_others, AndOthers::Yes, "{source}");
    }
    assert_eq!(split_names("Roe, A.").and_others, AndOthers::No);
    assert_eq!(oddities("others and Roe, A."), [(0, NameOddityKind::OthersNotLast)]);
    assert_eq!(oddities("Roe, A. et al."), [(8, NameOddityKind::EtAl)]);
    check("Jan Hoet Al", &[["Jan Hoet", "", "Al", ""]]);
}

#[test]
fn empty_names_are_left_out_and_reported() {
    check("Roe, A. and and Doe, B. and", &[["A.", "", "Roe", ""], ["B.", "", "Doe", ""]]);
    assert_eq!(oddities("Roe, A. and and Doe, B."), [(12, NameOddityKind::EmptyName)]);
    assert_eq!(oddities("and Roe, A."), [(0, NameOddityKind::EmptyName)]);
    assert_eq!(oddities(""), []);
    check(",", &[]);
    check("{}", &[]);
    check(", Jan", &[["", "", "Jan", ""]]);
}

#[test]
fn lists_without_and_are_split_where_that_is_plain() {
    let two: &[Parts] = &[["J.", "", "Smith", ""], ["A.", "", "Doe", ""]];
    for source in ["Smith, J., Doe, A.", "Smith, J.; Doe, A.", "Smith, J.; Doe, A.;", "Smith, J., Doe, A.,"] {
        check(source, two);
        assert!(!oddities(source).is_empty());
    }
    check(
        "Smith, J., Doe, A., and Roe, B.",
        &[["J.", "", "Smith", ""], ["A.", "", "Doe", ""], ["B.", "", "Roe", ""]],
    );
    check("M&uuml;ller, J.", &[["J.", "", "M&uuml;ller", ""]]);
    check("Smith, Jr., J., X", &[["Jr., J., X", "", "Smith", ""]]);
    assert_eq!(oddities("Smith, Jr., J., X"), [(16, NameOddityKind::TooManyCommas)]);
    check("King, Martin Luther, Jr.", &[["Martin Luther", "", "King", "Jr."]]);
    assert_eq!(oddities("King, Martin Luther, Jr."), [(21, NameOddityKind::SuffixLast)]);
    assert_eq!(oddities("Smith, J."), []);
}

#[test]
fn extended_names_are_read() {
    check("family=Goes, given=Hugo, prefix=van der, suffix=Jr", &[["Hugo", "van der", "Goes", "Jr"]]);
    check(
        "given={Hugo, A.}, family={\\O}st and Roe, A.",
        &[["Hugo, A.", "", "Øst", ""], ["A.", "", "Roe", ""]],
    );
    check("\"family=Goes\", given=Hugo, given-i=H", &[["Hugo", "", "Goes", ""]]);
    check("A=B, C.", &[["C.", "", "A=B", ""]]);
}

#[test]
fn other_scripts_are_read() {
    check(
        "王, 小明 and Wang, Xiaoming (王小明)",
        &[["小明", "", "王", ""], ["Xiaoming (王小明)", "", "Wang", ""]],
    );
    check("Иван Петров and 王小明", &[["Иван", "", "Петров", ""], ["", "", "王小明", ""]]);
    check("RYAN RM", &[["RYAN", "", "RM", ""]]);
}

#[test]
fn unbalanced_braces_are_tolerated() {
    assert_eq!(oddities("Roe}, A. and Doe, B."), [(3, NameOddityKind::UnbalancedBraces)]);
    assert_eq!(oddities("{Roe, A. and Doe, B."), [(20, NameOddityKind::UnbalancedBraces)]);
}

#[test]
fn short_forms_are_those_of_bibliographies() {
    for (source, short) in [
        ("Jan van der Berg", "van der Berg, J."),
        ("Sartre, Jean-Paul C.", "Sartre, J.-P. C."),
        ("King, Jr., Martin Luther", "King, Jr., M. L."),
        ("Ryan, RM", "Ryan, R. M."),
        ("Smith, J.P.", "Smith, J. P."),
        ("Wang, Xiaoming (王小明)", "Wang, X."),
        ("王, 小明", "王, 小明"),
        ("{World Health Organization}", "World Health Organization"),
        ("Ibsen, henrik", "Ibsen, H."),
    ] {
        assert_eq!(split_names(source).names[0].short(), short, "{source}");
    }
}

fn names(source: &str) -> Vec<Name> {
    split_names(source).names
}

#[test]
fn compatibility_is_as_a_reader_would_judge() {
    use Compatibility::{Compatible, Different, Same};
    for (a, b, expected) in [
        ("He, K.", "He, Kai", Compatible),
        ("Kennedy, P.", "Kennedy, Ryan", Different),
        ("He, Kai", "He, Kevin", Different),
        ("Walt, S. M.", "Walt, Stephen", Compatible),
        ("Walt, Stephen M.", "Stephen M. Walt", Same),
        ("Dursun-Ozkanca, O.", "Dursun-Özkanca, Oya", Compatible),
        ("Dursun-Ozkanca, O.", "Dursun Özkanca, O", Same),
        ("Walt", "Walt, Stephen", Different),
        ("Walt", "Walt", Same),
        ("Ryan, RM", "Ryan, Richard M.", Compatible),
        ("Wang, Xiao-Ming", "Wang, Xiaoming", Same),
        ("Wang, X.-M.", "Wang, Xiaoming", Compatible),
        ("Martin, J.-M.", "Martin, Jean-Paul", Different),
        ("Weber, Th.", "Weber, Thomas", Compatible),
        ("Wang, Xiaoming (王小明)", "Wang, Xiaoming", Same),
        ("王, 小明", "王, 晓明", Different),
        ("王, 小", "王, 小明", Different),
        ("van der Berg, Jan", "{van der Berg}, J.", Compatible),
        ("King, Jr., M.", "King, M.", Different),
        ("{Freedom House}", "Freedom House", Different),
        ("Iwanow, Iurii", "Iwanow, Ю.", Compatible),
    ] {
        let keys = (same_person_key(&names(a)[0]), same_person_key(&names(b)[0]));
        assert_eq!(compatible(&keys.0, &keys.1), expected, "{a} / {b}: {keys:?}");
        assert_eq!(compatible(&keys.1, &keys.0), expected, "{b} / {a}");
    }
}

/// The names grouped as `resolve` groups them, by position.
fn groups(source: &str) -> Vec<Vec<usize>> {
    let persons = resolve(&names(source));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (position, person) in persons.iter().enumerate() {
        match groups.iter_mut().find(|group| persons[group[0]] == *person) {
            Some(group) => group.push(position),
            None => groups.push(vec![position]),
        }
    }
    groups
}

#[test]
fn forms_are_joined_where_that_is_unambiguous() {
    assert_eq!(groups("Walt, S. M. and Walt, Stephen and Walt, S."), [vec![0, 1, 2]]);
    assert_eq!(groups("He, K. and He, Kai and He, Kevin and He, K."), [vec![0, 3], vec![1], vec![2]]);
    assert_eq!(groups("He, K. and He, Kai and He, Kai"), [vec![0, 1, 2]]);
    assert_eq!(
        groups("Roe, S. and Roe, Stephen and Roe, Stephen M. and Roe, Stephen N."),
        [[0], [1], [2], [3]]
    );
    assert_eq!(groups("Wang, Xiao-Ming and Wang, Xiaoming and Wang, X."), [vec![0, 1, 2]]);
    assert_eq!(groups("Roe and Roe, A. and Roe"), [vec![0, 2], vec![1]]);
    assert_eq!(groups("Roe, A. B. and Roe, A. C. and Roe, Anna C."), [vec![0], vec![1, 2]]);
    assert_eq!(groups(""), Vec::<Vec<usize>>::new());
}

/// The rule of `resolve` by its words, in cubic time.
fn slowly(names: &[Name]) -> Vec<Vec<Compatibility>> {
    let keys: Vec<_> = names.iter().map(same_person_key).collect();
    keys.iter().map(|a| keys.iter().map(|b| compatible(a, b)).collect()).collect()
}

fn given() -> impl Strategy<Value = String> {
    let words = proptest::sample::select(vec!["A.", "B.", "Anna", "Axel", "Bo", "Ben", "A", "明", "Anna Bo"]);
    proptest::collection::vec(words, 0..6).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn a_name_by_itself_is_read_as_in_a_list(
        list in "(Wál|al|Al|van|Smith-J|\\{\\\\[\"'^`~][aeol]\\}|\u{a0}|\u{2003}|é|ström|[a-zA-Z.~;=\\\\{}]|-){0,4},? {0,2}(Ann|et al|al|\\{\\\\[\"'^`~][aeol]\\}|J\\.|-P|\u{a0}|\u{2003}|é|[a-zA-Z.,;=\\\\{}]| ){0,5}"
    ) {
        let list = list.trim();
        let mut separated = pieces(list);
        let first = separated.next();
        if separated.is_over() && separated.unbalanced().is_none()
            && let Some(name) = first.and_then(only_name)
        {
            let read = split_names(list);
            prop_assert_eq!(read.names, vec![name]);
            prop_assert!(read.oddities.is_empty() && read.and_others == AndOthers::No);
        }
    }

    #[test]
    fn resolving_follows_its_rule(given in proptest::collection::vec(given(), 1..40)) {
        let names: Vec<Name> = given.iter().map(|given| names(&format!("Roe, {given}")).remove(0)).collect();
        let (persons, alike) = (resolve(&names), slowly(&names));
        let all = 0..names.len();
        let joined = |a: usize, b: usize| alike[a][b] != Compatibility::Different;
        let ambiguous: Vec<bool> = all.clone().map(|a| all.clone().any(|b| all.clone().any(|c| joined(a, b) && joined(a, c) && !joined(b, c)))).collect();
        for a in all.clone() {
            for b in all.clone() {
                let expected = alike[a][b] == Compatibility::Same || (joined(a, b) && !ambiguous[a] && !ambiguous[b]);
                prop_assert_eq!(persons[a] == persons[b], expected, "{} / {}", given[a], given[b]);
            }
        }
    }

    #[test]
    fn resolving_does_not_depend_on_order(given in proptest::collection::vec(given(), 1..12), turn in 0..12_usize) {
        let mut names: Vec<Name> = given.iter().map(|given| names(&format!("Roe, {given}")).remove(0)).collect();
        let mut before: Vec<PersonNumber> = resolve(&names);
        let turn = turn % names.len();
        names.rotate_left(turn);
        before.rotate_left(turn);
        prop_assert_eq!(resolve(&names), before);
    }

    #[test]
    fn any_list_is_read(source in "(?s).*|([A-Za-z.,;{}~\\\\' =é王-]|and | and | others|et al| jr){0,30}") {
        let list = split_names(&source);
        for name in &list.names {
            prop_assert!(!name.family().is_empty());
            let _ = (name.short(), same_person_key(name));
        }
        prop_assert!(list.oddities.iter().all(|oddity| oddity.offset <= source.len()));
        prop_assert!(list.oddities.is_sorted_by_key(|oddity| oddity.offset));
    }
}

#[test]
fn long_lists_are_read_in_linear_time() {
    for piece in
        ["{", "}", "A and ", "and ", ",", "A, B, ", "A; ", "a ", "\\'", "~", "=", "{\\", "-", ".", "et al "]
    {
        let list = split_names(&piece.repeat(100_000));
        for name in list.names.iter().take(10) {
            let _ = (name.short(), same_person_key(name));
        }
    }
}

#[test]
fn a_family_of_fifty_thousand_is_resolved_without_comparing_all_pairs() {
    let letter = |n: u32| char::from(b'A' + u8::try_from(n % 26).unwrap());
    let given = |n: u32| {
        format!("{}{} {}.", letter(n), format!("{n:05}").replace(['0', '1', '2'], "a"), letter(n / 26))
    };
    let names: Vec<Name> =
        (0..50_000).flat_map(|n| names(&format!("Wang, {} and Wang, {}.", given(n), letter(n)))).collect();
    assert_eq!(resolve(&names).len(), names.len());
}
