//! Shares that vanish, fill up or are meddled with; homes in use or too new; wrong passphrases.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use crate::program::{School, files, run};

fn sync_of(school: &School) -> (i32, serde_json::Value, String) {
    let run = school.at("tablet", &["--json", "sync", "--once"]);
    (run.code, run.json(), run.stderr)
}

#[test]
fn a_share_that_is_gone_loses_nothing() {
    let school = School::make();
    let pupil = school.pupil(0);
    let away = school.path("demo/away");
    fs::rename(school.share(), &away).unwrap();
    let entry = school.add(&["--pupil", &pupil, "--kind", "tips", "--text", "Wait for me"]);
    let (code, report, said) = sync_of(&school);
    assert_eq!(
        (code, &report["share_state"], &report["pending"]),
        (1, &json!("unreachable"), &json!(1))
    );
    assert!(said.contains("Nothing is lost"), "{said}");
    let status = school.json("tablet", &["status"]);
    assert_eq!((&status["share_state"], &status["pending"]), (&json!("unreachable"), &json!(1)));
    assert!(!status["do"].as_str().unwrap().is_empty());
    assert!(!school.share().exists(), "a vanished mount must not be filled");
    // An empty folder where the mount was is no share either.
    fs::create_dir(school.share()).unwrap();
    assert_eq!(sync_of(&school).1["share_state"], "unreachable");
    assert!(files(&school.share()).is_empty());
    fs::remove_dir(school.share()).unwrap();
    fs::rename(&away, school.share()).unwrap();
    school.sync();
    assert_eq!(school.line(&entry).unwrap()["state"], "new");
}

#[test]
fn a_share_that_cannot_be_written_says_so_and_keeps_what_waits() {
    let school = School::make();
    let entry = school.add(&["--pupil", &school.pupil(0), "--kind", "tips", "--text", "Slowly"]);
    let below = school.path("demo/share/v1/d");
    // Root may write anywhere, so a file stands where a folder belongs: no login can write there.
    let device = school.device("tablet");
    let tmp = below.join(device).join("tmp");
    fs::remove_dir_all(&tmp).ok();
    fs::write(&tmp, b"in the way").unwrap();
    let (code, report, _) = sync_of(&school);
    assert_eq!(code, 1);
    assert_ne!(report["share_state"], "ok");
    assert_eq!(report["pending"], 1);
    fs::remove_file(&tmp).unwrap();
    school.sync();
    assert!(school.line(&entry).is_some());
}

#[test]
fn junk_holes_and_taken_names_on_the_share_are_read_past() {
    let school = School::make();
    let pupil = school.pupil(0);
    let device = school.device("tablet");
    let log = school.path(&format!("demo/share/v1/d/{device}/log/000000"));
    fs::create_dir_all(&log).unwrap();
    let first = school.add(&["--pupil", &pupil, "--kind", "tips", "--text", "First"]);
    // Somebody takes the name that the tablet is about to use, and leaves other litter.
    fs::write(log.join("000000001.seg"), b"mine now").unwrap();
    fs::write(log.join("000000002 (conflict copy).seg"), b"copy").unwrap();
    fs::write(log.join(".DS_Store"), b"x").unwrap();
    fs::write(school.path("demo/share/v1/d/not-a-device"), b"x").unwrap();
    school.sync();
    assert!(school.line(&first).is_some(), "it took the next number");
    let doctor = school.at("tablet", &["doctor", "--json"]);
    assert!(doctor.stdout.contains("000000001.seg"), "{}", doctor.stdout);
    // A hole: the next segment is lost from the share, a later one is not.
    let second = school.add(&["--pupil", &pupil, "--kind", "tips", "--text", "Second"]);
    school.json("tablet", &["sync", "--once"]);
    let lost = fs::read(log.join("000000003.seg")).unwrap();
    fs::remove_file(log.join("000000003.seg")).unwrap();
    let third = school.add(&["--pupil", &pupil, "--kind", "tips", "--text", "Third"]);
    school.sync();
    assert!(school.line(&second).is_none());
    assert!(school.line(&third).is_some(), "read past the hole");
    let verified = school.at("senco", &["verify", "--json"]).json();
    assert!(verified["missing"].as_u64().unwrap() >= 1, "{verified}");
    assert!(verified["tampered"].as_u64().unwrap() >= 1, "{verified}");
    fs::write(log.join("000000003.seg"), lost).unwrap();
    school.sync();
    assert!(school.line(&second).is_some(), "the hole is filled when the file comes back");
}

