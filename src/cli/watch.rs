//! `sayso watch` and `sayso mail`

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{CliError, Context, Done, secrets};
use crate::acts::notify::{self, Means};
use crate::acts::{ActError, Desk, watch};
use crate::domain::{Says, Sentence};
use crate::platform::post::Security;
use crate::platform::{MailServer, autostart};
use crate::store::StoreError;
use crate::store::home::WATCH;

/// How often a worry is looked for.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// A look lets go of the home after so long, wherever it is: the rest waits for the next.
const LOOK_LIMIT: Duration = Duration::from_secs(45);

#[derive(Debug, Args)]
pub struct Watch {
    /// Look once, then end
    #[arg(long)]
    once: bool,
    /// Start by itself whenever this login begins
    #[arg(long, conflicts_with_all = ["once", "remove"])]
    install: bool,
    /// No longer start by itself
    #[arg(long, conflicts_with = "once")]
    remove: bool,
}

impl Watch {
    pub fn run(self, context: &Context) -> Done {
        if self.remove {
            let place = autostart::remove(&*context.machine.fs)?;
            context.output.say(&Sentence::plain("watch-removed").with("place", &place));
            context.output.document(&json!({ "place": place }));
            return Ok(());
        }
        if self.install {
            return install(context);
        }
        if self.once {
            return once(context);
        }
        context.output.say(&Sentence::plain("watching"));
        loop {
            // Whoever holds the home meanwhile keeps the clock, and trouble passes.
            if let Err(error) = look(context) {
                tracing::warn!(%error, "could not look for worries");
            }
            context.machine.clock.wait(LOOK_EVERY);
        }
    }
}

fn install(context: &Context) -> Done {
    let mut desk = context.desk(WATCH)?;
    context.unlock_if_given(&mut desk)?;
    crate::acts::sync::sync(&desk)?;
    watch::set_up(&desk)?;
    if desk.is_unlocked() {
        watch::keep_staff(&desk)?;
    }
    // Tablets should hear of it.
    crate::acts::sync::sync(&desk)?;
    let program = std::env::current_exe()
        .map_err(|error| CliError::Said(Sentence::plain("no-program").with("detail", error)))?;
    let home = std::path::absolute(&context.home).unwrap_or_else(|_| context.home.clone());
    let place = autostart::install(&*context.machine.fs, &program, &home)?;
    context.output.say(&Sentence::plain("watch-installed").with("place", &place));
    context.output.document(&json!({ "place": place }));
    Ok(())
}

fn opened(context: &Context) -> Result<(Desk, Means), ActError> {
    let desk =
        Desk::open(&context.machine, &context.home, crate::store::Access::Write { verb: WATCH })?;
    let (means, trouble) = Means::of(&desk.home);
    if let Some(trouble) = trouble {
        context.output.complain(&trouble.says());
    }
    Ok((desk, means))
}

/// One look without a passphrase. Gives way to whoever works with the home.
fn look(context: &Context) -> Result<(), ActError> {
    let (desk, means) = match opened(context) {
        Err(ActError::Store(StoreError::InUse { .. })) => return Ok(()),
        opened => opened?,
    };
    let work = desk.home.work.clone();
    let (end, ended) = mpsc::channel::<()>();
    let is_over = Arc::new(AtomicBool::new(false));
    let for_clock = Arc::clone(&is_over);
    let clock = std::thread::spawn(move || {
        if ended.recv_timeout(LOOK_LIMIT) == Err(mpsc::RecvTimeoutError::Timeout)
            && !for_clock.load(Ordering::Acquire)
        {
            work.stop();
        }
    });
    let looked = set_up_and_pass(&desk, &means);
    is_over.store(true, Ordering::Release);
    drop(end);
    // It only waits for that.
    let _ = clock.join();
    looked.map(|_| ())
}

fn set_up_and_pass(
    desk: &Desk,
    means: &Means,
) -> Result<(watch::Watch, crate::share::ShareState), ActError> {
    match watch::set_up(desk) {
        Ok(()) => {}
        // Not let in yet, as far as this computer knows: the sync tells.
        Err(ActError::Share(crate::share::ShareError::NotApproved)) => {
            crate::acts::sync::sync(desk)?;
            watch::set_up(desk)?;
        }
        Err(error) => return Err(error),
    }
    watch::pass(desk, means)
}

fn once(context: &Context) -> Done {
    let (mut desk, means) = opened(context)?;
    context.unlock_if_given(&mut desk)?;
    let (done, share_state) = set_up_and_pass(&desk, &means)?;
    for trouble in &done.trouble {
        context.output.complain(&trouble.says());
    }
    let told: Vec<Value> = done
        .told
        .iter()
        .map(|told| {
            json!({
                "entry_id": told.entry_id,
                "whom": told.whom,
                "why": told.why.as_str(),
                "how": told.how.as_str(),
            })
        })
        .collect();
    let sentence = Sentence::plain("watched").with("new", done.new.len());
    context.output.say(&sentence.with("told", done.told.len()));
    context.output.document(&json!({
        "new": done.new.len(),
        "told": told,
        "share_state": share_state.as_str(),
    }));
    if done.trouble.is_empty() { Ok(()) } else { Err(CliError::Findings) }
}

#[derive(Debug, Args)]
pub struct Mail {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// By which server this computer sends e-mail
    Set {
        #[arg(long)]
        server: String,
        #[arg(long)]
        port: u16,
        /// tls, starttls, or none for a server that asks for no password
        #[arg(long, value_name = "HOW")]
        security: Security,
        /// The address that stands as the sender
        #[arg(long, value_name = "ADDRESS")]
        from: String,
        #[arg(long)]
        user: Option<String>,
        /// The password is in this file
        #[arg(long, value_name = "FILE", requires = "user")]
        password_file: Option<PathBuf>,
    },
    /// Send a letter that says only that it came
    Try {
        #[arg(long, value_name = "ADDRESS")]
        to: String,
    },
    /// Send no e-mail from this computer any more
    Remove,
}

impl Mail {
    pub fn run(self, context: &Context) -> Done {
        let mut desk = context.desk("mail")?;
        desk.home.require(crate::store::HomeKind::Staff)?;
        let key = match self.what {
            What::Set { server, port, security, from, user, password_file } => {
                let password = match &password_file {
                    Some(path) => Some(secrets::from_file(context, path)?),
                    None => None,
                };
                let server = MailServer { server, port, security, from, user };
                let password = password.as_ref().map(|password| password.as_str());
                notify::set_mail(&mut desk, server, password)?;
                "mail-set"
            }
            What::Try { to } => {
                notify::try_mail(&desk, &to)?;
                "mail-tried"
            }
            What::Remove => {
                notify::remove_mail(&mut desk)?;
                "mail-removed"
            }
        };
        context.output.say(&Sentence::plain(key));
        context.output.document(&json!({ "mail": desk.home.settings.mail }));
        Ok(())
    }
}
