//! Facet values that stand on the works themselves, as plain fields.

use crate::diagnostic::Span;
use crate::model::{Case, Confidence, Corpus, Evidence, FacetId, Speaker, WorkId};

/// The nameless case of a work that has fields named like facets.
///
/// A value is a list: commas outside braces divide it.
pub(super) fn own_case(corpus: &Corpus, id: WorkId) -> Option<Case> {
    let work = corpus.work(id);
    let text = corpus.sources[work.span.file.0 as usize].text();
    let mut values = Vec::new();
    let mut place: Option<Span> = None;
    for field in work.fields.own(text) {
        let written = field.name.trim();
        let facet = corpus.facets.iter().position(|facet| facet.name.eq_ignore_ascii_case(written));
        let Some(facet) = facet else { continue };
        place.get_or_insert(Span::new(work.span.file, field.name_range.start, field.name_range.end));
        for value in split_values(field.value) {
            values.push((FacetId::new(facet), value));
        }
    }
    let field = place?;
    let evidence = Evidence {
        speaker: Speaker::Itself,
        place: None,
        locator: None,
        quote: None,
        confidence: Confidence::High,
        span: field,
        field,
    };
    Some(Case { work: id, name: None, values, evidence })
}

/// The parts of a value between commas that stand outside braces, without the braces.
pub(crate) fn split_values(value: &str) -> Vec<Box<str>> {
    let mut depth = 0_usize;
    let parts = value.split(|c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts
        .map(|part| {
            let plain: String = part.chars().filter(|c| !matches!(c, '{' | '}')).collect();
            plain.split_whitespace().collect::<Vec<_>>().join(" ").into_boxed_str()
        })
        .filter(|part| !part.is_empty())
        .collect()
}
