//! Joining, approving, roles, revoking and coming back.

use std::fs;

use serde_json::json;

use crate::program::{School, code_of_closed_pages, run};

#[test]
fn a_tablet_that_nobody_let_in_can_send_nothing() {
    let school = School::make();
    let (device, words) = school.ask_to_join("second", "Class 5 tablet", "tablet");
    assert_eq!(words.split(' ').count(), 6);
    let sync = school.at("second", &["--json", "sync", "--once"]);
    assert_eq!((sync.code, &sync.json()["share_state"]), (1, &json!("refused")));
    let wrong = school.at("senco", &["approve", &device, "--words", "one two three four five six"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.stderr.contains("six words"), "{}", wrong.stderr);
    let waiting = school.json("senco", &["approve"]);
    assert_eq!(waiting[0]["device_id"], device.as_str());
    school.json("senco", &["approve", &device, "--words", &words.to_uppercase().replace(' ', "-")]);
    assert_eq!(school.json("second", &["sync", "--once"])["share_state"], "ok");
    assert_eq!(school.json("second", &["roster", "list"]).as_array().unwrap().len(), 12);
}

#[test]
fn a_revoked_tablet_is_not_heard_any_more_and_what_it_said_stays() {
    let school = School::make();
    let before = school.add(&["--pupil", &school.pupil(0), "--kind", "tips", "--text", "Before"]);
    school.sync();
    let device = school.device("tablet");
    let after = school.add(&["--pupil", &school.pupil(0), "--kind", "tips", "--text", "After"]);
    school.json("senco", &["revoke", &device]);
    let refused = school.at("tablet", &["--json", "sync", "--once"]);
    assert_eq!((refused.code, &refused.json()["pending"]), (1, &json!(1)));
    school.json("senco", &["sync", "--once"]);
    assert!(school.line(&before).is_some());
    assert!(school.line(&after).is_none());
}

#[test]
fn a_second_senco_reads_what_was_said_before_they_came() {
    let school = School::make();
    let clip = school.clip();
    let entry = school.add(&[
        "--pupil",
        &school.pupil(0),
        "--kind",
        "clip",
        "--media",
        &clip,
        "--audience",
        "staff",
    ]);
    school.sync();
    let (device, words) = school.ask_to_join("jones", "Ms Jones", "senco");
    school.json("senco", &["approve", &device, "--words", &words]);
    school.json("jones", &["sync", "--once"]);
    school.json("jones", &["open", &entry, "--out", &school.text("opened")]);
    assert!(school.path("opened/1.mp4").exists());
    assert_eq!(school.json("jones", &["verify"])["findings"], json!([]));
    // What one withdraws, the other no longer has.
    school.sync();
    school.json("senco", &["withdraw", &entry, "--reason", "asked"]);
    school.json("jones", &["sync", "--once"]);
    assert_eq!(school.at("jones", &["open", &entry, "--out", &school.text("no")]).code, 1);
    assert_eq!(school.json("jones", &["verify"])["findings"], json!([]));
}

#[test]
fn a_lost_passphrase_is_mended_with_the_words_from_the_safe() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::create_dir(folder.path().join("share")).unwrap();
    fs::write(path("pass"), "one long passphrase\n").unwrap();
    fs::write(path("new"), "another long passphrase\n").unwrap();
    let home = path("senco");
    let made = run(&[
        "--home",
        &home,
        "--passphrase-file",
        &path("pass"),
        "init",
        "--school",
        "Test",
        "--share",
        &path("share"),
        "--staff-share",
        &path("share/staff"),
        "--words-file",
        &path("words"),
    ]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let asked = run(&[
        "--home",
        &path("tablet"),
        "--json",
        "join",
        "--share",
        &path("share"),
        "--name",
        "T",
        "--role",
        "tablet",
    ])
    .json();
    let at_senco = |pass: &str, arguments: &[&str]| {
        let mut all = vec!["--home", &home, "--json", "--passphrase-file", pass];
        all.extend(arguments);
        run(&all)
    };
    let device = asked["device_id"].as_str().unwrap();
    assert_eq!(
        at_senco(&path("pass"), &["approve", device, "--words", asked["words"].as_str().unwrap()])
            .code,
        0
    );
    fs::write(path("list.csv"), "Forename,Surname,Form\nAmira,Khan,3\n").unwrap();
    assert_eq!(at_senco(&path("pass"), &["roster", "import", &path("list.csv")]).code, 0);
    let tablet = |arguments: &[&str]| {
        let home = path("tablet");
        let mut all = vec!["--home", &home, "--json"];
        all.extend(arguments);
        let run = run(&all);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        run.json()
    };
    tablet(&["sync", "--once"]);
    let pupil = tablet(&["roster", "list"])[0]["pupil_id"].as_str().unwrap().to_owned();
    let entry = tablet(&["entry", "add", "--pupil", &pupil, "--kind", "tips", "--text", "Stay"]);
    tablet(&["sync", "--once"]);
    assert_eq!(at_senco(&path("pass"), &["sync", "--once"]).code, 0);

    let recovered = at_senco(&path("new"), &["recover", "--words-file", &path("words")]);
    assert_eq!(recovered.code, 0, "{}", recovered.stderr);
    assert_eq!(at_senco(&path("pass"), &["inbox"]).code, 1, "the old passphrase is of no use");
    let inbox = at_senco(&path("new"), &["inbox"]);
    assert_eq!(inbox.json()[0]["entry_id"], entry["entry_id"]);
    // And what is said from now on reaches the new key.
    tablet(&["sync", "--once"]);
    let later = tablet(&["entry", "add", "--pupil", &pupil, "--kind", "tips", "--text", "Go"]);
    tablet(&["sync", "--once"]);
    assert_eq!(at_senco(&path("new"), &["sync", "--once"]).code, 0);
    assert!(
        at_senco(&path("new"), &["inbox"]).stdout.contains(later["entry_id"].as_str().unwrap())
    );
    fs::write(path("wrong"), ["abandon"; 23].join(" ") + " art").unwrap();
    assert_eq!(at_senco(&path("new"), &["recover", "--words-file", &path("wrong")]).code, 1);
}

#[test]
fn the_last_in_a_role_keeps_it() {
    let school = School::make();
    let people = school.json("senco", &["people", "list"]);
    assert_eq!(people[0]["name"], "Mrs Patel");
    let refused = school.at("senco", &["people", "remove", "Mrs Patel", "--role", "senco"]);
    assert_eq!(refused.code, 1);
    let refused = school.at("senco", &["people", "remove", "Mrs Patel", "--role", "dsl"]);
    assert_eq!(refused.code, 1, "worries would reach nobody");
    school.json("senco", &["people", "add", "Mrs Patel", "--role", "dsl"]);
    school.json("senco", &["people", "add", "Mr Brown", "--role", "staff"]);
}

#[test]
fn a_hold_and_what_was_decided_outlive_a_recovery() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::create_dir(folder.path().join("share")).unwrap();
    fs::write(path("pass"), "one long passphrase\n").unwrap();
    let at = |home: &str, arguments: &[&str]| {
        let (home, pass) = (path(home), path("pass"));
        let mut all = vec!["--home", &home, "--json", "--passphrase-file", &pass];
        all.extend(arguments);
        run(&all)
    };
    let done = |home: &str, arguments: &[&str]| {
        let run = at(home, arguments);
        assert_eq!(run.code, 0, "{home} {arguments:?}: {}", run.stderr);
        run.json()
    };
    let share = path("share");
    done(
        "senco",
        &[
            "init",
            "--school",
            "Test",
            "--share",
            &share,
            "--staff-share",
            &path("pages"),
            "--words-file",
            &path("words"),
        ],
    );
    for (home, name, role) in [("dsl", "Mr Khan", "dsl"), ("tablet", "T", "tablet")] {
        let asked = done(home, &["join", "--share", &share, "--name", name, "--role", role]);
        let (device, words) =
            (asked["device_id"].as_str().unwrap(), asked["words"].as_str().unwrap());
        done("senco", &["approve", device, "--words", words]);
        done(home, &["sync", "--once"]);
    }
    fs::write(path("list.csv"), "Forename,Surname,Form\nAmira,Khan,3\n").unwrap();
    done("senco", &["roster", "import", &path("list.csv")]);
    done("tablet", &["sync", "--once"]);
    let pupil = done("tablet", &["roster", "list"])[0]["pupil_id"].as_str().unwrap().to_owned();
    let add = |kind: &str| {
        let added = done(
            "tablet",
            &[
                "entry",
                "add",
                "--pupil",
                &pupil,
                "--kind",
                kind,
                "--text",
                "Words",
                "--audience",
                "staff",
            ],
        );
        added["entry_id"].as_str().unwrap().to_owned()
    };
    let (kept, shown, worry) = (add("page"), add("tips"), add("worry"));
    for home in ["tablet", "dsl", "senco"] {
        done(home, &["sync", "--once"]);
    }
    done("dsl", &["hold", &kept]);
    let code = code_of_closed_pages(&folder.path().join("senco"));
    done("senco", &["doctor", "--passed", &code]);
    done("senco", &["publish", &shown]);
    let words = fs::read_to_string(path("words")).unwrap();
    let sets: Vec<String> =
        words.split("\n\n").map(|set| set.lines().skip(1).collect::<Vec<_>>().join(" ")).collect();
    fs::write(path("school-words"), &sets[0]).unwrap();
    fs::write(path("head-words"), &sets[1]).unwrap();

    let state = |home: &str, entry: &str| {
        let inbox = done(home, &["inbox"]);
        let line = inbox.as_array().unwrap().iter().find(|line| line["entry_id"] == entry).cloned();
        line.map(|line| line["state"].as_str().unwrap().to_owned())
    };
    done("senco", &["recover", "--words-file", &path("school-words")]);
    assert_eq!(state("senco", &kept).as_deref(), Some("held"));
    assert_eq!(state("senco", &shown).as_deref(), Some("published"));
    assert_eq!(at("senco", &["withdraw", &kept, "--reason", "asked"]).code, 1);
    // The lead's key is renewed too; the worry comes back with the words from the head's safe.
    done("dsl", &["recover", "--words-file", &path("school-words")]);
    assert_eq!(state("dsl", &worry), None);
    // Who is in the school is told to the new key by the SENCo's next sync.
    done("senco", &["sync", "--once"]);
    done("dsl", &["sync", "--once"]);
    done("dsl", &["recover", "--words-file", &path("head-words")]);
    assert_eq!(state("dsl", &worry).as_deref(), Some("new"));

    // A computer that is lost altogether: join anew, and the school's words let it in.
    done(
        "again",
        &[
            "join",
            "--share",
            &share,
            "--name",
            "Mrs Patel",
            "--role",
            "senco",
            "--staff-share",
            &path("pages"),
        ],
    );
    done("again", &["recover", "--words-file", &path("school-words")]);
    assert_eq!(state("again", &kept).as_deref(), Some("held"));
    assert_eq!(state("again", &shown).as_deref(), Some("published"));
}
