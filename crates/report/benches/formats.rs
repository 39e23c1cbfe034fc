//! What reading and checking one report costs in each format, beside the floor: inflating and tokenising the same
//! bytes and nothing more. Both are measured in this one run, taking turns; medians are printed with their ratio.

#![expect(clippy::print_stdout, clippy::panic, reason = "a benchmark prints its results and stops when it cannot")]

use std::io::{Cursor, Read};
use std::time::{Duration, Instant};

use gongkai_documents::{Fonts, Limits, Output, read, write as write_document};
use gongkai_report::{EditionId, check, write::form};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Time spent on each format.
const SPENT: Duration = Duration::from_millis(1_500);

struct Sample {
    name: &'static str,
    bytes: Vec<u8>,
    floor: fn(&[u8]) -> usize,
}

fn main() {
    println!("{:<6} {:>8} {:>12} {:>12} {:>12} {:>7}", "format", "KB", "floor", "read", "read+check", "ratio");
    for sample in samples() {
        let (mut floor, mut reading, mut checking) = (Vec::new(), Vec::new(), Vec::new());
        let started = Instant::now();
        while started.elapsed() < SPENT || floor.len() < 5 {
            floor.push(time(|| (sample.floor)(&sample.bytes)));
            reading.push(time(|| report(&sample.bytes).cells.0.len()));
            checking.push(time(|| {
                let report = report(&sample.bytes);
                check::check(&report, &check::Context::default()).len()
            }));
        }
        let (floor, reading, checking) = (median(floor), median(reading), median(checking));
        println!(
            "{:<6} {:>8.1} {:>12.3?} {:>12.3?} {:>12.3?} {:>6.1}x",
            sample.name,
            f64::from(u32::try_from(sample.bytes.len()).unwrap_or(u32::MAX)) / 1024.0,
            floor,
            reading,
            checking,
            reading.as_secs_f64() / floor.as_secs_f64().max(1e-9),
        );
    }
}

fn report(bytes: &[u8]) -> gongkai_report::Report {
    let document = read(bytes, &Limits::default()).unwrap_or_else(|error| panic!("{error}"));
    gongkai_report::read(&document)
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let started = Instant::now();
    std::hint::black_box(work());
    started.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn samples() -> Vec<Sample> {
    let figures = Figures::consistent(EditionId::E2021, 1);
    let report = sample_report(EditionId::E2021, "示例区青禾街道", 2023, &figures);
    let document = form(&report);
    let written =
        |output| write_document(&document, output, &Fonts::default()).unwrap_or_else(|error| panic!("{error}"));
    let fixture = |name: &str| {
        let path = format!("{}/tests/fixtures/libreoffice/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    vec![
        Sample { name: "txt", bytes: layout::text(&report, Layout::TabbedCells).into_bytes(), floor: text_floor },
        Sample { name: "md", bytes: written(Output::Markdown), floor: text_floor },
        Sample { name: "html", bytes: written(Output::Html), floor: html_floor },
        Sample { name: "docx", bytes: written(Output::Docx), floor: zip_floor },
        Sample { name: "xlsx", bytes: written(Output::Xlsx), floor: zip_floor },
        Sample { name: "doc", bytes: fixture("form-2021.doc"), floor: copy_floor },
        Sample { name: "xls", bytes: fixture("form-2021.xls"), floor: copy_floor },
        Sample { name: "pdf", bytes: written(Output::Pdf), floor: pdf_floor },
    ]
}

fn text_floor(bytes: &[u8]) -> usize {
    std::str::from_utf8(bytes).unwrap_or_default().lines().map(|line| line.split('\t').count()).sum()
}

/// Binary files have no tokens to speak of: their floor is touching every byte once.
fn copy_floor(bytes: &[u8]) -> usize {
    bytes.iter().map(|byte| usize::from(*byte)).sum()
}

/// What a browser's parser makes of the page: the tree, without looking at it.
fn html_floor(bytes: &[u8]) -> usize {
    scraper::Html::parse_document(std::str::from_utf8(bytes).unwrap_or_default()).tree.nodes().count()
}

fn zip_floor(bytes: &[u8]) -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let mut tokens = 0;
    for index in 0..archive.len() {
        let mut part = Vec::new();
        let mut file = archive.by_index(index).unwrap_or_else(|error| panic!("{error}"));
        let xml = file.name().is_ok_and(|name| name.ends_with(".xml"));
        file.read_to_end(&mut part).unwrap_or_else(|error| panic!("{error}"));
        if xml {
            let mut reader = quick_xml::Reader::from_reader(part.as_slice());
            let mut buffer = Vec::new();
            while !matches!(reader.read_event_into(&mut buffer), Ok(quick_xml::events::Event::Eof) | Err(_)) {
                tokens += 1;
                buffer.clear();
            }
        }
    }
    tokens
}

/// Every page's content stream inflated and cut into operators.
fn pdf_floor(bytes: &[u8]) -> usize {
    let Ok(pdf) = hayro_syntax::Pdf::new(std::sync::Arc::new(bytes.to_vec())) else { return 0 };
    let count = |page: &hayro_syntax::page::Page<'_>| {
        let mut operations = page.typed_operations();
        let mut count = 0;
        while operations.next().is_some() {
            count += 1;
        }
        count
    };
    pdf.pages().iter().map(count).sum()
}
