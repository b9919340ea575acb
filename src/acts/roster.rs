//! The class lists that schools export: CSV in any of their dialects. Wrong rows are named, the
//! rest goes in.

use super::{ActError, Desk, init};
use crate::domain::consent::{Consent, Consents};
use crate::domain::{Flag, Pupil, PupilId, School};
use crate::platform::chance::random;
use crate::platform::{Chance, spreadsheet};

/// The largest roster.
pub const ROSTER_LIMIT_BYTES: u64 = 16 * 1024 * 1024;
/// Most pupils of one school.
const PUPILS_LIMIT: usize = 4_000;
const NAME_LIMIT_CHARS: usize = 200;

/// A row that did not go in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongRow {
    /// As a spreadsheet counts, the header being line 1.
    pub line: u64,
    pub problem: RowProblem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowProblem {
    NoFirstName,
    NoClass,
    NameTooLong,
    ListedTwice,
    Unreadable,
}

impl RowProblem {
    pub fn sentence_key(self) -> &'static str {
        match self {
            Self::NoFirstName => "roster-no-first-name",
            Self::NoClass => "roster-no-class",
            Self::NameTooLong => "roster-name-too-long",
            Self::ListedTwice => "roster-listed-twice",
            Self::Unreadable => "roster-unreadable-row",
        }
    }
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    pub added: usize,
    pub updated: usize,
    /// In the school, not in this file: they stay.
    pub not_listed: usize,
    pub wrong: Vec<WrongRow>,
}

/// One pupil as a row says it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    first_name: String,
    last_name: String,
    class: String,
    upn: String,
    flags: Vec<Flag>,
    objects_to_video: bool,
}

#[derive(Debug, Default)]
struct Columns {
    first: Option<usize>,
    last: Option<usize>,
    class: Option<usize>,
    year: Option<usize>,
    upn: Option<usize>,
    no_image: Option<usize>,
    no_name: Option<usize>,
    no_location: Option<usize>,
    objects_to_video: Option<usize>,
}

fn columns(header: &csv::StringRecord) -> Columns {
    let mut columns = Columns::default();
    for (index, name) in header.iter().enumerate() {
        let name: String = name
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect::<String>()
            .to_lowercase();
        // Legal names are left out: pupils are called what they are called.
        let column = match name.as_str() {
            "preferredforename" | "preferredfirstname" | "preferredname" | "knownas"
            | "chosenname" => {
                columns.first = Some(index);
                continue;
            }
            "preferredsurname" | "preferredlastname" => {
                columns.last = Some(index);
                continue;
            }
            "firstname" | "forename" | "givenname" => &mut columns.first,
            "lastname" | "surname" | "familyname" => &mut columns.last,
            "class" | "classname" | "tutorgroup" | "form" | "reg" | "reggroup"
            | "registrationgroup" | "group" => &mut columns.class,
            "yeargroup" | "ncyear" | "yearcode" | "year" | "nationalcurriculumyear" => {
                &mut columns.year
            }
            "upn" | "upi" | "uniquepupilnumber" => &mut columns.upn,
            "noimage" | "nophoto" => &mut columns.no_image,
            "noname" => &mut columns.no_name,
            "nolocation" => &mut columns.no_location,
            "objectstovideo" | "novideo" => &mut columns.objects_to_video,
            _ => continue,
        };
        column.get_or_insert(index);
    }
    columns
}

fn is_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "yes" | "y" | "true" | "1" | "x")
}

