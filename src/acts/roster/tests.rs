use super::merge::{Importing, leavers, merge, plan};
use super::rows::{Row, read};
use super::*;
use crate::domain::{Consent, Consents, Day, Moment};
use crate::platform::chance::SeededChance;

fn today() -> Day {
    Day::new(2026, 9, 7).unwrap()
}

fn rows_of(bytes: &[u8]) -> (Vec<Row>, Vec<WrongRow>) {
    let table = Table::read(bytes).unwrap();
    read(&table, &Mapping::guess(&table)).unwrap()
}

/// Puts a list into a school; gives how many were added and known, and who is not listed.
fn put(school: &mut School, bytes: &[u8]) -> (usize, usize, Vec<String>) {
    let (rows, _) = rows_of(bytes);
    let plan = plan(school, &rows);
    let left = leavers(school, &plan).into_iter().map(|pupil| pupil.full_name()).collect();
    let importing = Importing { at: Moment::from_millis(5), today: today(), by: "Mrs Patel" };
    merge(school, &rows, &plan, &importing, &SeededChance::new(school.pupils.len() as u64 + 1));
    let known = plan.iter().flatten().count();
    (rows.len() - known, known, left)
}

/// Header, a row that says Zoë O'Brien of 3A, born on 3 May 2018, number A1 where there is one.
const SYSTEMS: [(&str, &str, &str); 9] = [
    (
        "Bromcom",
        "First Name|Last Name|UPN|Year Group|Tutor Group|DOB",
        "Zoë|O'Brien|A1|3|3A|03/05/2018",
    ),
    (
        "Wonde",
        "upi|initials|surname|forename|legal_surname|legal_forename|year|class|date_of_birth",
        "A1|ZM|O'Brien|Zoë|Smith|Zoe Mary|3|3A|2018-05-03 00:00:00",
    ),
    ("Assembly", "id|first_name|last_name|year_code|dob", "A1|Zoë|O'Brien|3A|2018-05-03"),
    (
        "SIMS",
        "Forename|Surname|Preferred Forename|NC Year|Form|Birth Date",
        "Zoe Mary|O'Brien|Zoë|3|3A|3 May 2018",
    ),
    (
        "Arbor",
        "Preferred First Name|Preferred Last Name|Registration Form|Year Group|UPN|Date of birth",
        "Zoë|O'Brien|3A|Year 3|A1|03-May-2018",
    ),
    (
        "ScholarPack",
        "Pupil Forename|Pupil Surname|Class|Admission Number|DOB",
        "Zoë|O'Brien|3A|A1|3/5/2018",
    ),
    ("by hand", "Known as|Family name|Class name|Born", "Zoë|O'Brien|3A|03.05.2018"),
    ("a title above", "Class list 3A, autumn\n|||\nForename|Surname|Form", "Zoë|O'Brien|3A"),
    ("two of each", "Forename|Surname|Chosen Surname|Form|Group", "Zoë|Smith|O'Brien|3A|B"),
];

#[test]
fn every_systems_list_reads_in_every_encoding_with_every_separator() {
    type Encode = fn(&str) -> Vec<u8>;
    let encodings: [(&str, Encode); 8] = [
        ("UTF-8", |text| text.as_bytes().to_vec()),
        ("UTF-8", |text| format!("\u{feff}{text}").into_bytes()),
        ("windows-1252", |text| text.chars().map(|letter| letter as u32 as u8).collect()),
        ("UTF-16LE", |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16BE", |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("UTF-16LE", |text| {
            format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
        }),
        ("UTF-16BE", |text| {
            format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect()
        }),
        ("UTF-8", |text| text.replace('\n', "\r\n").into_bytes()),
    ];
    for (system, header, row) in SYSTEMS {
        for separator in [',', ';', '\t'] {
            let quoted = |line: &str| -> String {
                let fields = line.split('|').map(|field| match field.contains(',') {
                    true => format!("\"{field}\""),
                    false => field.to_owned(),
                });
                fields.collect::<Vec<_>>().join(&separator.to_string())
            };
            let header: Vec<String> = header.split('\n').map(quoted).collect();
            let text = format!("{}\n{}\n", header.join("\n"), quoted(row));
            for (encoding, encode) in encodings {
                let bytes = encode(&text);
                let what = format!("{system}, {separator:?}, {encoding}");
                let table = Table::read(&bytes).unwrap();
                assert_eq!((table.encoding, table.separator), (encoding, separator), "{what}");
                let (rows, wrong) = read(&table, &Mapping::guess(&table)).unwrap();
                assert!(wrong.is_empty(), "{what}: {wrong:?}");
                assert_eq!(rows.len(), 1, "{what}");
                let row = &rows[0];
                assert_eq!(row.first_name, "Zoë", "{what}");
                assert_eq!(row.last_name.as_deref(), Some("O'Brien"), "{what}");
                assert_eq!(row.class, "3A", "{what}");
                let has = |name: &str| header.last().is_some_and(|header| header.contains(name));
                if has("UPN") || has("upi") || has("id") || has("Admission") {
                    assert_eq!(row.number, "A1", "{what}");
                }
                if has("DOB") || has("dob") || has("irth") || has("Born") {
                    assert_eq!(row.born, Day::new(2018, 5, 3), "{what}");
                }
            }
        }
    }
}

