//! How our recorder compares with ffmpeg's x264, and with GStreamer's OpenH264 where that is
//! installed, on the same pictures and sound: processor time, peak memory, picture quality and
//! size of a 45 s clip.
//!
//! `cargo bench --bench recorder`. `SAYSO_BENCH_ROUNDS` (5), `SAYSO_BENCH_SECS` (45),
//! `SAYSO_BENCH_INPUT` (raw, or mjpeg as webcams give it) and `SAYSO_BENCH_DIR` (where 2 GB of
//! pictures fit for a while) change what it does. The rounds of
//! all programs are interleaved, so that what else the machine does hits all of them alike.
//! Processor time and memory come from /proc and are shown on Linux alone.

#![allow(clippy::print_stdout, reason = "a benchmark's output is what it is for")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const SAYSO: &str = env!("CARGO_BIN_EXE_sayso");
const SIZE: &str = "1280x720";
const RATE: u32 = 30;
/// /proc counts processor time in these; Linux shows 100 a second to every program.
const TICKS_A_SECOND: f64 = 100.0;
/// x264's files are made as large as ours within this share.
const SIZE_SHARE: f64 = 0.03;
const SIZE_TRIES: u32 = 6;

#[derive(Clone, Copy)]
enum Contender {
    Sayso,
    /// A preset of x264 and its bits a second.
    X264(&'static str, u64),
    /// OpenH264 and its bits a second, in GStreamer's pipeline, for raw pictures.
    Gstreamer(u64),
}

impl Contender {
    fn name(self) -> String {
        match self {
            Self::Sayso => "sayso record".to_owned(),
            Self::X264(preset, _) => format!("ffmpeg x264 {preset}"),
            Self::Gstreamer(_) => "gstreamer openh264enc".to_owned(),
        }
    }
}

#[derive(Default)]
struct Measured {
    cpu_secs: Vec<f64>,
    wall_secs: Vec<f64>,
    peak_mb: Vec<f64>,
    psnr_db: f64,
    size_bytes: u64,
}

struct Place {
    folder: PathBuf,
    pictures: PathBuf,
    sound: PathBuf,
    secs: u32,
    is_mjpeg: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        // Nothing more can be done about a folder that does not go.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn main() -> Result<()> {
    // `cargo test` runs benchmarks too, but without this word.
    if !std::env::args().any(|word| word == "--bench") {
        return Ok(());
    }
    let number = |name: &str, usual: u32| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual).max(1)
    };
    let rounds = number("SAYSO_BENCH_ROUNDS", 5);
    let place = make_place(number("SAYSO_BENCH_SECS", 45))?;
    if !has("ffmpeg") {
        println!("ffmpeg is missing: no comparison and no PSNR, our own test card alone.");
        return alone(&place, rounds);
    }
    println!("making {} s of {SIZE} at {RATE} ...", place.secs);
    make_sources(&place)?;
    let ours = place.folder.join("sayso.mp4");
    run(Contender::Sayso, &place, &ours)?;
    let goal = fs::metadata(&ours)?.len();
    let mut contenders = vec![Contender::Sayso];
    let presets = ["superfast", "veryfast"].map(|preset| Contender::X264(preset, 0));
    let others = presets
        .into_iter()
        .chain((has("gst-launch-1.0") && !place.is_mjpeg).then_some(Contender::Gstreamer(0)));
    for other in others {
        contenders.push(matched(other, goal, &place)?);
    }
    let mut measured: Vec<Measured> = contenders.iter().map(|_| Measured::default()).collect();
    for round in 1..=rounds {
        println!("round {round} of {rounds}");
        for (contender, measured) in contenders.iter().zip(&mut measured) {
            let out = place.folder.join("round.mp4");
            let (cpu, wall, peak) = run(*contender, &place, &out)?;
            measured.cpu_secs.push(cpu);
            measured.wall_secs.push(wall);
            measured.peak_mb.push(peak);
            if round == 1 {
                measured.size_bytes = fs::metadata(&out)?.len();
                measured.psnr_db = psnr(&out, &place)?;
            }
        }
    }
    show(&contenders, &mut measured);
    Ok(())
}

