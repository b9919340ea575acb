//! The staff pages as they are written: never half, never more of them than has changed, and none
//! before a pupil's login was shown not to read them.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use sayso::acts::{Desk, roster, staff_site, sync};
use sayso::platform::Machine;
use sayso::share::{ShareError, Site};
use sayso::store::Access;

use crate::program::{School, run};

/// A site that notes what is done to it, and looks at every page after each step as a browser would.
#[derive(Debug)]
struct Watched {
    site: Arc<dyn Site>,
    folder: PathBuf,
    done: Arc<Mutex<Vec<String>>>,
}

impl Watched {
    fn look(&self, what: &str) {
        let names = |folder: &str| -> BTreeSet<String> {
            let listed = fs::read_dir(self.folder.join(folder)).into_iter().flatten().flatten();
            listed.map(|file| file.file_name().to_string_lossy().into_owned()).collect()
        };
        let (top, clips) = (names(""), names("clip"));
        let is_there = |named: &str| match named.strip_prefix("clip/") {
            Some(clip) => clips.contains(clip),
            None => top.contains(named),
        };
        for page in top.iter().filter(|name| name.ends_with(".html")) {
            let text = fs::read_to_string(self.folder.join(page)).unwrap();
            for attribute in [" src=\"", " poster=\"", " href=\""] {
                let named = text.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
                for named in named.filter(|one| !one.starts_with('#') && !one.starts_with("data:"))
                {
                    assert!(is_there(named), "after {what}: {page} names {named}");
                }
            }
        }
    }
}

impl Site for Watched {
    fn put_replace(&self, path: &str, bytes: &[u8]) -> Result<(), ShareError> {
        self.site.put_replace(path, bytes)?;
        self.done.lock().unwrap().push(format!("put {path}"));
        self.look(path);
        Ok(())
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, ShareError> {
        self.site.list(folder)
    }

    fn read(&self, path: &str, limit_bytes: u64) -> Result<Option<Vec<u8>>, ShareError> {
        self.site.read(path, limit_bytes)
    }

    fn delete(&self, path: &str) -> Result<(), ShareError> {
        self.site.delete(path)?;
        self.done.lock().unwrap().push(format!("delete {path}"));
        self.look(path);
        Ok(())
    }
}

fn senco(school: &School) -> Desk {
    let access = Access::Write { verb: "test" };
    let mut desk = Desk::open(&Machine::real(), &school.path("demo/senco"), access).unwrap();
    desk.unlock(fs::read_to_string(school.path("demo/passphrase")).unwrap().trim()).unwrap();
    desk
}

/// The SENCo's desk, whose pages are watched from now on.
fn watched(school: &School) -> (Desk, Arc<Mutex<Vec<String>>>) {
    let mut desk = senco(school);
    let done = Arc::new(Mutex::new(Vec::new()));
    let folder = school.path("demo/share/staff");
    let site = desk.site.take().unwrap();
    desk.site = Some(Arc::new(Watched { site, folder, done: Arc::clone(&done) }));
    (desk, done)
}

#[test]
fn one_more_publication_in_a_school_of_400_writes_only_what_changed_and_nothing_half() {
    let school = School::make();
    {
        let desk = senco(&school);
        let mut list = "Forename,Surname,Form,UPN\n".to_owned();
        for number in 0..400 {
            list += &format!("Pupil{number},Name{number},{} Elm,U{number:04}\n", number / 25);
        }
        roster::import(&desk, list.as_bytes()).unwrap();
        sync::send_now(&desk).unwrap();
    }
    school.json("tablet", &["sync", "--once"]);
    let pupil = school.pupil(200);
    let clip = school.clip();
    let clip =
        school.add(&["--pupil", &pupil, "--kind", "clip", "--media", &clip, "--audience", "staff"]);
    let tips =
        school.add(&["--pupil", &pupil, "--kind", "tips", "--text", "One", "--audience", "staff"]);
    let more = school.add(&[
        "--pupil",
        &pupil,
        "--kind",
        "symbols",
        "--symbols",
        "happy",
        "--audience",
        "staff",
    ]);
    school.sync();
    school.json("senco", &["publish", &tips]);

    let (desk, done) = watched(&school);
    let publish = |entry: &str| {
        let looked = sayso::domain::Looked::NotYet;
        sayso::acts::publish::publish(&desk, &entry.parse().unwrap(), looked, None).unwrap();
    };
    publish(&clip);
    let first = std::mem::take(&mut *done.lock().unwrap());
    let is_put = |path: &str| first.iter().any(|one| one == &format!("put {path}"));
    let kinds = |done: &[String], part: &str| done.iter().filter(|one| one.contains(part)).count();
    // Clip, pupil, class, book and list; the sheet, the names and the first page are as they were.
    assert_eq!(first.len(), 5, "{first:?}");
    assert!(is_put("book.json") && is_put("pages.cbor"));
    assert_eq!(
        (kinds(&first, "clip/"), kinds(&first, "pupil-"), kinds(&first, "class-")),
        (1, 1, 1)
    );
    let place = |part: &str| first.iter().position(|one| one.starts_with(part));
    assert!(place("put clip/") < place("put pupil-"), "{first:?}");
    assert_eq!(first.last().unwrap(), "put pages.cbor");

    publish(&more);
    let second = std::mem::take(&mut *done.lock().unwrap());
    assert_eq!(second.len(), 3, "pupil, book, list: {second:?}");
    staff_site::rebuild(&desk).unwrap();
    assert_eq!(*done.lock().unwrap(), Vec::<String>::new(), "nothing changed, nothing is written");

    // What is taken back goes from its page first and then for good.
    sayso::acts::withdraw::withdraw(&desk, &clip.parse().unwrap(), "asked").unwrap();
    let third = std::mem::take(&mut *done.lock().unwrap());
    let at = |part: &str| third.iter().position(|one| one.starts_with(part)).unwrap();
    assert!(at("put pupil-") < at("delete clip/"), "{third:?}");
    assert!(third.len() <= 6, "{third:?}");
}

#[test]
fn nothing_is_published_before_a_pupils_login_was_shown_not_to_read_the_pages() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::create_dir(folder.path().join("share")).unwrap();
    fs::write(path("pass"), "one long passphrase\n").unwrap();
    fs::write(path("list.csv"), "Forename,Surname,Form\nAmira,Khan,3\n").unwrap();
    let at = |home: &str, arguments: &[&str]| {
        let (home, pass) = (path(home), path("pass"));
        run(&[&["--home", &home, "--passphrase-file", &pass, "--json"], arguments].concat())
    };
    let (share, staff) = (path("share"), path("staff"));
    let there = ["--share", &share, "--staff-share", &staff];
    let init = ["init", "--school", "Test", "--words-file", &path("words")];
    assert_eq!(at("senco", &[&init[..], &there[..]].concat()).code, 0);
    let join = ["join", "--name", "T", "--role", "tablet"];
    let asked = at("tablet", &[&join[..], &there[..]].concat()).json();
    let text = |key: &str| asked[key].as_str().unwrap().to_owned();
    let approve = ["approve", &text("device_id"), "--words", &text("words")];
    assert_eq!(at("senco", &approve).code, 0);
    assert_eq!(at("senco", &["roster", "import", &path("list.csv")]).code, 0);
    at("tablet", &["sync", "--once"]);
    let pupil =
        at("tablet", &["roster", "list"]).json()[0]["pupil_id"].as_str().unwrap().to_owned();
    let add = [
        "entry",
        "add",
        "--pupil",
        &pupil,
        "--kind",
        "tips",
        "--text",
        "Wait for me",
        "--audience",
        "staff",
    ];
    let entry = at("tablet", &add).json()["entry_id"].as_str().unwrap().to_owned();
    at("tablet", &["sync", "--once"]);
    at("senco", &["sync", "--once"]);

