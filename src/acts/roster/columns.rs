//! Which column is what: known by the names that schools' systems give, or said by hand.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::table::Table;

/// A header stands among the first lines; some systems put a title above it.
const HEADER_WITHIN: usize = 10;

/// What a column may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    FirstName,
    LastName,
    Class,
    /// Stands for the class where that is empty.
    Year,
    Number,
    Born,
    NoImage,
    NoName,
    NoLocation,
    NoVideo,
}

impl Column {
    pub const ALL: [Column; 10] = [
        Self::FirstName,
        Self::LastName,
        Self::Class,
        Self::Year,
        Self::Number,
        Self::Born,
        Self::NoImage,
        Self::NoName,
        Self::NoLocation,
        Self::NoVideo,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstName => "first",
            Self::LastName => "last",
            Self::Class => "class",
            Self::Year => "year",
            Self::Number => "number",
            Self::Born => "born",
            Self::NoImage => "no-image",
            Self::NoName => "no-name",
            Self::NoLocation => "no-location",
            Self::NoVideo => "no-video",
        }
    }

    /// By the name of a column, with how good a match it is: 0 is best.
    fn of(name: &str) -> Option<(Self, u8)> {
        let name: String = name
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let found = Self::of_plain(&name);
        let without = || {
            ["pupil", "student", "child", "learner"]
                .iter()
                .find_map(|whose| name.strip_prefix(whose))
        };
        found.or_else(|| Self::of_plain(without()?))
    }

    /// Legal names are left out: pupils are called what they are called.
    fn of_plain(name: &str) -> Option<(Self, u8)> {
        Some(match name {
            "preferredforename" | "preferredfirstname" | "preferredname" | "knownas"
            | "chosenname" | "chosenforename" | "chosenfirstname" | "preferredgivenname" => {
                (Self::FirstName, 0)
            }
            "firstname" | "forename" | "givenname" | "forenames" | "firstnames" => {
                (Self::FirstName, 1)
            }
            "preferredsurname"
            | "preferredlastname"
            | "chosensurname"
            | "chosenlastname"
            | "preferredfamilyname" => (Self::LastName, 0),
            "lastname" | "surname" | "familyname" => (Self::LastName, 1),
            "class" | "classname" | "classgroup" | "form" | "formname" | "formgroup" => {
                (Self::Class, 0)
            }
            "tutorgroup" | "tutor" | "reg" | "reggroup" | "regform" | "registrationgroup"
            | "registrationform" | "registration" => (Self::Class, 1),
            "group" | "groupname" => (Self::Class, 2),
            "yeargroup" | "ncyear" | "yearcode" | "nationalcurriculumyear" | "curriculumyear" => {
                (Self::Year, 0)
            }
            "year" | "yr" => (Self::Year, 1),
            "upn" | "uniquepupilnumber" => (Self::Number, 0),
            "upi" => (Self::Number, 1),
            "admissionnumber" | "admissionno" | "admno" | "adno" | "misid" | "number" | "id" => {
                (Self::Number, 2)
            }
            "dateofbirth" | "dob" | "birthdate" | "birthday" | "born" => (Self::Born, 0),
            "noimage" | "nophoto" => (Self::NoImage, 0),
            "noname" => (Self::NoName, 0),
            "nolocation" => (Self::NoLocation, 0),
            "objectstovideo" | "novideo" => (Self::NoVideo, 0),
            _ => return None,
        })
    }
}

impl fmt::Display for Column {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Which column is what, and which line names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// From 0.
    pub columns: BTreeMap<Column, usize>,
    /// The place of the header among the table's lines; nothing where the first line is a pupil.
    pub header: Option<usize>,
}

impl Mapping {
    /// By the names of the columns.
    pub fn guess(table: &Table) -> Self {
        let among = table.lines.iter().take(HEADER_WITHIN).enumerate();
        let named = among.map(|(place, line)| {
            let mut best: BTreeMap<Column, (u8, usize)> = BTreeMap::new();
            for (index, name) in line.fields.iter().enumerate() {
                if let Some((column, rank)) = Column::of(name) {
                    let known = best.entry(column).or_insert((rank, index));
                    if rank < known.0 {
                        *known = (rank, index);
                    }
                }
            }
            (place, best)
        });
        // The first of those that name the most.
        let best = named.reduce(|best, one| if one.1.len() > best.1.len() { one } else { best });
        let (place, best) = best.unwrap_or_default();
        let columns = best.into_iter().map(|(column, (_, index))| (column, index)).collect();
        Self { columns, header: Some(place) }
    }

    /// The same with a column being something, or nothing any more. Each is one thing, and each
    /// thing is one column.
    pub fn with(mut self, index: usize, column: Option<Column>) -> Self {
        self.columns.retain(|_, known| *known != index);
        if let Some(column) = column {
            self.columns.insert(column, index);
        }
        self
    }

    pub fn of(&self, index: usize) -> Option<Column> {
        let found = self.columns.iter().find(|(_, known)| **known == index);
        found.map(|(column, _)| *column)
    }

    /// Whether pupils can be read by it.
    pub fn is_enough(&self, width: usize) -> bool {
        let has = |column| self.columns.contains_key(&column);
        has(Column::FirstName)
            && (has(Column::Class) || has(Column::Year))
            && self.columns.values().all(|index| *index < width)
    }

    /// What is still to be matched before pupils can be read.
    pub fn missing(&self) -> Vec<Column> {
        let has = |column| self.columns.contains_key(&column);
        let mut missing = Vec::new();
        if !has(Column::FirstName) {
            missing.push(Column::FirstName);
        }
        if !has(Column::Class) && !has(Column::Year) {
            missing.push(Column::Class);
        }
        missing
    }
}

/// "first=2,last=3,class=5": columns counted from 1.
impl FromStr for Mapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || Column::ALL.map(Column::as_str).join(", ");
        let mut mapping = Self { header: Some(0), ..Self::default() };
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, number) = part.split_once('=').ok_or_else(known)?;
            let column = Column::ALL.into_iter().find(|column| column.as_str() == name.trim());
            let number = number.trim().parse::<usize>().ok().filter(|number| *number > 0);
            let (Some(column), Some(number)) = (column, number) else { return Err(known()) };
            let is_taken = mapping.of(number - 1).is_some();
            if is_taken || mapping.columns.insert(column, number - 1).is_some() {
                return Err(known());
            }
        }
        Ok(mapping)
    }
}
