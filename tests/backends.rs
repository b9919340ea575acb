//! One suite over every backend of a share: a folder on a disk, a folder in memory, a bucket of a
//! real S3 server, each as it is used, with an end to waiting.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use sayso::domain::DeviceId;
use sayso::platform::memory_fs::Fuse;
use sayso::platform::real_fs::RealFs;
use sayso::platform::{Fs, MemoryFs, Work};
use sayso::share::{FolderShare, PatientShare, PutNew, Share, ShareError};
use sayso::wire::{Hash, Log, SharePath};

fn device() -> DeviceId {
    DeviceId::from_bytes(&[7; DeviceId::SOURCE_BYTES])
}

fn segment(seq: u64) -> SharePath {
    SharePath::segment(Log::Daily, &device(), seq)
}

/// Everything that the protocol relies on.
fn conforms(share: &Arc<dyn Share>) {
    nothing_is_written_where_there_is_no_share(&**share);
    let share_file = SharePath::share_file();
    assert_eq!(share.put_new(&share_file, b"{}").unwrap(), PutNew::Written);
    what_is_written_reads_back_whole(&**share);
    a_name_is_given_once(&**share);
    of_many_who_take_a_name_at_once_one_gets_it(share);
    a_folder_lists_its_own_names_alone(&**share);
    what_is_deleted_is_gone_and_its_name_is_free(&**share);
}

fn nothing_is_written_where_there_is_no_share(share: &dyn Share) {
    assert!(share.put_new(&segment(1), b"x").is_err());
    assert_eq!(share.get(&segment(1), 10).unwrap(), None);
    assert_eq!(share.size(&SharePath::share_file()).unwrap(), None);
    assert_eq!(share.list(&SharePath::devices(Log::Daily)).unwrap(), Vec::<String>::new());
    share.delete(&segment(1)).unwrap();
}

fn what_is_written_reads_back_whole(share: &dyn Share) {
    let large: Vec<u8> = (0..12 * 1024 * 1024_u32).map(|at| (at % 251) as u8).collect();
    for (number, bytes) in [b"".as_slice(), b"x", &large].into_iter().enumerate() {
        let path = SharePath::blob(Log::Daily, &device(), &Hash::of(&[number as u8]));
        assert_eq!(share.put_new(&path, bytes).unwrap(), PutNew::Written);
        let size = bytes.len() as u64;
        assert_eq!(share.size(&path).unwrap(), Some(size));
        assert!(share.get(&path, size).unwrap().as_deref() == Some(bytes), "{size} bytes");
        if size > 0 {
            let read = share.get(&path, size - 1);
            assert!(matches!(read, Err(ShareError::TooLarge { .. })), "{read:?}");
        }
    }
    assert_eq!(share.get(&segment(404), 10).unwrap(), None);
    assert_eq!(share.size(&segment(404)).unwrap(), None);
}

fn a_name_is_given_once(share: &dyn Share) {
    assert_eq!(share.put_new(&segment(1), b"first").unwrap(), PutNew::Written);
    for bytes in [b"first".as_slice(), b"other", b""] {
        assert_eq!(share.put_new(&segment(1), bytes).unwrap(), PutNew::Exists);
        assert_eq!(share.get(&segment(1), 100).unwrap().unwrap(), b"first");
    }
}

fn of_many_who_take_a_name_at_once_one_gets_it(share: &Arc<dyn Share>) {
    for seq in 100..110 {
        let racers = (0..8_u8).map(|racer| {
            let share = Arc::clone(share);
            thread::spawn(move || share.put_new(&segment(seq), &[racer; 100]).unwrap())
        });
        let racers: Vec<_> = racers.collect();
        let done: Vec<PutNew> = racers.into_iter().map(|racer| racer.join().unwrap()).collect();
        let winners: Vec<usize> =
            (0..done.len()).filter(|racer| done[*racer] == PutNew::Written).collect();
        let there = share.get(&segment(seq), 1_000).unwrap().unwrap();
        assert_eq!(winners.len(), 1, "{done:?}");
        assert_eq!(there, vec![winners[0] as u8; 100]);
    }
}

fn a_folder_lists_its_own_names_alone(share: &dyn Share) {
    let folder = SharePath::segment_folder(Log::Worry, &device(), 1);
    let names: BTreeSet<String> = (1..=1_100_u64).map(|seq| format!("{seq:09}.seg")).collect();
    for seq in 1..=1_100_u64 {
        // More than a store lists at once.
        let path = folder.join(&format!("{seq:09}.seg"));
        assert_eq!(share.put_new(&path, b"s").unwrap(), PutNew::Written);
    }
    let listed = share.list(&folder).unwrap();
    assert_eq!(listed.len(), names.len());
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), names);
    let above = share.list(&SharePath::device(Log::Worry, &device())).unwrap();
    assert_eq!(above, ["log"]);
}

