//! Ids: positions in the corpus's lists, one type for each kind of thing.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of the `index`-th element.
            ///
            /// # Panics
            /// If there are more than `u32::MAX` elements; a corpus that large does not fit in memory.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("a corpus has fewer than 2^32 elements of a kind"))
            }

            /// The position in the corpus's list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// A work of [`Corpus::works`](crate::model::Corpus::works).
    WorkId,
    /// A person of [`Corpus::persons`](crate::model::Corpus::persons).
    PersonId,
    /// A debate of [`Corpus::debates`](crate::model::Corpus::debates).
    DebateId,
    /// A position of [`Corpus::positions`](crate::model::Corpus::positions).
    PositionId,
    /// A claim of [`Corpus::claims`](crate::model::Corpus::claims).
    ClaimId,
    /// An event of [`Corpus::events`](crate::model::Corpus::events).
    EventId,
    /// A response of [`Corpus::responses`](crate::model::Corpus::responses).
    ResponseId,
    /// A citation of [`Corpus::citations`](crate::model::Corpus::citations).
    CitationId,
    /// A stance of [`Corpus::stances`](crate::model::Corpus::stances).
    StanceId,
    /// An assertion or denial of [`Corpus::assertions`](crate::model::Corpus::assertions).
    AssertionId,
    /// A case of [`Corpus::cases`](crate::model::Corpus::cases).
    CaseId,
    /// A facet of [`Corpus::facets`](crate::model::Corpus::facets).
    FacetId,
}
