//! Which headings a document has, and where each thing that was said belongs: one table for all.

use crate::domain::DocumentKind;

/// A heading of a document. Those of Section A are the Code of Practice's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    Views,
    Interests,
    Aspirations,
    Play,
    Health,
    Schooling,
    Independence,
    Friendships,
    Future,
    Communication,
    History,
    /// Of the profile alone.
    Liked,
    Important,
    Support,
    Hopes,
    TopTips,
    /// What the pupil wrote beside the answers of their page.
    OwnWords,
    Made,
    /// Of the slides alone.
    Recordings,
}

/// A tone of the staff pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Coral,
    Honey,
    Leaf,
    Violet,
    Sky,
}

/// A key of the language files, the tone, and the drawing that stands beside it, by its name in
/// `symbols/interface.csv`.
struct Look {
    key: &'static str,
    tone: Tone,
    drawing: &'static str,
}

impl Heading {
    fn look(self) -> Look {
        let (key, tone, drawing) = match self {
            Self::Views => ("doc-views", Tone::Violet, "talk"),
            Self::Interests => ("doc-interests", Tone::Honey, "like"),
            Self::Aspirations => ("doc-aspirations", Tone::Sky, "hopes"),
            Self::Play => ("doc-play", Tone::Leaf, "ball"),
            Self::Health => ("doc-health", Tone::Coral, "health"),
            Self::Schooling => ("doc-schooling", Tone::Sky, "learn"),
            Self::Independence => ("doc-independence", Tone::Leaf, "key"),
            Self::Friendships => ("doc-friendships", Tone::Honey, "friends"),
            Self::Future => ("doc-future", Tone::Violet, "next"),
            Self::Communication => ("doc-communication", Tone::Leaf, "symbols"),
            Self::History => ("doc-history", Tone::Coral, "page"),
            Self::Liked => ("page-like", Tone::Leaf, "friends"),
            Self::Important => ("page-important", Tone::Honey, "important"),
            Self::Support => ("page-support", Tone::Sky, "learn"),
            Self::Hopes => ("page-hopes", Tone::Violet, "hopes"),
            Self::TopTips => ("doc-top-tips", Tone::Coral, "tips"),
            Self::OwnWords => ("doc-own-words", Tone::Leaf, "words"),
            Self::Made => ("page-made", Tone::Honey, "photo"),
            Self::Recordings => ("doc-recordings", Tone::Sky, "video"),
        };
        Look { key, tone, drawing }
    }

    /// Its message in the language files.
    pub fn key(self) -> &'static str {
        self.look().key
    }

    pub(super) fn tone(self) -> Tone {
        self.look().tone
    }

    /// What the screens call the drawing that stands beside it.
    pub fn drawing_name(self) -> &'static str {
        self.look().drawing
    }

    /// The headings of a document, in their order.
    pub fn of(kind: DocumentKind) -> &'static [Heading] {
        match kind {
            DocumentKind::Profile => &[
                Self::Liked,
                Self::Important,
                Self::Support,
                Self::Hopes,
                Self::TopTips,
                Self::OwnWords,
                Self::Made,
            ],
            DocumentKind::SectionA => &[
                Self::Views,
                Self::Interests,
                Self::Aspirations,
                Self::Play,
                Self::Health,
                Self::Schooling,
                Self::Independence,
                Self::Friendships,
                Self::Future,
                Self::Communication,
                Self::History,
            ],
            DocumentKind::Tips => &[Self::TopTips],
            DocumentKind::Slides => &[
                Self::Liked,
                Self::Important,
                Self::Support,
                Self::TopTips,
                Self::OwnWords,
                Self::Recordings,
                Self::Made,
                Self::Hopes,
            ],
        }
    }

    /// Whether it is left out where nothing stands below it; others say that it is empty.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::OwnWords | Self::Made | Self::Recordings)
    }
}

