//! `sayso join` and `sayso approve`

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::people::say_who_gives_earlier;
use super::{CliError, Context, Done, secrets};
use crate::acts::join::{self, Newcomer};
use crate::acts::{approve, sync};
use crate::domain::{DeviceId, Role, Sentence};

#[derive(Debug, Args)]
pub struct Join {
    /// The folder of the share
    #[arg(long, value_name = "URL")]
    share: String,
    /// What opens the share's bucket, where the share is s3+https://…: a file that holds
    /// access_key_id = "…" and secret_access_key = "…"
    #[arg(long, value_name = "FILE")]
    share_key: Option<PathBuf>,
    /// The folder of the staff pages, for staff who publish
    #[arg(long, value_name = "URL")]
    staff_share: Option<String>,
    /// The tablet's name, or that of the person whose computer it is
    #[arg(long, value_name = "NAME")]
    name: String,
    /// tablet, senco, dsl, head, chair or admin
    #[arg(long, value_name = "ROLE")]
    role: Role,
}

impl Join {
    pub fn run(self, context: &Context) -> Done {
        let share_key = secrets::share_key(context, self.share_key.as_deref())?;
        let passphrase = match self.role {
            Role::Tablet => None,
            _ => Some(secrets::new_passphrase(context)?),
        };
        let newcomer = Newcomer {
            share: &self.share,
            share_key: share_key.as_ref(),
            staff_share: self.staff_share.as_deref(),
            name: &self.name,
            role: self.role,
            passphrase: passphrase.as_ref().map(|passphrase| passphrase.as_str()),
            sample: false,
        };
        let asked = join::join(&context.machine, &context.home, &newcomer)?;
        let words = asked.words.join(" ");
        context.output.say(
            &Sentence::plain("join-asked").with("device", &asked.device).with("words", &words),
        );
        context.output.document(&json!({
            "device_id": asked.device,
            "share_id": asked.share_id,
            "words": words,
        }));
        Ok(())
    }
}

#[derive(Debug, Args)]
pub struct Approve {
    /// The device's id; without one, who asks to join is listed
    #[arg(value_name = "DEVICE", requires = "words")]
    device: Option<DeviceId>,
    /// The six words on its screen
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

impl Approve {
    pub fn run(self, context: &Context) -> Done {
        let (Some(device), Some(words)) = (self.device, self.words) else {
            return list(context);
        };
        let desk = context.unlocked("approve")?;
        sync::sync(&desk)?;
        let approved = approve::approve(&desk, &device, &words)?;
        sync::send_now(&desk)?;
        context.output.say(
            &Sentence::plain("approved").with("name", &approved.name).with("role", approved.role),
        );
        say_who_gives_earlier(context, &desk, &approved.device, &approved.name)?;
        context.output.document(&json!({
            "device_id": approved.device,
            "name": approved.name,
            "role": approved.role,
        }));
        Ok(())
    }
}

fn list(context: &Context) -> Result<(), CliError> {
    let desk = context.unlocked("approve")?;
    let requests = approve::requests(&desk)?;
    if requests.is_empty() {
        context.output.say(&Sentence::plain("approve-nobody"));
    }
    for request in &requests {
        context.output.text(&format!("{}  {}  {}", request.device, request.role, request.name));
    }
    let rows: Vec<_> = requests
        .iter()
        .map(|request| {
            json!({
                "device_id": request.device,
                "name": request.name,
                "role": request.role,
                "first_seen_at": request.first_seen.to_string(),
            })
        })
        .collect();
    context.output.document(&json!(rows));
    Ok(())
}