fn make_place(secs: u32) -> Result<Place> {
    let shm = Path::new("/dev/shm");
    let under = match std::env::var_os("SAYSO_BENCH_DIR") {
        Some(folder) => PathBuf::from(folder),
        None if shm.is_dir() && free_bytes(shm) > 4 << 30 => shm.to_owned(),
        None => std::env::temp_dir(),
    };
    let folder = under.join(format!("sayso-bench-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let is_mjpeg = std::env::var("SAYSO_BENCH_INPUT").is_ok_and(|input| input == "mjpeg");
    let name = if is_mjpeg { "pictures.mjpeg" } else { "pictures.y4m" };
    let (pictures, sound) = (folder.join(name), folder.join("sound.wav"));
    Ok(Place { folder, pictures, sound, secs, is_mjpeg })
}

/// As `df` tells; none where it cannot.
fn free_bytes(folder: &Path) -> u64 {
    let out = Command::new("df").args(["--output=avail", "-B1"]).arg(folder).output();
    let text = out.map(|out| String::from_utf8_lossy(&out.stdout).into_owned()).unwrap_or_default();
    text.lines().nth(1).and_then(|line| line.trim().parse().ok()).unwrap_or(0)
}

fn has(program: &str) -> bool {
    let mut command = Command::new(program);
    let version = if program == "ffmpeg" { "-version" } else { "--version" };
    command.arg(version).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn ffmpeg() -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-nostdin", "-y"]).stdin(Stdio::null());
    command
}

/// Edges, text and flat colour that move, under the grain of a cheap webcam; a voice's band.
fn make_sources(place: &Place) -> Result<()> {
    let pictures = format!("testsrc2=s={SIZE}:r={RATE}:d={},noise=alls=4:allf=t", place.secs);
    let mut command = ffmpeg();
    command.args(["-f", "lavfi", "-i", &pictures]);
    match place.is_mjpeg {
        true => command.args(["-pix_fmt", "yuvj420p", "-q:v", "3", "-f", "mjpeg"]),
        false => command.args(["-pix_fmt", "yuv420p"]),
    };
    command.arg(&place.pictures);
    done(&mut command)?;
    let sound = format!("anoisesrc=c=pink:a=0.2:d={},highpass=f=120,lowpass=f=4000", place.secs);
    let mut command = ffmpeg();
    command.args(["-f", "lavfi", "-i", &sound, "-ar", "48000", "-ac", "1"]).arg(&place.sound);
    done(&mut command)
}

fn done(command: &mut Command) -> Result<()> {
    let status = command.status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}").into()) }
}

fn command_of(contender: Contender, place: &Place, out: &Path) -> Command {
    let file = |path: &Path| format!("file:{}", path.display());
    match contender {
        Contender::Sayso => {
            let mut command = Command::new(SAYSO);
            command.args(["record", "--camera", &file(&place.pictures)]);
            command.args(["--microphone", &file(&place.sound), "--pace", "max", "--json"]);
            command.args(["--seconds", &place.secs.to_string(), "--out"]).arg(out);
            command
        }
        Contender::X264(preset, bits) => {
            let mut command = ffmpeg();
            read_pictures(&mut command, place);
            command.arg("-i").arg(&place.sound);
            if place.is_mjpeg {
                command.args(["-vf", LIMITED]);
            }
            command.args(["-c:v", "libx264", "-preset", preset, "-tune", "zerolatency"]);
            command.args(["-g", &RATE.to_string(), "-b:v", &bits.to_string()]);
            command.args(["-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart"]).arg(out);
            command
        }
        Contender::Gstreamer(bits) => {
            let location = |path: &Path| format!("location={}", path.display());
            let mut command = Command::new("gst-launch-1.0");
            command.args(["-q", "filesrc", &location(&place.pictures), "!"]);
            command.args(["y4mdec", "!"]);
            command.args(["openh264enc", "usage-type=camera", "rate-control=bitrate"]);
            command.args(["complexity=low", "gop-size=30", "multi-thread=1"]);
            command.args([&format!("bitrate={bits}"), "!", "h264parse", "!", "queue", "!"]);
            command.args(["mp4mux", "faststart=true", "name=mux", "!", "filesink"]);
            command.arg(location(out));
            command.args(["filesrc", &location(&place.sound), "!", "wavparse", "!"]);
            command.args(["audioconvert", "!", "avenc_aac", "bitrate=96000", "!", "queue", "!"]);
            command.arg("mux.");
            command
        }
    }
}

/// JPEG has the full range; clips have the limited one.
const LIMITED: &str = "scale=in_range=pc:out_range=tv,format=yuv420p";

fn read_pictures(command: &mut Command, place: &Place) {
    if place.is_mjpeg {
        command.args(["-f", "mjpeg", "-framerate", &RATE.to_string()]);
    }
    command.arg("-i").arg(&place.pictures);
}

/// A contender with the bits a second at which its file is as large as ours.
fn matched(contender: Contender, goal: u64, place: &Place) -> Result<Contender> {
    let with = |bits| match contender {
        Contender::Sayso => Contender::Sayso,
        Contender::X264(preset, _) => Contender::X264(preset, bits),
        Contender::Gstreamer(_) => Contender::Gstreamer(bits),
    };
    let mut bits = (goal * 8 / u64::from(place.secs)).saturating_sub(96_000).max(100_000);
    let out = place.folder.join("size.mp4");
    for _ in 0..SIZE_TRIES {
        done(command_of(with(bits), place, &out).stdout(Stdio::null()))?;
        let share = fs::metadata(&out)?.len() as f64 / goal as f64;
        if (share - 1.0).abs() <= SIZE_SHARE {
            return Ok(with(bits));
        }
        bits = (bits as f64 / share) as u64;
    }
    println!("{} could not be brought within 3 % of our size; its size is shown", contender.name());
    Ok(with(bits))
}

/// Runs one of them: processor seconds, wall seconds, peak memory in MB.
fn run(contender: Contender, place: &Place, out: &Path) -> Result<(f64, f64, f64)> {
    let before = children_secs();
    let started = Instant::now();
    let mut command = command_of(contender, place, out);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut peak = 0.0f64;
    let status = loop {
        peak = peak.max(peak_mb(&child));
        match child.try_wait()? {
            Some(status) => break status,
            None => sleep(Duration::from_millis(20)),
        }
    };
    if !status.success() {
        return Err(format!("{}: {status}", contender.name()).into());
    }
    Ok((children_secs() - before, started.elapsed().as_secs_f64(), peak))
}

/// Processor time, user and system, of all children waited for.
fn children_secs() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The program's name, in brackets, may hold anything; fields 16 and 17 count from before it.
    let after = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse().ok()).unwrap_or(0.0);
    (ticks(13) + ticks(14)) / TICKS_A_SECOND
}

