//! The background program by its command line: what it says, what it sends to a mail server and to
//! the desktop, and that none of it is about anybody.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::Value;

use crate::program::{Run, School, sayso};

const SENTENCE: &str = "Somebody follows me home behind the gym";

/// A mail server that takes every letter and keeps all that was said to it.
struct MailServer {
    port: u16,
    heard: Arc<Mutex<Vec<u8>>>,
}

impl MailServer {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let theirs = Arc::clone(&heard);
        thread::spawn(move || {
            for line in listener.incoming() {
                let theirs = Arc::clone(&theirs);
                thread::spawn(move || serve(line.unwrap(), &theirs));
            }
        });
        Self { port, heard }
    }

    fn heard(&self) -> String {
        String::from_utf8(self.heard.lock().unwrap().clone()).unwrap()
    }
}

/// As RFC 5321 has it, without anything that could be left out.
fn serve(line: TcpStream, heard: &Mutex<Vec<u8>>) {
    let mut to = line.try_clone().unwrap();
    let mut from = BufReader::new(line);
    to.write_all(b"220 mail.test\r\n").unwrap();
    let mut is_letter = false;
    loop {
        let mut said = Vec::new();
        if from.read_until(b'\n', &mut said).unwrap_or(0) == 0 {
            return;
        }
        heard.lock().unwrap().extend(&said);
        let answer: &[u8] = match &said[..] {
            b".\r\n" => {
                is_letter = false;
                b"250 taken\r\n"
            }
            _ if is_letter => continue,
            b"DATA\r\n" => {
                is_letter = true;
                b"354 go on\r\n"
            }
            b"QUIT\r\n" => {
                let _ = to.write_all(b"221 bye\r\n");
                return;
            }
            said if said.starts_with(b"RCPT TO:<refused") => b"550 nobody of that name\r\n",
            _ => b"250 mail.test\r\n",
        };
        if to.write_all(answer).is_err() {
            return;
        }
    }
}

/// Runs a verb at the SENCo's home without the passphrase, and without a desktop.
fn locked(school: &School, bus: &str, arguments: &[&str]) -> Run {
    let home = school.text("demo/senco");
    let mut command = sayso();
    command.args(["--home", &home, "--json"]).args(arguments);
    command.env("DBUS_SESSION_BUS_ADDRESS", bus);
    Run::from(command.output().unwrap())
}

const NO_BUS: &str = "unix:path=/nowhere/at/all";

#[track_caller]
fn watched(school: &School, bus: &str) -> Value {
    let watched = locked(school, bus, &["watch", "--once"]);
    assert_eq!(watched.code, 0, "{}", watched.stderr);
    watched.json()
}

/// A school whose SENCo's computer watches and whose tablet knows that it does.
fn watching() -> School {
    let school = School::make();
    let email = ["people", "contact", "Mrs Patel", "--email", "patel@school.example"];
    let contact = school.json("senco", &email);
    assert_eq!(contact["email"], "patel@school.example");
    assert_eq!(watched(&school, NO_BUS)["new"], 0);
    school.sync();
    school.json("tablet", &["sync", "--once"]);
    school
}

fn set_mail(school: &School, server: &MailServer) {
    let port = server.port.to_string();
    school.json(
        "senco",
        &[
            "mail",
            "set",
            "--server",
            "127.0.0.1",
            "--port",
            &port,
            "--security",
            "none",
            "--from",
            "sayso@school.example",
        ],
    );
}

