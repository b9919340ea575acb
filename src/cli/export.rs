//! `sayso export`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::symbols::Tag;
use super::{CliError, Context, Done};
use crate::acts::documents::check::{self, Check};
use crate::acts::{ActError, documents, sync};
use crate::domain::{PupilId, Sentence};
use crate::words::Words;

#[derive(Debug, Args)]
pub struct Export {
    what: What,
    /// A pupil's id
    #[arg(long, value_name = "ID")]
    pupil: PupilId,
    #[arg(long, value_enum)]
    format: FormatName,
    /// The file; one that is there is replaced
    #[arg(long, value_name = "F")]
    out: PathBuf,
    /// Ask the pupil on the tablets about what stands in it: "Is this what you meant?"
    #[arg(long)]
    ask_pupil: bool,
    /// What stands around the pupil's words
    #[arg(long, value_enum, default_value_t = Tag::En)]
    language: Tag,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// The one-page profile
    Profile,
    /// The pupil's views for Section A of a plan or the annual review
    SectionA,
    /// Top tips for staff
    Tips,
    /// The pupil's own slides, with their clips
    Slides,
}

impl What {
    fn kind(self) -> documents::DocumentKind {
        match self {
            Self::Profile => documents::DocumentKind::Profile,
            Self::SectionA => documents::DocumentKind::SectionA,
            Self::Tips => documents::DocumentKind::Tips,
            Self::Slides => documents::DocumentKind::Slides,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatName {
    /// A page to open in a browser, or to print
    Html,
    /// For Word
    Docx,
    /// Slides
    Pptx,
    Pdf,
}

impl FormatName {
    fn format(self) -> Option<documents::Format> {
        match self {
            Self::Html => Some(documents::Format::Html),
            Self::Docx => Some(documents::Format::Docx),
            Self::Pptx => Some(documents::Format::Pptx),
            Self::Pdf => None,
        }
    }
}

fn name_of(value: impl ValueEnum) -> String {
    value.to_possible_value().map(|name| name.get_name().to_owned()).unwrap_or_default()
}

impl Export {
    pub fn run(self, context: &Context) -> Done {
        let kind = self.what.kind();
        let Some(format) = self.format.format() else {
            return Err(CliError::Usage(Sentence::plain("export-no-pdf")));
        };
        if !format.fits(kind) {
            let sentence = Sentence::plain("export-unfitting-pair")
                .with("what", name_of(self.what))
                .with("format", name_of(self.format));
            return Err(CliError::Usage(sentence));
        }
        let desk = context.unlocked("export")?;
        // Somebody may have taken something back since.
        let told = sync::sync(&desk)?;
        let words = Words::new(self.language.language());
        let exported = documents::export(&desk, &self.pupil, kind, format, &words, &self.out)?;
        let output = &context.output;
        output.say(&Sentence::plain("exported").with("path", self.out.display()));
        let before = &exported.checking;
        output.say(&Sentence::plain(match before.check {
            Check::Yes(_) => "export-checked",
            Check::No(_) => "export-refused",
            Check::NotAsked | Check::Changed | Check::Asked(_) => "export-not-checked",
        }));
        if before.for_others > 0 {
            output.say(&Sentence::plain("export-for-others").with("count", before.for_others));
        }
        if exported.missing > 0 {
            output.complain(&Sentence::plain("export-missing").with("count", exported.missing));
        }
        if told.trouble.is_some() {
            output.complain(&Sentence::plain("export-share-away"));
        }
        let is_waiting = matches!(before.check, Check::Asked(_));
        let is_asked = self.ask_pupil && before.check.checked_at().is_none();
        if is_asked {
            let asked = if is_waiting { Ok(()) } else { check::ask(&desk, &self.pupil, kind) };
            match asked {
                Ok(()) => output.say(&Sentence::plain("export-asked")),
                // It is asked, and tablets hear of it later.
                Err(ActError::ShareLater { .. }) => {
                    output.complain(&Sentence::plain("export-asked-later"));
                }
                Err(error) => return Err(error.into()),
            }
        }
        output.document(&json!({
            "out": self.out,
            "pupil_id": self.pupil,
            "what": name_of(self.what),
            "format": name_of(self.format),
            "language": words.language_tag(),
            "size_bytes": exported.size_bytes,
            "statements": exported.statements,
            "empty_sections": exported.empty_sections,
            "older": exported.older,
            "missing": exported.missing,
            "for_others": before.for_others,
            "checked": before.check.checked_at().is_some(),
            "check": before.check.as_str(),
            "not_meant": before.not_meant,
            "asked": is_asked,
            "share_state": told.share_state.as_str(),
        }));
        Ok(())
    }
}