fn peak_mb(child: &Child) -> f64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|text| text.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1_000.0
}

fn psnr(clip: &Path, place: &Place) -> Result<f64> {
    let limited = if place.is_mjpeg { format!("{LIMITED},") } else { String::new() };
    let stamped = format!("settb=1/{RATE},setpts=N");
    let graph = format!("[0:v]{stamped}[a];[1:v]{limited}{stamped}[b];[a][b]psnr");
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-v", "info", "-i"]).arg(clip);
    read_pictures(&mut command, place);
    command.args(["-lavfi", &graph, "-f", "null", "-"]);
    let text = String::from_utf8_lossy(&command.output()?.stderr).into_owned();
    let average = text.split("average:").nth(1).and_then(|rest| rest.split_whitespace().next());
    Ok(average.ok_or("ffmpeg told no PSNR")?.parse()?)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn show(contenders: &[Contender], measured: &mut [Measured]) {
    println!();
    println!(
        "{:<24} {:>8} {:>8} {:>9} {:>9} {:>10}",
        "", "CPU s", "wall s", "peak MB", "PSNR dB", "bytes"
    );
    let mut ours = None;
    for (contender, measured) in contenders.iter().zip(measured) {
        let cpu = median(&mut measured.cpu_secs);
        let (wall, peak) = (median(&mut measured.wall_secs), median(&mut measured.peak_mb));
        let (our_cpu, our_psnr) = *ours.get_or_insert((cpu, measured.psnr_db));
        println!(
            "{:<24} {cpu:>8.2} {wall:>8.2} {peak:>9.1} {:>9.2} {:>10}   CPU x{:.2}, {:+.2} dB",
            contender.name(),
            measured.psnr_db,
            measured.size_bytes,
            cpu / our_cpu,
            measured.psnr_db - our_psnr,
        );
    }
}

/// Without ffmpeg: our test card and tone.
fn alone(place: &Place, rounds: u32) -> Result<()> {
    let mut cpu_secs = Vec::new();
    for _ in 0..rounds {
        let before = children_secs();
        let mut command = Command::new(SAYSO);
        command.args(["record", "--camera", "testcard", "--microphone", "tone"]);
        command.args(["--pace", "max", "--json", "--seconds", &place.secs.to_string(), "--out"]);
        command.arg(place.folder.join("alone.mp4")).stdout(Stdio::null());
        done(&mut command)?;
        cpu_secs.push(children_secs() - before);
    }
    println!("CPU seconds, drawing the test card included: {:.2}", median(&mut cpu_secs));
    Ok(())
}
