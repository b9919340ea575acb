//! Days as pupils say them.

use crate::app::Kiosk;
use crate::app::review::when::{Spoken, When};
use crate::domain::Moment;
use crate::ui::Stage;

/// "today", "on Tuesday", "on 3 May".
pub fn day(stage: &Stage<'_>, kiosk: &Kiosk, at: Moment) -> String {
    let when = When::of(at, kiosk.now());
    match when.spoken {
        Spoken::Today => stage.say("day-today"),
        Spoken::Yesterday => stage.say("day-yesterday"),
        Spoken::Weekday(number) => {
            let weekday = stage.say(&format!("weekday-{number}"));
            stage.words.say_with("day-weekday", &[("weekday", &weekday)])
        }
        Spoken::ThisYear | Spoken::OtherYear => {
            let month = stage.say(&format!("month-{}", when.day.month));
            let (number, year) = (when.day.day.to_string(), when.day.year.to_string());
            let key = if when.spoken == Spoken::ThisYear { "day-date" } else { "day-date-year" };
            let said = [("day", number.as_str()), ("month", &month), ("year", &year)];
            stage.words.say_with(key, &said)
        }
    }
}
