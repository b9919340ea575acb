//! Class lists by the command line: looked at first, columns matched by hand, wrong rows named.

use std::fs;

use serde_json::json;

use crate::program::School;

#[test]
fn a_list_with_unknown_columns_is_looked_at_and_matched_by_hand() {
    let school = School::make();
    let list = school.text("liste.csv");
    fs::write(&list, b"Nr;Vorname;Nachname;Klasse\nB1;J\xf6rg;Meyer;3 Oak\nB2;;Orr;3 Oak\n")
        .unwrap();
    let before = school.json("senco", &["roster", "list"]);
    let import = ["roster", "import", list.as_str()];
    let refused = school.at("senco", &import);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("--columns"), "{}", refused.stderr);
    let seen = school.json("senco", &[&import[..], &["--preview"]].concat());
    assert_eq!(seen["missing"], json!(["first", "class"]));
    assert_eq!((&seen["separator"], &seen["encoding"]), (&json!(";"), &json!("windows-1252")));
    assert_eq!(seen["columns"][1]["first_rows"][0], "Jörg");
    let columns = ["--columns", "first=2,last=3,class=4,number=1"];
    let seen = school.json("senco", &[&import[..], &columns, &["--preview"]].concat());
    assert_eq!((&seen["added"], &seen["updated"]), (&json!(1), &json!(0)));
    assert_eq!(seen["leavers"].as_array().unwrap().len(), 12);
    assert_eq!(school.json("senco", &["roster", "list"]), before, "a look changes nothing");
    let done = school.json("senco", &[&import[..], &columns].concat());
    assert_eq!((&done["added"], &done["not_listed"]), (&json!(1), &json!(12)));
    assert_eq!((&done["wrong"][0]["line"], &done["wrong"][0]["column"]), (&json!(3), &json!(2)));
    let after = school.json("senco", &["roster", "list"]);
    assert_eq!(after.as_array().unwrap().len(), 13, "leavers stay");
    assert!(after.to_string().contains("Jörg Meyer"));
    let wrong = school.at("senco", &[&import[..], &["--columns", "name=1"]].concat());
    assert_eq!(wrong.code, 2);
}