fn read_row(record: &csv::StringRecord, columns: &Columns) -> Result<Row, RowProblem> {
    let field = |column: Option<usize>| {
        column.and_then(|column| record.get(column)).map(str::trim).unwrap_or_default().to_owned()
    };
    let first_name = field(columns.first);
    let last_name = field(columns.last);
    if first_name.is_empty() {
        return Err(RowProblem::NoFirstName);
    }
    if first_name.chars().count() > NAME_LIMIT_CHARS || last_name.chars().count() > NAME_LIMIT_CHARS
    {
        return Err(RowProblem::NameTooLong);
    }
    let class = match field(columns.class) {
        class if class.is_empty() => field(columns.year),
        class => class,
    };
    if class.is_empty() {
        return Err(RowProblem::NoClass);
    }
    // A quotation mark that is never closed runs on into the rows below it.
    if [&first_name, &last_name, &class].iter().any(|text| text.contains(char::is_control)) {
        return Err(RowProblem::Unreadable);
    }
    let flags = [
        (columns.no_image, Flag::NoImage),
        (columns.no_name, Flag::NoName),
        (columns.no_location, Flag::NoLocation),
    ];
    Ok(Row {
        first_name,
        last_name,
        class,
        upn: field(columns.upn),
        flags: flags
            .into_iter()
            .filter(|(column, _)| is_yes(&field(*column)))
            .map(|(_, flag)| flag)
            .collect(),
        objects_to_video: is_yes(&field(columns.objects_to_video)),
    })
}

