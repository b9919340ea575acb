//! `sayso entry add`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{CliError, Context, Done};
use crate::acts::Desk;
use crate::acts::add_entry::{self, NewEntry};
use crate::acts::record;
use crate::domain::sign_off::{Identity, SignOff};
use crate::domain::worry::WorryDetails;
use crate::domain::{Audience, DraftId, EntryKind, Helped, Others, Piece, PupilId, Said, Sentence};
use crate::media::FinishRequest;

#[derive(Debug, Args)]
pub struct Entry {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Sign off and send something said here or elsewhere
    Add(Box<Add>),
}

/// Whose it is: a pupil, or nobody who wants to be named.
#[derive(Debug, Clone)]
struct Whose(Option<PupilId>);

impl std::str::FromStr for Whose {
    type Err = crate::domain::ids::NotAnId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "none" { Ok(Self(None)) } else { text.parse().map(|id| Self(Some(id))) }
    }
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum YesNo {
    Yes,
    No,
}

#[derive(Debug, Args)]
struct Add {
    /// A pupil's id, or none for a worry without a name
    #[arg(long, value_name = "ID")]
    pupil: Whose,
    /// clip, voice, symbols, sort, tips, page, worry, survey, made or observation
    #[arg(long, value_name = "KIND")]
    kind: EntryKind,
    /// A clip, a voice recording or a picture
    #[arg(long, value_name = "FILE")]
    media: Vec<PathBuf>,
    /// A draft recorded here, instead of a file
    #[arg(long, value_name = "DRAFT", conflicts_with = "media")]
    draft: Option<DraftId>,
    /// The pupil's words; tips one a line
    #[arg(long, value_name = "T")]
    text: Option<String>,
    /// Symbols by name, in order
    #[arg(long, value_name = "a,b", value_delimiter = ',')]
    symbols: Vec<String>,
    /// alone, helped or proxy
    #[arg(long, value_name = "H", default_value = "alone")]
    helped: Helped,
    /// staff, meeting, family, family:NAME, several with commas, or none
    #[arg(long, value_name = "SET", default_value = "none")]
    audience: Audience,
    /// Whether anybody else can be seen or heard
    #[arg(long, value_name = "yes|no", default_value = "no")]
    others: YesNo,
    /// For a worry: an adult who should not see it
    #[arg(long, value_name = "PERSON")]
    not_for: Vec<String>,
    /// For a worry: somebody is not safe now
    #[arg(long)]
    urgent: bool,
    /// For a worry: whom the pupil wants to talk to
    #[arg(long, value_name = "NAME")]
    wants_to_talk_to: Option<String>,
    /// Who saw the pupil agree
    #[arg(long, value_name = "NAME")]
    witness: Option<String>,
}

impl Entry {
    pub fn run(self, context: &Context) -> Done {
        let What::Add(add) = self.what;
        add.run(context)
    }
}

impl Add {
    fn said(&self) -> Said {
        let text = self.text.clone().filter(|text| !text.trim().is_empty());
        let symbols = self.symbols.iter().map(|symbol| symbol.trim().to_owned());
        let mut said = Said {
            text,
            symbols: symbols.filter(|symbol| !symbol.is_empty()).collect(),
            ..Said::default()
        };
        if self.kind == EntryKind::Tips {
            let lines = said.text.take().unwrap_or_default();
            let tips = lines.lines().map(str::trim).filter(|tip| !tip.is_empty());
            said.tips = tips.map(Piece::from).collect();
        }
        said
    }

    fn run(self, context: &Context) -> Done {
        let is_for_worries =
            self.urgent || !self.not_for.is_empty() || self.wants_to_talk_to.is_some();
        if is_for_worries && !self.kind.is_worry() {
            return Err(CliError::Usage(Sentence::plain("entry-only-for-worries")));
        }
        let mut blobs = Vec::new();
        for path in &self.media {
            blobs.push(record::bring(&*context.machine.fs, path)?);
        }
        let mut desk = context.desk("entry add")?;
        if !desk.home.is_tablet() {
            let passphrase = super::secrets::passphrase(context)?;
            desk.unlock(&passphrase)?;
        }
        let mut identity = Identity::Unchecked;
        if let Some(draft_id) = &self.draft {
            let (facts, blob) = record::finish_draft(&desk, draft_id, &FinishRequest::default())?;
            if facts.card.pupil_id != self.pupil.0 {
                return Err(CliError::Said(Sentence::plain("draft-of-another")));
            }
            identity = facts.card.identity;
            blobs.push(blob);
        }
        if self.witness.is_some() {
            // An adult who saw it vouches for who it was.
            identity = Identity::Checked;
        }
        let worry = self.kind.is_worry().then(|| WorryDetails {
            urgent: self.urgent,
            not_for: self.not_for.clone(),
            wants_to_talk_to: self.wants_to_talk_to.clone(),
            ..WorryDetails::default()
        });
        let new = NewEntry {
            kind: self.kind,
            pupil_id: self.pupil.0.clone(),
            said: self.said(),
            blobs,
            sign_off: SignOff {
                at: desk.now(),
                audience: self.audience.clone(),
                helped: self.helped,
                identity,
                others: match self.others {
                    YesNo::Yes => Others::SeenOrHeard,
                    YesNo::No => Others::Nobody,
                },
                witness: self.witness.clone(),
                worry,
            },
            draft_ids: self.draft.iter().cloned().collect(),
        };
        tell(context, &desk, new)
    }
}

fn tell(context: &Context, desk: &Desk, new: NewEntry) -> Done {
    let added = add_entry::add(desk, new)?;
    context.output.say(&Sentence::plain("entry-on-its-way").with("entry", &added.entry_id));
    if added.nobody_serving {
        context.output.complain(&Sentence::plain("worry-nobody-serving"));
    }
    context.output.document(&json!({
        "entry_id": added.entry_id,
        "nobody_serving": added.nobody_serving,
    }));
    Ok(())
}