#[test]
fn a_letter_says_that_a_worry_waits_and_nothing_else() {
    let school = watching();
    let server = MailServer::start();
    set_mail(&school, &server);
    let pupil = school.pupil(0);
    let name = school.json("tablet", &["roster", "list"])[0]["name"].as_str().unwrap().to_owned();
    let entry = school.add(&["--pupil", &pupil, "--kind", "worry", "--text", SENTENCE, "--urgent"]);
    school.json("tablet", &["sync", "--once"]);
    let told = watched(&school, NO_BUS);
    assert_eq!(told["new"], 1);
    assert_eq!(told["told"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!(told["told"][0]["entry_id"], entry.as_str());
    assert_eq!(told["told"][0]["whom"], school.device("senco").as_str());
    assert_eq!(told["told"][0]["how"], "mail");
    assert_eq!(told["told"][0]["why"], "arrived");
    // Once.
    let again = watched(&school, NO_BUS);
    assert_eq!((&again["new"], &again["told"]), (&0.into(), &Value::Array(Vec::new())));
    let heard = server.heard();
    assert!(heard.contains("RCPT TO:<patel@school.example>"), "{heard}");
    assert!(heard.contains("Subject: A worry is waiting"), "{heard}");
    assert!(heard.contains("Open it in Say So"), "{heard}");
    let secrets = [SENTENCE, &name, &entry, &pupil, "Patel", "follows", "urgent", "Urgent"];
    for secret in secrets {
        assert!(!heard.contains(secret), "{secret}: {heard}");
    }
    let encoded = data_encoding::BASE64.encode(SENTENCE.as_bytes());
    assert!(!heard.contains(&encoded[4..24]));
    // Whoever may read the worry finds who was told, by what and why.
    let audit = school.json("senco", &["audit", "--entry", &entry]);
    let told: Vec<&Value> =
        audit.as_array().unwrap().iter().filter(|line| line["did"] == "told").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["whom"], "Mrs Patel");
    assert_eq!(told[0]["reason"], "mail arrived");
    // Opened, it is over; and it can be handed over.
    school.json("senco", &["open", &entry, "--out", &school.text("opened")]);
    let handed = ["handover", &entry, "--recorded-in", "CPOMS", "--reference", "123"];
    school.json("senco", &[&handed[..], &["--what", "Told their social worker"]].concat());
    school.json("senco", &["open", &entry, "--out", &school.text("opened")]);
    let opened = fs::read_to_string(school.path("opened/entry.json")).unwrap();
    let opened: Value = serde_json::from_str(&opened).unwrap();
    assert_eq!(opened["handling"]["done"][0]["reference"], "123");
    assert_eq!(opened["handling"]["opened_by"][0]["device_id"], school.device("senco").as_str());
    let empty = school.at("senco", &["handover", &entry]);
    assert_eq!(empty.code, 1);
}

#[test]
fn a_mail_server_that_is_away_or_refuses_is_told_and_tried_again() {
    let school = watching();
    let gone = TcpListener::bind("127.0.0.1:0").unwrap();
    let away = MailServer { port: gone.local_addr().unwrap().port(), heard: Arc::default() };
    drop(gone);
    set_mail(&school, &away);
    school.add(&["--pupil", "none", "--kind", "worry", "--text", SENTENCE]);
    school.json("tablet", &["sync", "--once"]);
    let failed = locked(&school, NO_BUS, &["watch", "--once"]);
    assert_eq!(failed.code, 1);
    assert!(failed.stderr.contains("does not answer"), "{}", failed.stderr);
    assert_eq!(failed.json()["new"], 1);
    let server = MailServer::start();
    set_mail(&school, &server);
    let told = watched(&school, NO_BUS);
    assert_eq!(told["told"].as_array().unwrap().len(), 1);
    let refused = school.at("senco", &["mail", "try", "--to", "refused@school.example"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("nobody of that name"), "{}", refused.stderr);
    school.json("senco", &["mail", "try", "--to", "patel@school.example"]);
    assert!(server.heard().contains("This is a trial"));
}

#[test]
fn a_password_stays_in_a_file_for_this_login_and_never_goes_in_the_clear() {
    let school = School::make();
    let password = school.text("password");
    fs::write(&password, "tulip harbour\n").unwrap();
    let set = |security: &str| {
        school.at(
            "senco",
            &[
                "mail",
                "set",
                "--server",
                "127.0.0.1",
                "--port",
                "587",
                "--security",
                security,
                "--from",
                "sayso@school.example",
                "--user",
                "sayso",
                "--password-file",
                &password,
            ],
        )
    };
    let clear = set("none");
    assert_eq!(clear.code, 1);
    assert!(clear.stderr.contains("in the clear"), "{}", clear.stderr);
    let kept = school.path("demo/senco/mail.password");
    assert!(!kept.exists());
    assert_eq!(set("starttls").code, 0);
    assert_eq!(fs::read_to_string(&kept).unwrap(), "tulip harbour");
    let settings = fs::read_to_string(school.path("demo/senco/settings.toml")).unwrap();
    assert!(settings.contains("starttls") && !settings.contains("tulip"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // A letter that would need TLS is not sent without it.
    let server = MailServer::start();
    let port = server.port.to_string();
    let set = school.at(
        "senco",
        &[
            "mail",
            "set",
            "--server",
            "127.0.0.1",
            "--port",
            &port,
            "--security",
            "starttls",
            "--from",
            "sayso@school.example",
            "--user",
            "sayso",
            "--password-file",
            &password,
        ],
    );
    assert_eq!(set.code, 0);
    let tried = school.at("senco", &["mail", "try", "--to", "patel@school.example"]);
    assert_eq!(tried.code, 1);
    let heard = server.heard();
    assert!(!heard.contains("AUTH") && !heard.contains("RCPT"), "{heard}");
    assert_eq!(school.at("senco", &["mail", "remove"]).code, 0);
    assert!(!kept.exists());
}

#[test]
fn a_school_says_when_it_is_open_and_may_only_tighten_its_limits() {
    let school = School::make();
    let shown = school.json(
        "senco",
        &[
            "school",
            "hours",
            "--from",
            "8:45",
            "--to",
            "15.30",
            "--weekdays",
            "mon,tue,wed,thu",
            "--term",
            "2026-09-02..2026-12-18",
            "--closed",
            "2026-10-26..2026-10-30",
            "--urgent-minutes",
            "5",
        ],
    );
    assert_eq!(shown["from"], "8:45");
    assert_eq!(shown["weekdays"].as_array().unwrap().len(), 4);
    assert_eq!(shown["closed"].as_array().unwrap().len(), 5);
    assert_eq!((&shown["urgent_minutes"], &shown["worry_minutes"]), (&5.into(), &30.into()));
    let looser = school.at("senco", &["school", "hours", "--worry-minutes", "31"]);
    assert_eq!(looser.code, 1);
    for wrong in [["--from", "16:00"], ["--closed", "Christmas"], ["--weekdays", "someday"]] {
        let refused = school.at("senco", &[&["school", "hours"][..], &wrong].concat());
        assert_ne!(refused.code, 0, "{wrong:?}");
    }
    assert_eq!(school.json("senco", &["school", "show"]), shown);
    let bad = school.at("senco", &["people", "contact", "Mrs Patel", "--email", "not one"]);
    assert_eq!(bad.code, 1);
    // A tablet learns when school is open, and no address.
    school.sync();
    school.json("tablet", &["sync", "--once"]);
    let tablet = school.path("demo/tablet/ledger.sqlite");
    let bytes = fs::read(tablet).unwrap();
    let holds = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    assert!(!holds(b"school.example"));
}

#[cfg(target_os = "linux")]
mod desktop {
    use std::collections::HashMap;
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    use super::*;
    use crate::program::skipped;

    /// A session's bus of its own.
    struct Bus {
        daemon: Child,
        address: String,
    }

    impl Bus {
        fn start() -> Option<Self> {
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .ok()?;
            let mut address = String::new();
            BufReader::new(daemon.stdout.take()?).read_line(&mut address).ok()?;
            Some(Self { daemon, address: address.trim().to_owned() })
        }
    }

    impl Drop for Bus {
        fn drop(&mut self) {
            let _ = self.daemon.kill();
            let _ = self.daemon.wait();
        }
    }

    type Shown = Arc<Mutex<Vec<(String, String)>>>;

    struct Desktop {
        shown: Shown,
    }

    #[zbus::interface(name = "org.freedesktop.Notifications")]
    impl Desktop {
        #[expect(clippy::too_many_arguments, reason = "as the specification has it")]
        fn notify(
            &self,
            _app_name: &str,
            _replaces_id: u32,
            _app_icon: &str,
            summary: &str,
            body: &str,
            _actions: Vec<String>,
            hints: HashMap<String, zbus::zvariant::OwnedValue>,
            _expire_timeout: i32,
        ) -> u32 {
            assert!(hints.contains_key("urgency"));
            self.shown.lock().unwrap().push((summary.to_owned(), body.to_owned()));
            1
        }
    }

    #[test]
    fn the_desktop_shows_that_a_worry_waits_and_nothing_else() {
        let Some(bus) = Bus::start() else {
            return skipped("no dbus-daemon: desktop notices were not looked at");
        };
        let shown = Shown::default();
        let _connection = zbus::blocking::connection::Builder::address(bus.address.as_str())
            .unwrap()
            .name("org.freedesktop.Notifications")
            .unwrap()
            .serve_at("/org/freedesktop/Notifications", Desktop { shown: Arc::clone(&shown) })
            .unwrap()
            .build()
            .unwrap();
        let school = watching();
        let entry =
            school.add(&["--pupil", &school.pupil(0), "--kind", "worry", "--text", SENTENCE]);
        school.json("tablet", &["sync", "--once"]);
        let told = watched(&school, &bus.address);
        assert_eq!(told["told"][0]["how"], "screen", "{told}");
        assert_eq!(watched(&school, &bus.address)["told"], Value::Array(Vec::new()));
        let shown = shown.lock().unwrap().clone();
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].0, "A worry is waiting");
        assert!(!shown[0].1.contains(SENTENCE) && !shown[0].1.contains(&entry));
    }

    #[test]
    fn it_starts_by_itself_from_the_next_login_on_until_that_is_taken_away() {
        let school = School::make();
        let config = school.text("config");
        let watch = |argument: &str| {
            let home = school.text("demo/senco");
            let mut command = sayso();
            command.args(["--home", &home, "--json", "watch", argument]);
            command.env("XDG_CONFIG_HOME", &config);
            Run::from(command.output().unwrap())
        };
        let installed = watch("--install");
        assert_eq!(installed.code, 0, "{}", installed.stderr);
        let place = installed.json()["place"].as_str().unwrap().to_owned();
        assert_eq!(place, format!("{config}/autostart/sayso-watch.desktop"));
        let entry = fs::read_to_string(&place).unwrap();
        assert!(entry.contains("demo/senco\" watch\n"), "{entry}");
        assert_eq!(watch("--remove").code, 0);
        assert!(!Path::new(&place).exists());
        assert_eq!(watch("--remove").code, 0);
        // A tablet has nobody to tell.
        let tablet = school.at("tablet", &["watch", "--once"]);
        assert_eq!(tablet.code, 1);
    }
}