fn read(bytes: &[u8]) -> Result<(Vec<Row>, Vec<WrongRow>), ActError> {
    let text = spreadsheet::decode(bytes);
    if text.contains('\0') {
        return Err(ActError::NotARoster);
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(spreadsheet::delimiter(&text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| ActError::NotARoster)?.clone();
    let columns = columns(&header);
    if columns.first.is_none() || (columns.class.is_none() && columns.year.is_none()) {
        return Err(ActError::NotARoster);
    }
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    let mut numbers = std::collections::BTreeSet::new();
    for (index, record) in reader.records().enumerate() {
        let fallback_line = index as u64 + 2;
        let (line, row) = match &record {
            Ok(record) if record.iter().all(|field| field.trim().is_empty()) => continue,
            Ok(record) => {
                let line = record.position().map_or(fallback_line, csv::Position::line);
                (line, read_row(record, &columns))
            }
            Err(_) => (fallback_line, Err(RowProblem::Unreadable)),
        };
        match row {
            Ok(row) if !row.upn.is_empty() && !numbers.insert(row.upn.clone()) => {
                wrong.push(WrongRow { line, problem: RowProblem::ListedTwice });
            }
            Ok(row) if rows.len() < PUPILS_LIMIT => rows.push(row),
            Ok(_) => return Err(ActError::NotARoster),
            Err(problem) => wrong.push(WrongRow { line, problem }),
        }
    }
    Ok((rows, wrong))
}

fn same_pupil(pupil: &Pupil, row: &Row) -> bool {
    if !pupil.upn.is_empty() && !row.upn.is_empty() {
        return pupil.upn == row.upn;
    }
    pupil.first_name == row.first_name
        && pupil.last_name == row.last_name
        && pupil.class == row.class
}

/// Merges rows into a school: known pupils keep their id, consents and drafts.
fn merge(
    school: &mut School,
    rows: Vec<Row>,
    wrong: Vec<WrongRow>,
    chance: &dyn Chance,
) -> Imported {
    let mut imported = Imported { wrong, ..Imported::default() };
    let before = school.pupils.len();
    let mut listed = vec![false; before];
    for row in rows {
        let known =
            (0..before).find(|index| !listed[*index] && same_pupil(&school.pupils[*index], &row));
        let index = known.unwrap_or_else(|| {
            school.pupils.push(Pupil {
                pupil_id: PupilId::from_bytes(&random(chance)),
                first_name: String::new(),
                last_name: String::new(),
                class: String::new(),
                upn: String::new(),
                consents: Consents::default(),
                flags: std::collections::BTreeSet::new(),
                record: crate::domain::PupilRecord::default(),
            });
            school.pupils.len() - 1
        });
        match known {
            Some(index) => {
                listed[index] = true;
                imported.updated += 1;
            }
            None => imported.added += 1,
        }
        let pupil = &mut school.pupils[index];
        pupil.first_name = row.first_name;
        pupil.last_name = row.last_name;
        pupil.class = row.class;
        pupil.upn = row.upn;
        pupil.flags.extend(row.flags);
        if row.objects_to_video {
            pupil.consents.video = Consent::Objected;
        }
    }
    imported.not_listed = listed.iter().filter(|listed| !**listed).count();
    imported
}

/// Reads a roster into the school and tells everybody.
pub fn import(desk: &Desk, bytes: &[u8]) -> Result<Imported, ActError> {
    let (rows, wrong) = read(bytes)?;
    let mut school = desk.school_to_change()?;
    let imported = merge(&mut school, rows, wrong, &*desk.home.machine.chance);
    init::tell_school(desk, school)?;
    Ok(imported)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::chance::SeededChance;

    fn names(bytes: &[u8]) -> Vec<(String, String)> {
        let (rows, _) = read(bytes).unwrap();
        rows.into_iter().map(|row| (row.first_name, row.class)).collect()
    }

    #[test]
    fn every_dialect_reads_the_same() {
        let expected = vec![("Zoë".to_owned(), "3A".to_owned())];
        let utf16: Vec<u8> = "\u{feff}Forename;Surname;Form\r\nZoë;O'Brien;3A\r\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let rows: [&[u8]; 5] = [
            "First Name,Last Name,UPN,Year Group,Tutor Group\nZoë,O'Brien,A1,3,3A\n".as_bytes(),
            "\u{feff}forename\tsurname\tupi\tclass\nZoë\tO'Brien\t1\t3A".as_bytes(),
            b"Legal Forename,Forename,Surname,NC Year,Form\nZoe Mary,Zo\xeb,O'Brien,3,3A\n",
            "first_name,last_name,year_code\nZoë,O'Brien,3A\n".as_bytes(),
            &utf16,
        ];
        for row in rows {
            assert_eq!(names(row), expected, "{}", String::from_utf8_lossy(row));
        }
    }

    #[test]
    fn wrong_rows_are_named_and_the_rest_goes_in() {
        let (rows, wrong) =
            read(b"Forename,Surname,Form\nAmira,Khan,3A\n,Nobody,3A\nLeo,Orr,\n\nMia,Lee,3B\n")
                .unwrap();
        assert_eq!(rows.len(), 2);
        let lines: Vec<_> = wrong.iter().map(|row| (row.line, row.problem)).collect();
        assert_eq!(lines, [(3, RowProblem::NoFirstName), (4, RowProblem::NoClass)]);
        let (rows, wrong) =
            read(b"Forename,Surname,Form\nAmira,\"Khan,3A\nMia,Lee,3B\nLeo,Orr,3C\n").unwrap();
        assert!(rows.is_empty(), "{}", rows.len());
        assert_eq!(wrong[0].line, 2);
    }

    #[test]
    fn what_is_no_roster_says_so() {
        for junk in [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], b"", b"hello", b"a,b\n1,2\n"] {
            assert!(matches!(read(junk), Err(ActError::NotARoster)));
        }
    }

    #[test]
    fn a_pupil_keeps_their_id_when_the_roster_comes_again() {
        let chance = SeededChance::new(1);
        let mut school = School::default();
        let (rows, _) = read(b"Forename,Surname,Form,UPN\nAmira,Khan,3A,A1\n").unwrap();
        merge(&mut school, rows, Vec::new(), &chance);
        let pupil_id = school.pupils[0].pupil_id.clone();
        let (rows, _) =
            read(b"Forename,Surname,Form,UPN\nAmira,Khan-Ali,4B,A1\nAmira,Noor,4B,A2\n").unwrap();
        let imported = merge(&mut school, rows, Vec::new(), &chance);
        assert_eq!((imported.added, imported.updated), (1, 1));
        assert_eq!(school.pupils[0].pupil_id, pupil_id);
        assert_eq!(school.pupils[0].class, "4B");
    }
}
