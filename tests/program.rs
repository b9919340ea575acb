//! Running `sayso` as a person or a script would, and looking at what it leaves behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub fn sayso() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.stdin(Stdio::null());
    command
}

/// What a run said.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    pub fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {} / {}", self.stdout, self.stderr))
    }
}

pub fn run(arguments: &[&str]) -> Run {
    Run::from(sayso().args(arguments).output().unwrap())
}

/// The code that a pupil's login would give today, of the school that a home belongs to.
pub fn code_of_closed_pages(home: &Path) -> String {
    let settings = fs::read_to_string(home.join("settings.toml")).unwrap();
    let line = settings.lines().find_map(|line| line.strip_prefix("share_id = "));
    let share_id = line.unwrap().trim_matches('"').parse().unwrap();
    let clock = sayso::platform::Machine::real().clock;
    sayso::acts::pages_check::code(&share_id, clock.now())
}

/// A sample school in a folder of its own.
pub struct School {
    pub folder: TempDir,
}

impl School {
    pub fn make() -> Self {
        let folder = TempDir::new().unwrap();
        let school = Self { folder };
        let made = run(&["demo", "--no-window", "--dir", &school.text("demo")]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        school
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    pub fn text(&self, below: &str) -> String {
        self.path(below).to_string_lossy().into_owned()
    }

    pub fn share(&self) -> PathBuf {
        self.path("demo/share")
    }

    /// Runs a verb at a home of the school, with the passphrase at hand.
    pub fn at(&self, home: &str, arguments: &[&str]) -> Run {
        let home = self.text(&format!("demo/{home}"));
        let passphrase = self.text("demo/passphrase");
        let mut all = vec!["--home", &home, "--passphrase-file", &passphrase];
        all.extend(arguments);
        run(&all)
    }

    /// As `at`, with `--json`, and it must succeed.
    #[track_caller]
    pub fn json(&self, home: &str, arguments: &[&str]) -> Value {
        let mut all = vec!["--json"];
        all.extend(arguments);
        let run = self.at(home, &all);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        run.json()
    }

    /// The first pupil on the tablet's list.
    pub fn pupil(&self, number: usize) -> String {
        let roster = self.json("tablet", &["roster", "list"]);
        roster[number]["pupil_id"].as_str().unwrap().to_owned()
    }

    /// Adds an entry on the tablet and returns its id.
    #[track_caller]
    pub fn add(&self, arguments: &[&str]) -> String {
        let mut all = vec!["entry", "add"];
        all.extend(arguments);
        self.json("tablet", &all)["entry_id"].as_str().unwrap().to_owned()
    }

    pub fn sync(&self) {
        self.json("tablet", &["sync", "--once"]);
        self.json("senco", &["sync", "--once"]);
    }

    /// A line of the SENCo's inbox.
    pub fn line(&self, entry_id: &str) -> Option<Value> {
        let inbox = self.json("senco", &["inbox"]);
        inbox.as_array().unwrap().iter().find(|line| line["entry_id"] == entry_id).cloned()
    }

    /// The id of a home's device.
    pub fn device(&self, home: &str) -> String {
        let settings = self.path(&format!("demo/{home}/settings.toml"));
        let settings = fs::read_to_string(settings).unwrap();
        let line = settings.lines().find_map(|line| line.strip_prefix("device = "));
        line.unwrap().trim_matches('"').to_owned()
    }

    /// Asks to join with a home of its own; the id and the six words.
    pub fn ask_to_join(&self, home: &str, name: &str, role: &str) -> (String, String) {
        let share = self.text("demo/share");
        let asked = self.json(home, &["join", "--share", &share, "--name", name, "--role", role]);
        let text = |key: &str| asked[key].as_str().unwrap().to_owned();
        (text("device_id"), text("words"))
    }

    /// Lets somebody join with a home of their own; the passphrase is the school's.
    pub fn join(&self, home: &str, name: &str, role: &str) {
        let (device, words) = self.ask_to_join(home, name, role);
        self.json("senco", &["approve", &device, "--words", &words]);
        self.json(home, &["sync", "--once"]);
        self.sync();
    }

    /// A short clip, recorded from the test card.
    pub fn clip(&self) -> String {
        let path = self.text("clip.mp4");
        let recorded = run(&[
            "record",
            "--camera",
            "testcard",
            "--microphone",
            "tone",
            "--seconds",
            "2",
            "--pace",
            "max",
            "--out",
            &path,
            "--json",
        ]);
        assert_eq!(recorded.code, 0, "{}", recorded.stderr);
        assert_eq!(recorded.json()["frames_dropped"], 0);
        path
    }
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Waits for something with a deadline; a test never waits for a time alone.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..600 {
        if is_so() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("waited half a minute for {what}");
}

/// Says loudly that a test could not run here; `./test` counts these.
pub fn skipped(why: &str) {
    eprintln!("SKIPPED: {why}");
    if let Some(path) = std::env::var_os("SAYSO_SKIPPED") {
        use std::io::Write;
        let mut list = fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
        writeln!(list, "{why}").unwrap();
    }
}
