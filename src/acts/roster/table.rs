//! A file as a table: its encoding, what parts its columns, its lines with their numbers. A
//! quotation mark that is never closed costs its own line and no other.

use crate::acts::ActError;
use crate::platform::spreadsheet;

/// The widest table.
const COLUMNS_LIMIT: usize = 200;
const LINES_LIMIT: usize = 100_000;
/// So often a quotation mark may be left open.
const MENDED_LIMIT: usize = 1_000;
const LOOKED_AT: usize = 20;

/// A line that holds something.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// As a spreadsheet counts, from 1.
    pub number: u64,
    /// Without the white space around them; none where the line cannot be read.
    pub fields: Vec<String>,
}

/// By its number alone: a log must not hold a name.
impl std::fmt::Debug for Line {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "line {}", self.number)
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// As the encoding standard names it: "UTF-8", "windows-1252", "UTF-16LE".
    pub encoding: &'static str,
    /// A comma, a semicolon or a tab.
    pub separator: char,
    pub lines: Vec<Line>,
    /// How many columns there are.
    pub width: usize,
}

impl Table {
    /// Takes a file apart. Whether it is a class list is asked later.
    pub fn read(bytes: &[u8]) -> Result<Self, ActError> {
        let (text, encoding) = spreadsheet::decode_named(bytes);
        if text.contains('\0') {
            return Err(ActError::NotARoster);
        }
        let (said, body) = spreadsheet::said_delimiter(&text);
        let delimiter = said.unwrap_or_else(|| spreadsheet::delimiter(body));
        let first = if said.is_some() { 2 } else { 1 };
        let lines = lines(body, delimiter, first)?;
        let width = lines.iter().map(|line| line.fields.len()).max().unwrap_or_default();
        if lines.is_empty() || width > COLUMNS_LIMIT {
            return Err(ActError::NotARoster);
        }
        Ok(Self { encoding, separator: char::from(delimiter), lines, width })
    }
}

/// How many columns the first lines have.
fn usual_width(text: &str, delimiter: u8) -> usize {
    let records = reader(text, delimiter).into_records().take(LOOKED_AT);
    records.flatten().map(|record| record.len()).max().unwrap_or_default()
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes())
}

/// Whether every quotation mark of the first record is closed where a field ends.
fn is_well_formed(text: &str, delimiter: u8) -> bool {
    let mut bytes = text.bytes().peekable();
    let mut begins = true;
    while let Some(byte) = bytes.next() {
        if begins && byte == b'"' {
            loop {
                match bytes.next() {
                    Some(b'"') if bytes.next_if_eq(&b'"').is_some() => {}
                    Some(b'"') => break,
                    Some(_) => {}
                    None => return false,
                }
            }
            let is_end = |byte: &u8| *byte == delimiter || matches!(byte, b'\r' | b'\n');
            if !bytes.peek().is_none_or(is_end) {
                return false;
            }
            begins = false;
        } else if byte == b'\n' {
            return true;
        } else {
            begins = byte == delimiter;
        }
    }
    true
}

fn lines(text: &str, delimiter: u8, first: u64) -> Result<Vec<Line>, ActError> {
    let width = usual_width(text, delimiter);
    let mut lines = Vec::new();
    // Where the reader began, and how far lines were counted.
    let (mut began, mut mended) = (0, 0);
    let (mut counted, mut number) = (0, first);
    'again: loop {
        let rest = text.get(began..).unwrap_or_default();
        for record in reader(rest, delimiter).into_records() {
            let Ok(record) = record else { return Err(ActError::NotARoster) };
            if lines.len() >= LINES_LIMIT {
                return Err(ActError::NotARoster);
            }
            let at = record.position().map_or(0, csv::Position::byte);
            let this = rest.get(usize::try_from(at).unwrap_or(rest.len())..).unwrap_or_default();
            // Line ends and empty lines above it belong to no record.
            let this = this.trim_start_matches(['\r', '\n']);
            let begins = text.len() - this.len();
            let above = text.get(counted..begins).unwrap_or_default();
            number += above.bytes().filter(|byte| *byte == b'\n').count() as u64;
            counted = begins;
            let runs_on = record.iter().any(|field| field.contains('\n'));
            let is_open = || record.len() != width || !is_well_formed(this, delimiter);
            if runs_on && mended < MENDED_LIMIT && is_open() {
                // The mark was left open: this line is lost, the next is read for itself.
                lines.push(Line { number, fields: Vec::new() });
                mended += 1;
                let Some(end) = this.find('\n') else { break 'again };
                began = begins + end + 1;
                continue 'again;
            }
            let fields: Vec<String> = record.iter().map(|field| field.trim().to_owned()).collect();
            if fields.iter().any(|field| !field.is_empty()) {
                lines.push(Line { number, fields });
            }
        }
        break;
    }
    Ok(lines)
}