#[test]
fn a_spreadsheet_may_say_what_parts_its_columns() {
    let (rows, wrong) =
        rows_of(b"sep=;\r\nForename;Surname, all of it;Form\r\nMia;Lee;3B\r\n;Nobody;3B\r\n");
    assert_eq!(rows.len(), 1);
    assert_eq!((wrong[0].line, wrong[0].column), (4, Some(1)));
}

#[test]
fn wrong_lines_are_named_with_their_column_and_the_right_ones_go_in() {
    use RowProblem::*;
    let long = "x".repeat(201);
    let file = format!(
        "Class,Forename,Surname,UPN,DOB\n\
         3A,Amira,Khan,A1,03/05/2018\n\
         3A,,Nobody,A2,\n\
         ,Leo,Orr,A3,\n\
         \n\
         3A,{long},Orr,A4,\n\
         3A,Mia,Lee,A1,\n\
         3A,\"Ben,Walker,A6,\n\
         3A,Una,Roe,A7,31/02/2018\n\
         3A,Kit,May,,\n\
         3A,KIT,may,,\n\
         3A,Ivo\n"
    );
    let (rows, wrong) = rows_of(file.as_bytes());
    let named: Vec<_> = wrong.iter().map(|row| (row.line, row.column, row.problem)).collect();
    assert_eq!(
        named,
        [
            (3, Some(2), NoFirstName),
            (4, Some(1), NoClass),
            (6, Some(2), NameTooLong),
            (7, Some(4), ListedTwice),
            (8, None, Unreadable),
            (9, Some(5), NoBirthDay),
            (11, Some(2), Alike),
        ]
    );
    let names: Vec<&str> = rows.iter().map(|row| row.first_name.as_str()).collect();
    assert_eq!(names, ["Amira", "Una", "Kit", "KIT", "Ivo"]);
    assert_eq!(wrong.iter().filter(|row| !row.problem.keeps_out()).count(), 2);
}

#[test]
fn many_open_quotation_marks_cost_their_own_lines_alone() {
    let mut file = "Forename,Surname,Form\n".to_owned();
    for number in 0..500 {
        file.push_str(&format!("Pupil {number},Khan,3A\nBroken,\"Khan,3A\n"));
    }
    let (rows, wrong) = rows_of(file.as_bytes());
    assert_eq!((rows.len(), wrong.len()), (500, 500));
    assert!(wrong.iter().all(|row| row.problem == RowProblem::Unreadable && row.line % 2 == 1));
    // A name over two lines that is meant so is one field.
    let list = b"Forename,Surname,Form,Address\r\nMia,Lee,3A,\"1 \"\"Road\"\"\r\nTown\"\r\n,,,\r\n,Orr,3A,\r\n";
    let (rows, wrong) = rows_of(list);
    assert_eq!((rows.len(), wrong.len(), wrong[0].line), (1, 1, 5));
}

#[test]
fn what_is_no_roster_says_so() {
    for junk in [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], b"", b"hello", b"a,b\n1,2\n", b"\n\n"] {
        let said = Table::read(junk).and_then(|table| read(&table, &Mapping::guess(&table)));
        assert!(matches!(said, Err(ActError::NotARoster)), "{junk:?}");
    }
}

#[test]
fn unknown_columns_are_matched_by_hand() {
    let file = b"Nr;Vorname;Nachname;Klasse\n1;Zo\xeb;Meyer;3a\n2;Leo;Orr;3b\n";
    let table = Table::read(file).unwrap();
    let school = School::default();
    let preview = preview_into(&school, &table, None).unwrap();
    assert_eq!(preview.missing, [Column::FirstName, Column::Class]);
    assert_eq!((preview.added, preview.encoding), (0, "windows-1252"));
    assert_eq!(preview.columns[1].header, "Vorname");
    assert_eq!(preview.columns[1].first_rows, ["Zoë", "Leo"]);
    let mapping: Mapping = "first=2, last=3,class=4".parse().unwrap();
    let by_hand = preview.mapping.with(1, Some(Column::FirstName));
    let by_hand = by_hand.with(2, Some(Column::FirstName)).with(2, Some(Column::LastName));
    let by_hand = by_hand.with(1, Some(Column::FirstName)).with(3, Some(Column::Class));
    assert_eq!(by_hand, mapping);
    let preview = preview_into(&school, &table, Some(&mapping)).unwrap();
    assert_eq!((preview.missing.len(), preview.added), (0, 2));
    let (rows, _) = read(&table, &mapping).unwrap();
    assert_eq!(rows[0].last_name.as_deref(), Some("Meyer"));
    // Without a header the first line is a pupil too.
    let bare = Table::read(b"Amira,Khan,3A\nMia,Lee,3B\n").unwrap();
    let mapping = Mapping { header: None, ..mapping_of("first=1,last=2,class=3") };
    assert_eq!(preview_into(&school, &bare, Some(&mapping)).unwrap().added, 2);
    for bad in ["first", "first=0", "first=1,first=2", "first=1,last=1", "name=1", "first=x"] {
        assert!(bad.parse::<Mapping>().is_err(), "{bad}");
    }
    assert!(read(&bare, &mapping_of("first=1,class=9")).is_err());
}

