//! `sayso people` and `sayso revoke`

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Context, Done};
use crate::acts::{Desk, calendar, people, revoke, sync};
use crate::domain::people::Person;
use crate::domain::{DeviceId, Role, Sentence};

#[derive(Debug, Args)]
pub struct People {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Everybody with a computer on the share
    List,
    /// Give somebody one more role; `staff` adds an adult without a computer
    Add {
        /// A name or a device id
        who: String,
        /// senco, dsl, head, chair, admin or staff
        #[arg(long, value_name = "ROLE")]
        role: String,
    },
    /// Give somebody what was said before they came, as far as you may hear it
    Earlier {
        /// A name or a device id
        who: String,
    },
    /// Where somebody is told that a worry waits
    Contact {
        /// A name or a device id
        who: String,
        /// Empty takes it away
        #[arg(long, value_name = "ADDRESS")]
        email: String,
    },
    /// Name somebody before all others: of several safeguarding leads, the lead
    First {
        /// A name or a device id
        who: String,
    },
    /// Take a role from somebody
    Remove {
        /// A name or a device id
        who: String,
        /// senco, dsl, head, chair or admin
        #[arg(long, value_name = "ROLE")]
        role: Role,
    },
}

fn row(person: &Person) -> serde_json::Value {
    json!({
        "device_id": person.device_id,
        "name": person.name,
        "roles": person.roles,
        "email": person.email,
    })
}

fn say(context: &Context, person: &Person) {
    let roles: Vec<&str> = person.roles.iter().map(|role| role.as_str()).collect();
    context.output.text(&format!("{}  {}  {}", person.device_id, roles.join(","), person.name));
}

/// Where whoever lets somebody in cannot give them what was said before, who can.
pub fn say_who_gives_earlier(
    context: &Context,
    desk: &Desk,
    device: &DeviceId,
    name: &str,
) -> Done {
    if people::waits_for_earlier(desk, device)? {
        context.output.say(&Sentence::plain("people-earlier").with("name", name));
    }
    Ok(())
}

impl People {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("people")?;
        match self.what {
            What::List => {
                let people = people::list(&desk)?;
                people.iter().for_each(|person| say(context, person));
                context.output.document(&json!(people.iter().map(row).collect::<Vec<_>>()));
            }
            What::Add { who, role } if role == "staff" => {
                people::add_adult(&desk, &who)?;
                sync::send_now(&desk)?;
                context.output.say(&Sentence::plain("people-adult-added").with("name", &who));
                context.output.document(&json!({ "name": who, "roles": ["staff"] }));
            }
            What::Add { who, role } => {
                let role: Role = role.parse().map_err(|known| {
                    super::CliError::Usage(Sentence::plain("no-role").with("known", known))
                })?;
                sync::sync(&desk)?;
                let person = people::add(&desk, &who, role)?;
                sync::send_now(&desk)?;
                say(context, &person);
                say_who_gives_earlier(context, &desk, &person.device_id, &person.name)?;
                context.output.document(&row(&person));
            }
            What::Earlier { who } => {
                sync::sync(&desk)?;
                let (person, given) = people::give_earlier(&desk, &who)?;
                sync::send_now(&desk)?;
                let sentence = Sentence::plain("people-given").with("name", &person.name);
                context.output.say(&sentence.with("number", given));
                context.output.document(&json!({ "device_id": person.device_id, "given": given }));
            }
            What::Contact { who, email } => {
                sync::sync(&desk)?;
                let person = calendar::set_contact(&desk, &who, &email)?;
                sync::send_now(&desk)?;
                say(context, &person);
                context.output.document(&row(&person));
            }
            What::First { who } => {
                sync::sync(&desk)?;
                let person = calendar::put_first(&desk, &who)?;
                sync::send_now(&desk)?;
                say(context, &person);
                context.output.document(&row(&person));
            }
            What::Remove { who, role } => {
                sync::sync(&desk)?;
                let person = people::remove(&desk, &who, role)?;
                sync::send_now(&desk)?;
                say(context, &person);
                context.output.document(&row(&person));
            }
        }
        Ok(())
    }
}

#[derive(Debug, Args)]
pub struct Revoke {
    /// The device's id
    device: DeviceId,
}

impl Revoke {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("revoke")?;
        sync::sync(&desk)?;
        revoke::revoke(&desk, &self.device)?;
        sync::send_now(&desk)?;
        context.output.say(&Sentence::plain("revoked").with("device", &self.device));
        context.output.document(&json!({ "device_id": self.device }));
        Ok(())
    }
}