/// What something is about: the question it answers, the topic that was sorted, or the tag that
/// staff put beside it. For each the heading of Section A and, where there is one, that of the
/// profile and the slides.
const ABOUT: [(&str, Heading, Option<Heading>); 41] = [
    // The pupil's own page.
    ("page-like", Heading::Views, Some(Heading::Liked)),
    ("page-important", Heading::Views, Some(Heading::Important)),
    ("page-support", Heading::Schooling, Some(Heading::Support)),
    ("page-hopes", Heading::Aspirations, Some(Heading::Hopes)),
    // What would you like to talk about?
    ("question-learn", Heading::Schooling, None),
    ("question-like", Heading::Interests, None),
    ("question-hard", Heading::Schooling, None),
    ("question-health", Heading::Health, None),
    ("question-friends", Heading::Friendships, None),
    ("question-hopes", Heading::Aspirations, None),
    // Boards that cards were sorted from.
    ("core", Heading::Communication, None),
    ("feelings", Heading::Views, None),
    ("people", Heading::Friendships, None),
    ("places", Heading::Schooling, None),
    ("lessons", Heading::Schooling, None),
    ("times", Heading::Schooling, None),
    ("helps", Heading::Schooling, None),
    ("hard", Heading::Schooling, None),
    ("body", Heading::Health, None),
    ("care", Heading::Health, None),
    ("food", Heading::Interests, None),
    ("play", Heading::Play, None),
    ("travel", Heading::Independence, None),
    ("future", Heading::Future, None),
    ("questions", Heading::Communication, None),
    ("small-words", Heading::Communication, None),
    // What staff put beside something.
    ("tag-learning", Heading::Schooling, None),
    ("tag-communication", Heading::Communication, None),
    ("tag-feelings", Heading::Views, None),
    ("tag-health", Heading::Health, None),
    ("tag-care", Heading::Health, None),
    ("tag-friends", Heading::Friendships, None),
    ("tag-family", Heading::Friendships, None),
    ("tag-travel", Heading::Independence, None),
    ("tag-independence", Heading::Independence, None),
    ("tag-future", Heading::Future, None),
    // What has neither question nor topic.
    ("tips", Heading::Schooling, Some(Heading::TopTips)),
    ("made", Heading::Interests, Some(Heading::Made)),
    ("recording", Heading::Views, Some(Heading::Recordings)),
    ("page-words", Heading::Views, Some(Heading::OwnWords)),
    ("words", Heading::Views, None),
];

/// Where something belongs, by the first of these that the table knows; among the pupil's views
/// where none does. Nothing where this document has no place for it.
pub fn heading_of(kind: DocumentKind, about: &[&str]) -> Option<Heading> {
    let mut known =
        about.iter().filter_map(|about| ABOUT.iter().find(|(known, _, _)| known == about));
    match kind {
        DocumentKind::SectionA => {
            Some(known.next().map_or(Heading::Views, |(_, section, _)| *section))
        }
        DocumentKind::Profile | DocumentKind::Tips | DocumentKind::Slides => {
            known.filter_map(|(_, _, own)| *own).find(|heading| Heading::of(kind).contains(heading))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_a_heading_that_its_document_has() {
        for (about, section, _) in ABOUT {
            assert!(Heading::of(DocumentKind::SectionA).contains(&section), "{about}");
        }
        let section_a = DocumentKind::SectionA;
        for (kind, about, expected) in [
            (section_a, vec!["question-friends", "recording"], Some(Heading::Friendships)),
            (section_a, vec!["Why do you like Mondays?"], Some(Heading::Views)),
            (section_a, vec!["Why?", "tag-travel", "recording"], Some(Heading::Independence)),
            (DocumentKind::Profile, vec!["page-support"], Some(Heading::Support)),
            (DocumentKind::Profile, vec!["question-friends", "recording"], None),
            (DocumentKind::Profile, vec!["page-words"], Some(Heading::OwnWords)),
            (
                DocumentKind::Slides,
                vec!["question-friends", "recording"],
                Some(Heading::Recordings),
            ),
            (DocumentKind::Tips, vec!["tips"], Some(Heading::TopTips)),
            (DocumentKind::Tips, vec!["page-like"], None),
        ] {
            assert_eq!(heading_of(kind, &about), expected, "{about:?}");
        }
    }
}
