//! What a pupil says, who may hear it, and what the school does with it: pure values and rules.
//!
//! Never reads a clock, a file or a random number: whoever calls brings them. Read `entry` and
//! `sign_off` first, then `review`; the bytes of all of it are in `wire`.

pub mod adults;
pub mod badge;
pub mod beside;
pub mod calendar_change;
pub mod consent;
pub mod consent_record;
pub mod day;
pub mod document;
pub mod document_line;
pub mod entry;
pub mod fold;
pub mod handling;
pub mod hours;
pub mod ids;
pub mod inquiry;
pub mod moment;
pub mod overdue;
pub mod people;
pub mod preferences;
pub mod quoting;
pub mod recording;
pub mod redaction;
pub mod retention;
pub mod review;
pub mod said;
pub mod sentence;
pub mod shelf;
pub mod sign_off;
pub mod spoken;
pub mod supply;
pub mod worry;
pub mod year;

pub use adults::Adult;
pub use badge::Badge;
pub use beside::{Note, NoteKind, Tag, Tags};
pub use calendar_change::CalendarChange;
pub use consent::{Consent, Consents, Flag, Purpose};
pub use consent_record::PupilRecord;
pub use day::Day;
pub use document::DocumentKind;
pub use document_line::{DocumentLine, LineBy, LineShows};
pub use entry::{Blob, Entry, EntryKind, MediaType};
pub use fold::fold;
pub use handling::{Concern, Handover, How, Opening, Telling};
pub use hours::{Calendar, LocalTime, SchoolHours, SchoolTime, Term};
pub use ids::{DeviceId, DraftId, EntryId, NoteId, PupilId, ShareId};
pub use moment::Moment;
pub use people::{Class, Pupil, Role, School};
pub use preferences::{Font, Language, Look, Preferences, Way};
pub use quoting::QuotableEntry;
pub use redaction::{Area, Redaction};
pub use retention::Retention;
pub use review::{EntryState, HeardEntry, Looked, PublishedEntry, Refusal, Section};
pub use said::{Answered, Column, Piece, Said, Sort};
pub use sentence::{Says, Sentence};
pub use sign_off::{Audience, Helped, Listener, Others, SignOff, SignedEntry};
pub use spoken::Spoken;
pub use supply::{SupplyPin, SupplyVisit};
