//! Pupils as the lines say them. A wrong line is named with its column; the right ones go in.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Column, Mapping};
use super::table::{Line, Table};
use super::{NAME_LIMIT_CHARS, PUPILS_LIMIT};
use crate::acts::ActError;
use crate::domain::{Day, Flag, Sentence};

/// Something about a line that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongRow {
    /// As a spreadsheet counts, from 1.
    pub line: u64,
    /// From 1; nothing where it is about the whole line.
    pub column: Option<usize>,
    pub problem: RowProblem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowProblem {
    NoFirstName,
    NoClass,
    NameTooLong,
    /// The same number stood in the list before.
    ListedTwice,
    Unreadable,
    /// Its pupil goes in without a birth day.
    NoBirthDay,
    /// The same name and class as another, and nothing tells them apart. Both go in.
    Alike,
}

impl RowProblem {
    pub fn sentence_key(self) -> &'static str {
        match self {
            Self::NoFirstName => "roster-no-first-name",
            Self::NoClass => "roster-no-class",
            Self::NameTooLong => "roster-name-too-long",
            Self::ListedTwice => "roster-listed-twice",
            Self::Unreadable => "roster-unreadable-row",
            Self::NoBirthDay => "roster-no-birth-day",
            Self::Alike => "roster-alike",
        }
    }

    /// Whether the pupil did not go in.
    pub fn keeps_out(self) -> bool {
        !matches!(self, Self::NoBirthDay | Self::Alike)
    }
}

impl WrongRow {
    pub fn says(&self) -> Sentence {
        let sentence = Sentence::plain(self.problem.sentence_key()).with("line", self.line);
        sentence.with("column", self.column.unwrap_or_default())
    }
}

/// One pupil as a line says it.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub first_name: String,
    /// Nothing where the file has no such column.
    pub last_name: Option<String>,
    pub class: String,
    pub number: String,
    pub born: Option<Day>,
    pub flags: BTreeSet<Flag>,
    pub objects_to_video: bool,
}

/// By its line alone: a log must not hold a name.
impl std::fmt::Debug for Row {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the pupil of line {}", self.line)
    }
}

fn is_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "yes" | "y" | "true" | "1" | "x")
}

/// A pupil, and what is odd about them.
type Found = (Row, Option<WrongRow>);

fn read_row(line: &Line, mapping: &Mapping) -> Result<Found, WrongRow> {
    let place = |column: Column| mapping.columns.get(&column).copied();
    let field = |column: Column| {
        let field = place(column).and_then(|index| line.fields.get(index));
        field.map(String::as_str).unwrap_or_default()
    };
    let wrong = |column: Column, problem| WrongRow {
        line: line.number,
        column: place(column).map(|index| index + 1),
        problem,
    };
    if line.fields.is_empty() {
        let problem = RowProblem::Unreadable;
        return Err(WrongRow { line: line.number, column: None, problem });
    }
    let class = match field(Column::Class) {
        "" => Column::Year,
        _ => Column::Class,
    };
    for column in [Column::FirstName, Column::LastName, class, Column::Number] {
        if field(column).contains(char::is_control) {
            return Err(wrong(column, RowProblem::Unreadable));
        }
        if field(column).chars().count() > NAME_LIMIT_CHARS {
            return Err(wrong(column, RowProblem::NameTooLong));
        }
    }
    if field(Column::FirstName).is_empty() {
        return Err(wrong(Column::FirstName, RowProblem::NoFirstName));
    }
    if field(class).is_empty() {
        let column = if place(Column::Class).is_some() { Column::Class } else { Column::Year };
        return Err(wrong(column, RowProblem::NoClass));
    }
    let born = field(Column::Born).parse().ok();
    let odd = (born.is_none() && !field(Column::Born).is_empty())
        .then(|| wrong(Column::Born, RowProblem::NoBirthDay));
    let flags = [
        (Column::NoImage, Flag::NoImage),
        (Column::NoName, Flag::NoName),
        (Column::NoLocation, Flag::NoLocation),
    ];
    let row = Row {
        line: line.number,
        first_name: field(Column::FirstName).to_owned(),
        last_name: place(Column::LastName).map(|_| field(Column::LastName).to_owned()),
        class: field(class).to_owned(),
        number: field(Column::Number).to_owned(),
        born,
        flags: flags.into_iter().filter(|one| is_yes(field(one.0))).map(|one| one.1).collect(),
        objects_to_video: is_yes(field(Column::NoVideo)),
    };
    Ok((row, odd))
}

/// All pupils of a table, and all that somebody should look at, by line.
pub fn read(table: &Table, mapping: &Mapping) -> Result<(Vec<Row>, Vec<WrongRow>), ActError> {
    if !mapping.is_enough(table.width) {
        return Err(ActError::NotARoster);
    }
    let (mut rows, mut wrong): (Vec<Row>, Vec<WrongRow>) = Default::default();
    let mut numbers = BTreeSet::new();
    let mut names: BTreeMap<[String; 3], usize> = BTreeMap::new();
    let first = mapping.header.map_or(0, |header| header + 1);
    for line in table.lines.iter().skip(first) {
        let (row, odd) = match read_row(line, mapping) {
            Ok(found) => found,
            Err(problem) => {
                wrong.push(problem);
                continue;
            }
        };
        let problem = |problem, column: Column| {
            let column = mapping.columns.get(&column).map(|index| index + 1);
            WrongRow { line: row.line, column, problem }
        };
        if !row.number.is_empty() && !numbers.insert(row.number.clone()) {
            wrong.push(problem(RowProblem::ListedTwice, Column::Number));
            continue;
        }
        if rows.len() >= PUPILS_LIMIT {
            return Err(ActError::NotARoster);
        }
        wrong.extend(odd);
        let last = row.last_name.as_deref().unwrap_or_default();
        let name = [&row.first_name, last, &row.class].map(|part| part.to_lowercase());
        if let Some(other) = names.insert(name, rows.len()).and_then(|other| rows.get(other)) {
            let differ = (!row.number.is_empty() && !other.number.is_empty())
                || (row.born.is_some() && other.born.is_some() && row.born != other.born);
            if !differ {
                wrong.push(problem(RowProblem::Alike, Column::FirstName));
            }
        }
        rows.push(row);
    }
    Ok((rows, wrong))
}