    let refused = at("senco", &["publish", &entry]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("sayso doctor --as pupil"), "{}", refused.stderr);
    // Until then the pages name nobody, but are there to be looked at.
    let first = fs::read_to_string(folder.path().join("staff/index.html")).unwrap();
    assert!(!first.contains("class-"), "{first}");
    for page in fs::read_dir(folder.path().join("staff")).unwrap() {
        let page = fs::read(page.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&page).contains("Amira"));
    }

    let open = at("tablet", &["doctor", "--as", "pupil"]);
    assert_eq!(open.code, 1, "this login can read the pages: {}", open.stdout);
    assert!(!open.stdout.contains("pupil-passed"));
    // As in a pupil's login: what is closed to it is not there.
    let closed = folder.path().join("closed");
    fs::rename(folder.path().join("staff"), &closed).unwrap();
    let looked = at("tablet", &["doctor", "--as", "pupil"]);
    assert_eq!(looked.code, 0, "{}", looked.stderr);
    fs::rename(&closed, folder.path().join("staff")).unwrap();
    let rows = looked.json();
    let last = rows.as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["check"], "pupil-passed");
    let code = last["do"].as_str().unwrap().rsplit(' ').next().unwrap().to_owned();

    let wrong = at("senco", &["doctor", "--passed", "AAAA-BBBB"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.stderr.contains("no code of this school"), "{}", wrong.stderr);
    assert_eq!(at("senco", &["publish", &entry]).code, 1, "a wrong code changes nothing");
    let typed = code.to_lowercase().replace('-', " ");
    assert_eq!(at("senco", &["doctor", "--passed", &typed]).code, 0);
    let published = at("senco", &["publish", &entry]);
    assert_eq!(published.code, 0, "{}", published.stderr);
    let first = fs::read_to_string(folder.path().join("staff/index.html")).unwrap();
    assert!(first.contains("class-"));

    // Where the share is away, that nothing can be read proves nothing.
    fs::rename(folder.path().join("share"), &closed).unwrap();
    let away = at("tablet", &["doctor", "--as", "pupil"]);
    fs::rename(&closed, folder.path().join("share")).unwrap();
    assert_eq!(away.code, 1);
    assert!(!away.stdout.contains("pupil-passed"), "{}", away.stdout);
}

#[test]
fn a_supply_pin_is_given_for_one_class_and_one_day() {
    let school = School::make();
    let far = school.at("senco", &["supply", "--class", "3 Oak", "--date", "2020-01-01"]);
    assert_eq!(far.code, 1);
    assert!(far.stderr.contains("for today"), "{}", far.stderr);
    let no_class = school.at("senco", &["supply", "--class", "9 Nowhere"]);
    assert!(no_class.stderr.contains("9 Nowhere"), "{}", no_class.stderr);
    let tomorrow = jiff::Timestamp::now().to_zoned_datetime(jiff::tz::TimeZone::system()).date();
    let tomorrow = tomorrow.tomorrow().unwrap().to_string();
    let give = ["supply", "--class", "3 Oak", "--date", &tomorrow];
    let given = school.json("senco", &give);
    let pin = given["pin"].as_str().unwrap();
    assert!(pin.len() == 6 && pin.chars().all(|digit| digit.is_ascii_digit()), "{given}");
    assert_eq!((&given["class"], &given["date"]), (&"3 Oak".into(), &tomorrow.into()));
    // Not as it is, on any disk.
    for file in crate::program::files(&school.path("demo")) {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(6).any(|six| six == pin.as_bytes()), "{}", file.display());
    }
    assert_eq!(school.at("tablet", &["supply", "--class", "3 Oak"]).code, 1);
}
