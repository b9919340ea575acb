//! `sayso supply`

use clap::Args;
use jiff::civil::Date;
use serde_json::json;

use super::{Context, Done};
use crate::acts::supply;
use crate::domain::Sentence;

#[derive(Debug, Args)]
pub struct Supply {
    /// The class that it opens
    #[arg(long, value_name = "CLASS")]
    class: String,
    /// The day that it is for, as 2026-11-27 [default: today]; it ends at 16.30
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
}

impl Supply {
    pub fn run(self, context: &Context) -> Done {
        let desk = context.unlocked("supply")?;
        let given = supply::give(&desk, &self.class, self.date)?;
        let until = given.date.strftime("%A %-d %B, 16.30").to_string();
        let says = Sentence::plain("supply-given").with("class", &given.class);
        context.output.say(&says.with("pin", &given.pin).with("until", until));
        context.output.document(&json!({
            "class": given.class,
            "date": given.date.to_string(),
            "pin": given.pin,
            "until": given.until.to_string(),
        }));
        Ok(())
    }
}