fn what_is_deleted_is_gone_and_its_name_is_free(share: &dyn Share) {
    share.delete(&segment(1)).unwrap();
    share.delete(&segment(1)).unwrap();
    assert_eq!(share.get(&segment(1), 100).unwrap(), None);
    assert_eq!(share.put_new(&segment(1), b"again").unwrap(), PutNew::Written);
    assert_eq!(share.get(&segment(1), 100).unwrap().unwrap(), b"again");
}

fn patient(share: impl Share + 'static) -> Arc<dyn Share> {
    let patience = Duration::from_secs(60);
    Arc::new(PatientShare::new(Arc::new(share), patience, Work::default()))
}

#[test]
fn a_folder_on_a_disk_conforms() {
    let folder = tempfile::tempdir().unwrap();
    let fs: Arc<dyn Fs> = Arc::new(RealFs);
    conforms(&patient(FolderShare::new(fs, &folder.path().join("share"), &device())));
}

#[test]
fn a_folder_where_a_file_belongs_is_put_aside_whole() {
    let folder = tempfile::tempdir().unwrap();
    let share = FolderShare::new(Arc::new(RealFs), folder.path(), &device());
    share.put_new(&SharePath::share_file(), b"{}").unwrap();
    for what in ["a first", "a second"] {
        let in_the_way = folder.path().join(segment(1).as_str());
        fs::create_dir_all(&in_the_way).unwrap();
        fs::write(in_the_way.join("somebody's.txt"), what).unwrap();
        assert!(matches!(share.get(&segment(1), 100), Err(ShareError::TooLarge { .. })));
        assert_eq!(share.put_new(&segment(1), b"ours").unwrap(), PutNew::Exists);
        what_is_deleted_is_gone_and_its_name_is_free(&share);
        share.delete(&segment(1)).unwrap();
    }
    let aside = share.list(&SharePath::device(Log::Daily, &device()).join("tmp")).unwrap();
    let tmp = folder.path().join(SharePath::device(Log::Daily, &device()).join("tmp").as_str());
    let kept = aside.iter().map(|name| fs::read_to_string(tmp.join(name).join("somebody's.txt")));
    let kept: BTreeSet<String> = kept.map(Result::unwrap).collect();
    assert_eq!(kept, BTreeSet::from(["a first", "a second"].map(str::to_owned)));
}

#[test]
fn a_folder_in_memory_conforms() {
    let fs: Arc<dyn Fs> = Arc::new(MemoryFs::new(Fuse::default()));
    conforms(&patient(FolderShare::new(fs, Path::new("/net/share"), &device())));
}

#[cfg(feature = "object-store")]
mod bucket {
    use std::io::{BufRead, BufReader};
    use std::net::TcpListener;
    use std::process::{Child, Command, Stdio};

    use sayso::share::ShareState;
    use sayso::share::address::{BucketAddress, BucketKey, ShareAddress};
    use sayso::share::object_store::ObjectStoreShare;

    use super::*;
    use crate::program::{code_of_closed_pages, run, skipped};

    /// A server of its own; it ends with its standard input.
    struct Server {
        process: Child,
        endpoint: String,
        bucket: String,
        key: BucketKey,
    }

    impl Server {
        fn start() -> Option<Self> {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/s3");
            let python = folder.join("venv/bin/python");
            if !python.exists() {
                skipped("there is no S3 server; ./test installs it");
                return None;
            }
            let mut process = Command::new(python)
                .arg(folder.join("server.py"))
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut line = String::new();
            let said = process.stdout.take().unwrap();
            BufReader::new(said).read_line(&mut line).unwrap();
            let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
            let text = |name: &str| ready[name].as_str().unwrap().to_owned();
            let key = BucketKey {
                access_key_id: text("access_key_id"),
                secret_access_key: text("secret_access_key"),
            };
            Some(Self { process, endpoint: text("endpoint"), bucket: text("bucket"), key })
        }

        fn address(&self, prefix: &str) -> BucketAddress {
            let text = format!("s3+{}/{}/{prefix}", self.endpoint, self.bucket);
            match ShareAddress::parse(&text) {
                Some(ShareAddress::Bucket(address)) => address,
                other => panic!("{text}: {other:?}"),
            }
        }

        fn share(&self, prefix: &str) -> ObjectStoreShare {
            ObjectStoreShare::new(&self.address(prefix), &self.key).unwrap()
        }
    }

    impl Drop for Server {
        fn drop(&mut self) {
            drop(self.process.stdin.take());
            let _ = self.process.wait();
        }
    }

