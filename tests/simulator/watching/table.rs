//! Each row is a worry: when it was said and sent, whose computers are on, and who was told.

use sayso::acts::sync;
use sayso::domain::Moment;
use sayso::domain::worry::WorryDetails;

use super::super::school::SENTENCE;
use super::{Watched, moment, not_for};

/// One line of the table.
struct Row {
    what: &'static str,
    said: &'static str,
    /// When the tablet reaches the share.
    sent: &'static str,
    until: &'static str,
    details: WorryDetails,
    on: &'static [&'static str],
    mail: &'static [&'static str],
    expected: &'static [&'static str],
}

fn rows() -> Vec<Row> {
    const ALL: &[&str] = &["deputy", "lead", "head", "chair"];
    let row = |what, said, until, expected| Row {
        what,
        said,
        sent: said,
        until,
        details: WorryDetails::default(),
        on: ALL,
        mail: &[],
        expected,
    };
    let urgent = WorryDetails { urgent: true, ..WorryDetails::default() };
    vec![
        row(
            "nobody opens it",
            "18T10:00",
            "18T11:10",
            &["18T10:00 lead arrived", "18T10:30 deputy waiting", "18T11:00 head waiting"],
        ),
        Row {
            details: urgent,
            ..row(
                "not safe now",
                "18T10:00",
                "18T10:30",
                &["18T10:00 lead arrived", "18T10:10 deputy waiting", "18T10:20 head waiting"],
            )
        },
        Row {
            on: &["deputy", "head", "chair"],
            ..row(
                "the lead is absent and their computer off",
                "18T10:00",
                "18T11:10",
                &["18T10:30 deputy waiting", "18T11:00 head waiting"],
            )
        },
        Row {
            sent: "18T10:40",
            ..row(
                "the tablet was offline",
                "18T09:00",
                "18T11:10",
                &["18T10:40 deputy waiting", "18T10:40 lead arrived", "18T10:40 head waiting"],
            )
        },
        row(
            "in the evening",
            "18T20:00",
            "19T09:10",
            &["18T20:00 lead arrived", "18T20:00 head closed", "19T09:00 deputy waiting"],
        ),
        row(
            "before home time",
            "18T15:50",
            "18T16:20",
            &["18T15:50 lead arrived", "18T16:00 head closed"],
        ),
        row(
            "at the weekend, before a Monday",
            "23T12:00",
            "25T09:10",
            &["23T12:00 lead arrived", "23T12:00 head closed", "25T09:00 deputy waiting"],
        ),
        row(
            "before a closed day",
            "25T16:10",
            "27T09:10",
            &["25T16:10 lead arrived", "25T16:10 head closed", "27T09:00 deputy waiting"],
        ),
        Row {
            details: not_for(&["Mr Khan"]),
            ..row(
                "about the lead",
                "18T10:00",
                "18T12:00",
                &["18T10:00 deputy arrived", "18T10:00 head arrived"],
            )
        },
        Row {
            details: not_for(&["Dr Hall"]),
            ..row("about the head", "18T10:00", "18T20:00", &["18T10:00 chair arrived"])
        },
        Row {
            details: not_for(&["Mrs Patel", "Dr Hall"]),
            ..row(
                "about the head and the SENCo",
                "23T10:00",
                "25T12:00",
                &["23T10:00 chair arrived"],
            )
        },
        Row {
            on: &["lead"],
            mail: &["lead"],
            ..row(
                "the lead's computer is on and nobody at it",
                "18T10:00",
                "18T11:10",
                &[
                    "18T10:00 lead arrived",
                    "18T10:00 lead arrived by mail from lead",
                    "18T10:30 deputy waiting by mail from lead",
                    "18T11:00 head waiting by mail from lead",
                ],
            )
        },
        Row {
            on: &["deputy", "head"],
            mail: &["deputy", "head"],
            ..row(
                "two computers that send, and one letter to each",
                "18T10:00",
                "18T11:10",
                &[
                    // The deputy's turn comes after the lead's own computer had its.
                    "18T10:10 lead arrived by mail from deputy",
                    "18T10:30 deputy waiting",
                    "18T10:30 deputy waiting by mail from deputy",
                    "18T11:00 head waiting",
                    "18T11:00 head waiting by mail from head",
                ],
            )
        },
        Row {
            details: not_for(&["Mr Khan"]),
            mail: ALL,
            ..row(
                "about the lead, with mail",
                "18T10:00",
                "18T11:10",
                &[
                    "18T10:00 deputy arrived",
                    "18T10:00 deputy arrived by mail from deputy",
                    "18T10:00 head arrived",
                    "18T10:00 head arrived by mail from head",
                ],
            )
        },
    ]
}

const TEN_MINUTES: i64 = 10 * 60 * 1000;

/// Each limit and what lies before and behind it, and school's opening and closing.
fn is_worth_a_look(said: Moment, now: Moment) -> bool {
    let minutes = now.since(said).as_secs() / 60;
    let of_the_day = now.unix_millis / 60_000 % (24 * 60);
    [0, 10, 20, 30, 50, 60, 70, 100].contains(&minutes)
        || [8 * 60 + 50, 9 * 60, 16 * 60].contains(&of_the_day)
}

#[test]
fn who_is_told_of_a_worry_when_and_by_what() {
    let mut all = Watched::make(41);
    for row in rows() {
        all.begin(row.said);
        let entry_id = all.worry(row.details.clone());
        let mut told = Vec::new();
        let mut now = moment(row.said);
        while now <= moment(row.until) {
            if is_worth_a_look(moment(row.said), now) {
                all.set_clocks(now);
                if now >= moment(row.sent) {
                    sync::sync(&all.school.tablets[0].desk()).unwrap();
                }
                let text = now.to_string();
                let at = &text["2027-01-".len()..text.len() - ":00Z".len()];
                told.extend(all.look(row.on, row.mail).iter().map(|one| format!("{at} {one}")));
            }
            now = Moment::from_millis(now.unix_millis + TEN_MINUTES);
        }
        println!("{}: {}", row.what, told.join("; "));
        let (mut expected, mut found) = (row.expected.to_vec(), told.clone());
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{}", row.what);
        for words in all.words() {
            for secret in [SENTENCE, "Amira", "Khan", "Hall", entry_id.as_str()] {
                assert!(!words.contains(secret), "{}: {words}", row.what);
            }
        }
    }
}
