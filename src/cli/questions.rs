//! `sayso questions`: what the SENCo asks pupils, and what came back.

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Context, Done};
use crate::acts::inquiries::{self, Round};
use crate::domain::inquiry::{Asked, Inquiry, InquiryQuestion};
use crate::domain::{PupilId, Sentence};

#[derive(Debug, Args)]
pub struct Questions {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// What is asked and what was answered
    List,
    /// Ask a question, or up to ten
    Ask {
        /// A question answered on five faces; may be repeated
        #[arg(long = "faces", value_name = "QUESTION")]
        faces: Vec<String>,
        /// A question answered in any way; comes after those with faces
        #[arg(long = "open", value_name = "QUESTION")]
        open: Vec<String>,
        /// What it is called
        #[arg(long, value_name = "T", default_value = "")]
        title: String,
        /// One class
        #[arg(long, value_name = "NAME", conflicts_with = "pupil")]
        class: Option<String>,
        /// One pupil
        #[arg(long, value_name = "ID")]
        pupil: Option<PupilId>,
        /// Have pupils try it first, and say what they think of the questions
        #[arg(long)]
        trial: bool,
    },
    /// Ask for real what was tried
    Real {
        /// As `list` has it
        question: String,
        /// Everybody, not only those it was tried with
        #[arg(long)]
        everybody: bool,
    },
    /// Ask the same again, to be compared
    Again {
        /// As `list` has it
        question: String,
    },
    /// Show pupils what came out, as faces without names, and ask nobody any more
    Show {
        /// As `list` has it
        question: String,
    },
    /// Show pupils nothing of it any more
    Hide {
        /// As `list` has it
        question: String,
    },
    /// Ask nobody any more
    Close {
        /// As `list` has it
        question: String,
    },
}

impl Questions {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("questions")?;
        match self.what {
            What::List => {
                let mut rows = Vec::new();
                for (inquiry, rounds) in inquiries::all(&desk)? {
                    context.output.text(&format!("{}  {}", inquiry.inquiry_id, inquiry.name()));
                    rows.push(row(&inquiry, &rounds));
                }
                if rows.is_empty() {
                    context.output.say(&Sentence::plain("questions-none"));
                }
                context.output.document(&json!(rows));
            }
            What::Ask { faces, open, title, class, pupil, trial } => {
                let asked = match (class, pupil) {
                    (Some(class), _) => Asked::Class(class),
                    (None, Some(pupil)) => Asked::Pupil(pupil),
                    (None, None) => Asked::Everybody,
                };
                let new = |text: String, has_faces| InquiryQuestion { text, has_faces };
                let faces = faces.into_iter().map(|text| new(text, true));
                let open = open.into_iter().map(|text| new(text, false));
                let questions = faces.chain(open).collect();
                let ask = if trial { inquiries::try_first } else { inquiries::ask };
                done(context, "questions-asked", &ask(&desk, &title, asked, questions)?);
            }
            What::Again { question } => {
                inquiries::ask_again(&desk, &question)?;
                done(context, "questions-asked", &question);
            }
            What::Real { question, everybody } => {
                let real = inquiries::ask_for_real(&desk, &question, everybody)?;
                done(context, "questions-asked", &real);
            }
            What::Show { question } => {
                inquiries::show(&desk, &question)?;
                done(context, "questions-shown", &question);
            }
            What::Hide { question } => {
                inquiries::hide(&desk, &question)?;
                done(context, "questions-hidden", &question);
            }
            What::Close { question } => {
                inquiries::close(&desk, &question)?;
                done(context, "questions-closed", &question);
            }
        }
        Ok(())
    }
}

fn done(context: &Context, key: &'static str, id: &str) {
    context.output.say(&Sentence::plain(key));
    context.output.document(&json!({ "question_id": id }));
}

/// Faces are counted from "not good at all".
fn row(inquiry: &Inquiry, rounds: &[Round]) -> serde_json::Value {
    let round = |round: &Round| {
        let counted = inquiry.questions.iter().zip(&round.questions);
        json!({
            "began": round.began.to_string(),
            "pupils": round.pupils,
            "questions": counted.map(|(asked, counted)| json!({
                "question": asked.text,
                "faces": counted.faces,
                "other": counted.other,
            })).collect::<Vec<_>>(),
        })
    };
    json!({
        "question_id": inquiry.inquiry_id,
        "title": inquiry.title,
        "asked": inquiry.asked,
        "open": inquiry.is_open,
        "trial": inquiry.is_trial,
        "shown": inquiry.all_said,
        "rounds": rounds.iter().map(round).collect::<Vec<_>>(),
    })
}
