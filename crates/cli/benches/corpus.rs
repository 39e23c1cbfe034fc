//! Many generated reports of mixed formats through `gongkai check` and `gongkai total`: wall time, processor time and
//! the most memory held, for a tenth of the corpus and for the whole, so that a memory that grows with the number of
//! files is seen.
//!
//! `GONGKAI_BENCH_REPORTS` sets the number (40,000 by default). The corpus is kept under the target folder.

#![expect(clippy::print_stdout, clippy::panic, reason = "a benchmark prints its results and stops when it cannot")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gongkai_testkit::corpus;

const SEED: u64 = 20_190_515;
const PER_FOLDER: u64 = 1_000;

fn main() {
    let count: u64 = std::env::var("GONGKAI_BENCH_REPORTS").ok().and_then(|text| text.parse().ok()).unwrap_or(40_000);
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let made = Instant::now();
    let bytes = make(&root, count);
    println!("{count} reports, {} MB, made in {:.1?}", bytes / 1_000_000, made.elapsed());
    println!(
        "{:<8} {:>8} {:>10} {:>13} {:>12} {:>14}",
        "command", "reports", "wall s", "processor s", "reports/s", "peak memory MB"
    );
    for share in [count / 10, count] {
        for (name, arguments) in [("check", &["check", "--format", "json"][..]), ("total", &["total"][..])] {
            measure(name, arguments, &root, share);
        }
    }
}

/// Writes what is not there yet; gives the bytes of the whole corpus.
fn make(root: &Path, count: u64) -> u64 {
    let marker = root.join("made.txt");
    let known = std::fs::read_to_string(&marker).unwrap_or_default();
    if let Some((made, bytes)) = known.split_once(' ')
        && made == count.to_string()
    {
        return bytes.trim().parse().unwrap_or(0);
    }
    let mut bytes = 0;
    for (number, member) in (0..).zip(corpus::members(SEED, count)) {
        let folder = folder(root, number);
        std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
        bytes += u64::try_from(member.bytes.len()).unwrap_or(0);
        std::fs::write(folder.join(&member.file_name), &member.bytes).unwrap_or_else(|error| panic!("{error}"));
    }
    std::fs::write(marker, format!("{count} {bytes}")).unwrap_or_else(|error| panic!("{error}"));
    bytes
}

fn folder(root: &Path, number: u64) -> PathBuf {
    root.join(format!("{:03}", number / PER_FOLDER))
}

fn measure(name: &str, arguments: &[&str], root: &Path, share: u64) {
    let folders: Vec<PathBuf> =
        (0..share.div_ceil(PER_FOLDER).max(1)).map(|number| folder(root, number * PER_FOLDER)).collect();
    let output = root.join("total.xlsx");
    let _ = std::fs::remove_file(&output);
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(arguments).args(&folders).stdout(Stdio::null()).stderr(Stdio::null());
    if name == "total" {
        command.arg("-o").arg(&output);
    }
    let started = Instant::now();
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{error}"));
    let used = watch(&mut child);
    let wall = started.elapsed();
    let reports = u32::try_from(share).unwrap_or(u32::MAX);
    println!(
        "{name:<8} {share:>8} {:>10.1} {:>13.1} {:>12.0} {:>14.0}",
        wall.as_secs_f64(),
        used.processor.as_secs_f64(),
        f64::from(reports) / wall.as_secs_f64(),
        f64::from(u32::try_from(used.peak_kilobytes).unwrap_or(u32::MAX)) / 1024.0
    );
}

/// What a child used.
#[derive(Default)]
struct Used {
    /// The most memory it held.
    peak_kilobytes: u64,
    /// The time all its threads had a processor; beside other work the wall time says little.
    processor: Duration,
}

/// Waits for the child; what it used is known on Linux only.
fn watch(child: &mut Child) -> Used {
    let folder = PathBuf::from(format!("/proc/{}", child.id()));
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    let mut used = Used::default();
    loop {
        let text = read("status");
        let held = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(held) = held.and_then(|held| held.trim().trim_end_matches(" kB").parse().ok()) {
            used.peak_kilobytes = used.peak_kilobytes.max(held);
        }
        used.processor = used.processor.max(processor_time(&read("stat")));
        if child.try_wait().unwrap_or_else(|error| panic!("{error}")).is_some() {
            return used;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// User and system time in a line of `/proc/PID/stat`, which counts hundredths of a second.
fn processor_time(stat: &str) -> Duration {
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let hundredths: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(hundredths.saturating_mul(10))
}