#[test]
fn altered_bytes_are_named_and_never_shown() {
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
    let blob = files(&school.share())
        .into_iter()
        .find(|path| path.to_string_lossy().ends_with(".bin"))
        .unwrap();
    let whole = fs::read(&blob).unwrap();
    let mut altered = whole.clone();
    altered[whole.len() / 2] ^= 1;
    fs::write(&blob, &altered).unwrap();
    let verified = school.at("senco", &["verify", "--json"]);
    assert_eq!(verified.code, 1);
    let name = blob.file_name().unwrap().to_string_lossy().into_owned();
    assert!(verified.json()["findings"][0]["path"].as_str().unwrap().ends_with(&name));
    assert_eq!(school.at("senco", &["open", &entry, "--out", &school.text("no")]).code, 1);
    assert_eq!(school.at("senco", &["publish", &entry]).code, 1);
    assert!(
        files(&school.path("demo/share/staff"))
            .iter()
            .all(|path| !path.to_string_lossy().ends_with(".mp4"))
    );
    fs::write(&blob, &whole).unwrap();
    assert_eq!(school.json("senco", &["verify"])["tampered"], 0);
}

#[test]
fn a_wrong_passphrase_is_told_and_the_next_one_waits() {
    let school = School::make();
    let wrong = school.text("wrong");
    fs::write(&wrong, "not it at all\n").unwrap();
    let home = school.text("demo/senco");
    let refused = run(&["--home", &home, "--passphrase-file", &wrong, "inbox"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("not the passphrase"), "{}", refused.stderr);
    // The right one still works, after the wait, and clears it.
    school.json("senco", &["inbox"]);
    let none = run(&["--home", &home, "inbox"]);
    assert_eq!(none.code, 2, "no terminal, no prompt");
    assert!(none.stderr.contains("--passphrase-file"));
}

#[test]
fn a_newer_home_and_an_unreadable_one_are_left_alone() {
    let school = School::make();
    let path = school.path("demo/tablet/settings.toml");
    let settings = fs::read_to_string(&path).unwrap();
    let home = school.text("demo/tablet");
    for (broken, said) in [
        (settings.replace("version = 1", "version = 2"), "newer"),
        (format!("{settings}\nthis is = = no toml"), "settings.toml"),
    ] {
        fs::write(&path, &broken).unwrap();
        let refused = run(&["--home", &home, "sync", "--once"]);
        assert_eq!(refused.code, 1);
        assert!(refused.stderr.contains(said), "{}", refused.stderr);
        assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    }
    let nowhere = run(&["--home", &school.text("nowhere"), "status"]);
    assert_eq!(nowhere.code, 1);
    assert!(!school.path("nowhere").exists());
}

#[test]
fn what_is_no_class_list_changes_nothing() {
    let school = School::make();
    let before = school.json("senco", &["roster", "list"]);
    for (name, bytes) in
        [("a.csv", &b"\x00\x01\x02\xff"[..]), ("b.csv", b""), ("c.csv", b"one,two\n1,2\n")]
    {
        fs::write(school.path(name), bytes).unwrap();
        let refused = school.at("senco", &["roster", "import", &school.text(name)]);
        assert_eq!(refused.code, 1, "{name}");
        assert!(refused.stderr.contains("class list"), "{}", refused.stderr);
    }
    assert_eq!(school.json("senco", &["roster", "list"]), before);
}

#[test]
fn secrets_are_for_this_login_alone() {
    let school = School::make();
    for name in [
        "tablet/device.key",
        "tablet/sealing.key",
        "senco/device.key",
        "senco/identity.age",
        "passphrase",
    ] {
        let mode = fs::metadata(school.path(&format!("demo/{name}"))).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

#[test]
fn wrong_use_is_exit_2() {
    for arguments in [
        &["no-such-verb"][..],
        &["record", "--out", "x", "--draft", "y"],
        &["record"],
        &["entry", "add", "--pupil", "none"],
        &["entry", "add", "--pupil", "nobody", "--kind", "clip"],
        &["entry", "add", "--pupil", "none", "--kind", "poem"],
        &["publish", "../../etc/passwd"],
    ] {
        assert_eq!(run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn planted_cuts_and_far_or_giant_files_keep_no_worry_back() {
    let school = School::make();
    let device = school.device("tablet");
    let log = school.path(&format!("demo/share/v1/w/{device}/log/000000"));
    let far = school.path(&format!("demo/share/v1/w/{device}/log/999999"));
    fs::create_dir_all(&log).unwrap();
    fs::create_dir_all(&far).unwrap();
    // Before it is written: an empty cut, a giant file under its name, and a far number.
    fs::write(log.join("000000001.c1.seg"), b"").unwrap();
    fs::write(log.join("000000001.seg"), vec![0; 5 * 1024 * 1024]).unwrap();
    fs::write(far.join("999999999.seg"), b"junk").unwrap();
    let worry = school.add(&["--pupil", "none", "--kind", "worry", "--text", "Please come"]);
    school.sync();
    assert!(school.line(&worry).is_some());
    // After it: a copy of the segment without its body, as a cut that nobody made.
    let second = school.add(&["--pupil", "none", "--kind", "worry", "--text", "Again"]);
    school.json("tablet", &["sync", "--once"]);
    let name = files(&log)
        .into_iter()
        .filter(|path| fs::metadata(path).unwrap().len() > 1000)
        .filter(|path| fs::metadata(path).unwrap().len() < 1_000_000)
        .max()
        .unwrap();
    let whole = fs::read(&name).unwrap();
    let segment = sayso::wire::Segment::decode(&whole).unwrap();
    let mut bare = segment.clone();
    bare.bodies.fill(None);
    let cut = name.to_string_lossy().replace(".seg", ".c7.seg");
    fs::write(&cut, bare.encode()).unwrap();
    school.sync();
    assert!(school.line(&second).is_some(), "the whole file beside the cut counts");
    // Even where only the bare copy is left the tablet keeps its own, and puts it back.
    fs::remove_file(&name).unwrap();
    let third = school.add(&["--pupil", "none", "--kind", "worry", "--text", "Third"]);
    school.sync();
    assert!(school.line(&third).is_some());
}

#[test]
fn junk_in_the_place_of_the_next_keys_file_keeps_nobody_in() {
    let school = School::make();
    fs::write(school.path("demo/share/v1/keys/000000003.keys"), b"in the way").unwrap();
    school.json("senco", &["revoke", &school.device("tablet")]);
    let refused = school.at("tablet", &["--json", "sync", "--once"]);
    assert_eq!(refused.json()["share_state"], "refused");
}

#[test]
fn a_home_whose_ledger_or_key_is_lost_clears_nothing_away() {
    let school = School::make();
    let clip = school.clip();
    school.add(&["--pupil", &school.pupil(0), "--kind", "clip", "--media", &clip]);
    let blobs = || files(&school.path("demo/tablet/out/blob")).len();
    assert_eq!(blobs(), 1);
    for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"] {
        fs::remove_file(school.path(&format!("demo/tablet/{name}"))).ok();
    }
    for _ in 0..2 {
        let refused = school.at("tablet", &["sync", "--once"]);
        assert_eq!(refused.code, 1);
        assert!(refused.stderr.contains("is lost"), "{}", refused.stderr);
        assert_eq!(blobs(), 1, "what waited is still here");
    }
    fs::remove_file(school.path("demo/senco/device.key")).unwrap();
    let refused = school.at("senco", &["sync", "--once"]);
    assert!(refused.stderr.contains("key of this home is lost"), "{}", refused.stderr);
}

#[test]
fn a_blob_that_the_share_lost_is_put_again_while_the_tablet_has_it() {
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
    // The tablet looks after what it sent once a day; this is its first look.
    school.json("senco", &["sync", "--once"]);
    let before = files(&school.share());
    school.json("tablet", &["sync", "--once"]);
    let blob = files(&school.share())
        .into_iter()
        .find(|path| !before.contains(path) && path.to_string_lossy().ends_with(".bin"))
        .unwrap();
    fs::remove_file(&blob).unwrap();
    assert_eq!(school.at("senco", &["open", &entry, "--out", &school.text("no")]).code, 1);
    look_again(&school, "tablet");
    school.json("tablet", &["sync", "--once"]);
    school.json("tablet", &["sync", "--once"]);
    assert!(blob.exists());
    school.json("senco", &["sync", "--once"]);
    school.json("senco", &["open", &entry, "--out", &school.text("whole")]);
}

#[test]
fn what_was_withdrawn_does_not_come_back_from_a_backup_or_a_grant() {
    let school = School::make();
    let pupil = school.pupil(0);
    let add = |text: &str| school.add(&["--pupil", &pupil, "--kind", "tips", "--text", text]);
    let (first, second, stays) = (add("First"), add("Second"), add("Stays"));
    school.sync();
    school.join("jones", "Ms Jones", "senco");
    let log = school.path(&format!("demo/share/v1/d/{}/log/000000", school.device("tablet")));
    let backup = fs::read(log.join("000000001.seg")).unwrap();
    // Two withdrawals in one of the tablet's segments, both known to it.
    school.json("jones", &["sync", "--once"]);
    school.json("jones", &["withdraw", &first, "--reason", "asked"]);
    school.json("senco", &["sync", "--once"]);
    school.json("senco", &["withdraw", &second, "--reason", "asked"]);
    school.sync();
    let bodies = || {
        let segments = files(&log).into_iter().map(|path| fs::read(path).unwrap());
        let whole = segments.filter_map(|bytes| sayso::wire::Segment::decode(&bytes).ok());
        whole.map(|segment| segment.bodies.iter().flatten().count()).collect::<Vec<_>>()
    };
    assert_eq!(bodies(), [1], "one file with one body");
    // The old file comes back beside the cut: the next to read it cuts it again.
    fs::write(log.join("000000001.seg"), &backup).unwrap();
    assert_eq!(bodies().iter().sum::<usize>(), 4);
    look_again(&school, "senco");
    school.sync();
    assert_eq!(bodies(), [1], "destroyed again");
    assert!(school.line(&stays).is_some());
    for entry in [&first, &second] {
        assert_eq!(school.line(entry).unwrap()["state"], "withdrawn");
    }
}

#[test]
fn a_segment_put_again_beside_junk_goes_to_the_end_and_moves_no_other() {
    let school = School::make();
    let pupil = school.pupil(0);
    let mut entries = Vec::new();
    for text in ["One", "Two", "Three"] {
        entries.push(school.add(&["--pupil", &pupil, "--kind", "tips", "--text", text]));
        school.json("tablet", &["sync", "--once"]);
    }
    let log = school.path(&format!("demo/share/v1/d/{}/log/000000", school.device("tablet")));
    fs::write(log.join("000000002.seg"), b"junk where ours was").unwrap();
    look_again(&school, "tablet");
    school.json("tablet", &["sync", "--once"]);
    school.json("tablet", &["sync", "--once"]);
    let names: Vec<String> = files(&log)
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 4, "{names:?}");
    school.json("senco", &["sync", "--once"]);
    for entry in &entries {
        assert!(school.line(entry).is_some());
    }
}

/// Lets a home do at its next sync what it does once a day.
fn look_again(school: &School, home: &str) {
    let ledger = school.path(&format!("demo/{home}/ledger.sqlite"));
    let ledger = rusqlite::Connection::open(ledger).unwrap();
    for fact in ["looked-after", "looked-at-buried"] {
        ledger.execute("DELETE FROM rows WHERE key = CAST(?1 AS BLOB)", [fact]).unwrap();
    }
}

#[test]
fn a_refused_init_touches_no_words_and_a_folder_that_is_gone_is_not_made_again() {
    let school = School::make();
    let words = school.text("words");
    fs::write(school.path("words"), "another school's words").unwrap();
    fs::write(school.path("passphrase"), "a long passphrase").unwrap();
    let init = |share: &str| {
        run(&[
            "--home",
            &school.text("new"),
            "--passphrase-file",
            &school.text("passphrase"),
            "init",
            "--school",
            "Another",
            "--share",
            share,
            "--staff-share",
            &school.text("staff"),
            "--words-file",
            &words,
        ])
    };
    for share in [school.text("demo/share"), school.text("fresh")] {
        let refused = init(&share);
        assert_eq!(refused.code, 1, "{}", refused.stderr);
        assert_eq!(fs::read_to_string(school.path("words")).unwrap(), "another school's words");
        assert!(!school.path("new/settings.toml").exists());
    }
    fs::remove_file(school.path("words")).unwrap();
    assert_eq!(init(&school.text("demo/share")).code, 1);
    assert!(!school.path("words").exists(), "no words that open nothing");

    // The share is away, its pages with it: what is done meanwhile makes neither anew, and a
    // withdrawal is finished by the first sync.
    let pupil = school.pupil(0);
    let entry = school.add(&[
        "--pupil",
        &pupil,
        "--kind",
        "page",
        "--text",
        "Away",
        "--helped",
        "alone",
        "--audience",
        "staff",
    ]);
    school.sync();
    school.json("senco", &["publish", &entry]);
    fs::rename(school.share(), school.path("moved")).unwrap();
    assert_eq!(school.at("senco", &["withdraw", &entry, "--reason", "asked"]).code, 1);
    assert_eq!(school.at("senco", &["reply", &entry, "--text", "We heard"]).code, 1);
    assert!(!school.share().exists());
    fs::rename(school.path("moved"), school.share()).unwrap();
    school.json("senco", &["sync", "--once"]);
    assert_eq!(school.line(&entry).unwrap()["state"], "withdrawn");
    assert_eq!(school.json("senco", &["status"])["share_state"], "ok");
}
