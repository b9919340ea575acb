//! Small drawings of our own in the manner of the symbols: a round black line and flat colours
//! that the style sheet gives. They only accompany words, so screen readers pass over them.

use maud::Markup;

use super::text::trusted;

macro_rules! icon {
    ($(#[$note:meta])* $name:ident, $shapes:literal) => {
        $(#[$note])*
        pub(super) fn $name() -> Markup {
            trusted(concat!(
                r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">"#,
                $shapes,
                "</svg>"
            ))
        }
    };
}

icon!(
    /// The mark of the product: somebody says something.
    speech,
    r#"<path class="fill" d="M4.5 4h15A2.5 2.5 0 0 1 22 6.500v8a2.5 2.5 0 0 1-2.5 2.500H12l-5 4.500V17H4.500A2.5 2.5 0 0 1 2 14.500v-8A2.5 2.5 0 0 1 4.5 4z"/><path d="M7 9h10M7 12.500h6.5"/>"#
);
icon!(
    /// The way back.
    back,
    r#"<path class="fill" d="M10.5 4.5 3 12l7.5 7.500V15H21V9H10.500z"/>"#
);
icon!(
    /// A class: two people.
    people,
    r#"<circle class="fill" cx="8.5" cy="8" r="3.5"/><path class="fill" d="M2 20c0-4 2.5-6.5 6.5-6.500S15 16 15 20z"/><circle class="fill" cx="17" cy="9" r="2.7"/><path class="fill" d="M17.5 20H22c0-3.5-1.5-5.7-5-5.7"/>"#
);
icon!(
    /// A sheet of paper.
    paper,
    r#"<path class="fill" d="M5 2.500h9.5L19 7v14.500H5z"/><path d="M14.500 2.500V7H19M8.500 11.500h7M8.500 14.500h7M8.500 17.500h4"/>"#
);
icon!(
    /// Earlier.
    clock,
    r#"<circle class="fill" cx="12" cy="12" r="9.5"/><path d="M12 6.500V12l4 2.500"/>"#
);
icon!(
    /// Look for a name.
    find,
    r#"<circle class="fill" cx="10" cy="10" r="6.5"/><path d="m15 15 6 6"/>"#
);
icon!(
    /// Top tips.
    bulb,
    r#"<path class="fill" d="M12 2a6.8 6.8 0 0 0-4 12.300c.9.7 1.2 1.5 1.2 2.700h5.600c0-1.2.3-2 1.2-2.700A6.8 6.8 0 0 0 12 2z"/><path d="M9.5 19.500h5M10.5 22h3"/>"#
);
icon!(
    /// A video.
    film,
    r#"<rect class="fill" x="2" y="6" width="13.5" height="12" rx="2.5"/><path class="fill" d="m15.5 11 6-3.500v9l-6-3.500z"/>"#
);
icon!(
    /// A voice.
    voice,
    r#"<rect class="fill" x="8.5" y="2" width="7" height="12" rx="3.5"/><path d="M5 11a7 7 0 0 0 14 0M12 18v4M8.5 22h7"/>"#
);
icon!(
    /// Somebody by themself.
    alone,
    r#"<circle class="fill" cx="12" cy="7.5" r="4.3"/><path class="fill" d="M4.5 21c0-4.5 3-7 7.5-7s7.5 2.5 7.5 7z"/>"#
);
icon!(
    /// Look twice: not checked.
    question,
    r#"<circle class="fill" cx="12" cy="12" r="9.5"/><path d="M9.2 9.300c.2-3.5 5.8-3.3 5.7.2 0 2.3-2.9 2.3-2.9 4.500M12 17.200v.1"/>"#
);
icon!(
    /// Somebody else's pen.
    pen,
    r#"<path class="fill" d="m4 20 1.2-5L16.5 3.700a1.8 1.8 0 0 1 2.5 0l1.3 1.300a1.8 1.8 0 0 1 0 2.500L9 18.800z"/><path d="m14.5 5.7 3.8 3.8"/>"#
);
icon!(
    /// An agreement.
    tick,
    r#"<circle class="fill" cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-6.5"/>"#
);