    #[test]
    fn a_bucket_conforms() {
        let Some(server) = Server::start() else { return };
        conforms(&patient(server.share("trust/hillside")));
        // Another school's folder in the same bucket knows nothing of it.
        conforms(&patient(server.share("trust/riverside")));
    }

    fn state_of<T: std::fmt::Debug>(answer: Result<T, ShareError>) -> ShareState {
        answer.unwrap_err().state()
    }

    #[test]
    fn what_is_wrong_with_a_store_is_said() {
        let Some(server) = Server::start() else { return };
        let share_file = SharePath::share_file();
        let mut wrong = server.key.clone();
        wrong.secret_access_key = "x".repeat(40);
        let refused = ObjectStoreShare::new(&server.address("a"), &wrong).unwrap();
        assert_eq!(state_of(refused.put_new(&share_file, b"{}")), ShareState::Refused);
        assert_eq!(state_of(refused.get(&share_file, 10)), ShareState::Refused);
        assert_eq!(state_of(refused.list(&segment(1))), ShareState::Refused);
        let elsewhere = BucketAddress { bucket: "nobodys".into(), ..server.address("a") };
        let elsewhere = ObjectStoreShare::new(&elsewhere, &server.key).unwrap();
        assert_eq!(state_of(elsewhere.get(&share_file, 10)), ShareState::Refused);
        // Nobody there, and somebody who does not answer.
        let quiet = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = |port: u16| BucketAddress {
            endpoint: format!("http://127.0.0.1:{port}"),
            ..server.address("a")
        };
        let port = quiet.local_addr().unwrap().port();
        let frozen: Arc<dyn Share> =
            Arc::new(ObjectStoreShare::new(&at(port), &server.key).unwrap());
        let frozen = PatientShare::new(frozen, Duration::from_millis(300), Work::default());
        assert_eq!(state_of(frozen.get(&share_file, 0)), ShareState::Unreachable);
        drop(quiet);
        let gone = ObjectStoreShare::new(&at(port), &server.key).unwrap();
        assert_eq!(state_of(gone.get(&share_file, 10)), ShareState::Unreachable);
    }

    #[track_caller]
    fn json(arguments: &[&str]) -> serde_json::Value {
        let run = run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        run.json()
    }

    /// The whole way by command line, over a bucket.
    #[test]
    fn a_school_lives_in_a_bucket() {
        let Some(server) = Server::start() else { return };
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(at("key"), server.key.encode()).unwrap();
        std::fs::write(at("passphrase"), "a long passphrase\n").unwrap();
        std::fs::write(at("roster.csv"), "Forename,Surname,Form\nAmira,Khan,3 Oak\n").unwrap();
        let share = ShareAddress::Bucket(server.address("hillside")).to_string();
        let senco = |arguments: &[&str]| {
            let always = ["--home", &at("senco"), "--passphrase-file", &at("passphrase"), "--json"];
            json(&[arguments, &always].concat())
        };
        let tablet =
            |arguments: &[&str]| json(&[arguments, &["--home", &at("tablet"), "--json"]].concat());
        senco(&[
            "init",
            "--school",
            "Hillside",
            "--share",
            &share,
            "--share-key",
            &at("key"),
            "--staff-share",
            &at("staff"),
            "--words-file",
            &at("words"),
        ]);
        senco(&["roster", "import", &at("roster.csv")]);
        let asked = tablet(&[
            "join",
            "--share",
            &share,
            "--share-key",
            &at("key"),
            "--name",
            "Blue tablet",
            "--role",
            "tablet",
        ]);
        let (device, words) = (asked["device_id"].as_str(), asked["words"].as_str());
        senco(&["approve", device.unwrap(), "--words", words.unwrap()]);
        senco(&["sync", "--once"]);
        tablet(&["sync", "--once"]);
        let roster = tablet(&["roster", "list"]);
        let pupil = roster[0]["pupil_id"].as_str().unwrap();
        let added = tablet(&[
            "entry",
            "add",
            "--pupil",
            pupil,
            "--kind",
            "tips",
            "--text",
            "Give me time",
            "--helped",
            "alone",
            "--audience",
            "staff",
        ]);
        let sent = tablet(&["sync", "--once"]);
        assert_eq!(sent["pending"], 0, "{sent}");
        assert_eq!(sent["share_state"], "ok");
        senco(&["sync", "--once"]);
        let inbox = senco(&["inbox"]);
        assert_eq!(inbox[0]["entry_id"], added["entry_id"]);
        let entry = added["entry_id"].as_str().unwrap();
        let code = code_of_closed_pages(&folder.path().join("senco"));
        senco(&["doctor", "--passed", &code]);
        senco(&["publish", entry]);
        senco(&["withdraw", entry, "--reason", "asked"]);
        let verified = senco(&["verify"]);
        assert_eq!(verified["findings"], serde_json::json!([]), "{verified}");
    }
}