fn mapping_of(text: &str) -> Mapping {
    text.parse().unwrap()
}

#[test]
fn a_pupil_keeps_their_id_and_what_the_list_does_not_say() {
    let mut school = School::default();
    put(&mut school, b"Forename,Surname,Form,UPN,DOB\nAmira,Khan,3A,A1,03/05/2018\n");
    let pupil_id = school.pupils[0].pupil_id.clone();
    let again = b"Forename,Surname,Form,UPN\nAmira,Khan-Ali,4B,A1\nAmira,Noor,4B,A2\n";
    assert_eq!(put(&mut school, again), (1, 1, vec![]));
    let pupil = school.pupil(&pupil_id).unwrap();
    assert_eq!((pupil.class.as_str(), pupil.last_name.as_str()), ("4B", "Khan-Ali"));
    assert_eq!(pupil.record.born, Day::new(2018, 5, 3));
    // A list with less in it takes nothing away.
    assert_eq!(put(&mut school, b"Forename,Form\nAMIRA,4B\n").1, 1);
    assert!(school.pupils.iter().all(|pupil| !pupil.upn.is_empty()));
    assert_eq!(school.pupils[0].last_name, "Khan-Ali");
}

#[test]
fn two_of_one_name_are_told_apart_by_number_and_birth_day_and_leavers_stay() {
    let mut school = School::default();
    let list = b"Forename,Surname,Form,DOB\nAmira,Khan,3A,03/05/2018\nAmira,Khan,3A,04/05/2018\n";
    put(&mut school, list);
    let ids: Vec<PupilId> = school.pupils.iter().map(|pupil| pupil.pupil_id.clone()).collect();
    let other_way =
        b"Forename,Surname,Form,DOB\nAmira,Khan,3A,04/05/2018\nAmira,Khan,3A,03/05/2018\n";
    assert_eq!(put(&mut school, other_way), (0, 2, vec![]));
    assert_eq!(school.pupils[0].record.born, Day::new(2018, 5, 3));
    assert_eq!(school.called(&school.pupils[0]), "Amira Khan (2018-05-03)");
    // Another day is another pupil, and whoever is not listed stays.
    let third = b"Forename,Surname,Form,DOB\nAmira,Khan,3A,05/05/2018\n";
    let (added, known, left) = put(&mut school, third);
    assert_eq!((added, known, left.len(), school.pupils.len()), (1, 0, 2, 3));
    assert!(ids.iter().all(|id| school.pupil(id).is_some()));
    // A number goes before a name that fits somebody else.
    let mut school = School::default();
    put(&mut school, b"Forename,Surname,Form,UPN\nMia,Lee,3A,A1\nMia,Lee,3A,A2\n");
    let swapped = b"Forename,Surname,Form,UPN\nMia,Lee,3A,\nMia,Lee,3A,A1\n";
    let first = school.pupils[0].pupil_id.clone();
    assert_eq!(put(&mut school, swapped).1, 2);
    assert_eq!(school.pupil(&first).unwrap().upn, "A1");
}

#[test]
fn flags_and_the_lists_objection_are_noted_once() {
    let mut school = School::default();
    let list = b"Forename,Form,UPN,No image,No video\nMia,3A,A1,yes,x\n";
    for _ in 0..3 {
        put(&mut school, list);
    }
    let pupil = &school.pupils[0];
    assert_eq!(pupil.consents, Consents { video: Consent::Objected, ..Consents::default() });
    assert_eq!(pupil.record.history.len(), 2);
    assert!(pupil.record.history.iter().all(|noted| noted.by == "Mrs Patel"));
    // An empty cell takes nothing back.
    put(&mut school, b"Forename,Form,UPN,No image,No video\nMia,3A,A1,,\n");
    assert_eq!(school.pupils[0].consents.video, Consent::Objected);
    assert_eq!(school.pupils[0].flags.len(), 1);
}
