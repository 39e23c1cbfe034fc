//! The reports of a year: which body sends what, when, and what becomes of it.

use std::path::Path;

use gongkai_documents::Output;
use gongkai_testkit::corpus::{self, Defect, Kind};
use gongkai_testkit::{Layout, names};
use serde_json::{Value, json};

use super::bodies::{OWING, short};
use super::own;

/// What the figures follow from.
const SEED: u64 = 711;

/// The files bodies send, in turn.
const KINDS: [Kind; 8] = [
    Kind::Document(Output::Docx),
    Kind::Document(Output::Pdf),
    Kind::Document(Output::Docx),
    Kind::Document(Output::Html),
    Kind::Document(Output::Docx),
    Kind::Document(Output::Xlsx),
    Kind::Text(Layout::EvenTabRows),
    Kind::Text(Layout::TabbedCells),
];

/// What becomes of a report that came in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// Accepted and published.
    Publish,
    /// Accepted; publication waits.
    Accept,
    /// Returned to its body, and mended, accepted and published.
    Mend,
    /// Returned to its body, which has not answered yet.
    Return,
    /// Not judged yet.
    Wait,
    /// It never came.
    Owe,
}

/// One body's report of a year: day of receipt after the year's end, what is wrong, what becomes of it.
struct Plan {
    day: i16,
    defects: Vec<Defect>,
    then: Then,
}

/// Writes the files of a year; what the loader has to know of it.
pub(super) fn write(folder: &Path, year: i16, last: i16) -> Result<Value, Box<dyn std::error::Error>> {
    std::fs::create_dir_all(folder.join(year.to_string()))?;
    let mut reports = Vec::new();
    for (number, body) in (0..).zip(OWING) {
        let plan = plan(number, last - year);
        if plan.then == Then::Owe {
            continue;
        }
        let kind = usize::try_from(number).ok().and_then(|number| KINDS.get(number % KINDS.len())).copied();
        let kind = kind.unwrap_or(Kind::Document(Output::Docx));
        let neighbour = names::body(number);
        let file = |defects: &[Defect], mark: &str| -> Result<String, Box<dyn std::error::Error>> {
            let report = corpus::report_of(SEED, number, year, body, &neighbour, defects);
            let name = format!("{year}/{:02}{}{year}年度报告{mark}.{}", number + 1, short(body), kind.extension());
            std::fs::write(folder.join(&name), kind.write(&report))?;
            Ok(name)
        };
        let mut report = json!({
            "body": body,
            "file": file(&plan.defects, "")?,
            "received": moment(year, plan.day, number),
            "then": match plan.then {
                Then::Publish => "publish",
                Then::Accept => "accept",
                Then::Mend => "mend",
                Then::Return => "return",
                Then::Wait | Then::Owe => "wait",
            },
        });
        if plan.then == Then::Mend {
            let mended = file(&[], "（修改）")?.into();
            if let Some(fields) = report.as_object_mut() {
                fields.insert("mended".to_owned(), mended);
            }
        }
        reports.push(report);
    }
    Ok(json!({
        "year": year,
        "opened": moment(year, 3, 0),
        "reports": reports,
        "own": own::report(year, last),
    }))
}

/// What becomes of the report of body `number`, `ago` years before the last one.
fn plan(number: u64, ago: i16) -> Plan {
    let in_time = 8 + i16::try_from(number * 7 % 22).unwrap_or(0);
    let plan = |day, defects: &[Defect], then| Plan { day, defects: defects.to_vec(), then };
    match (ago, number) {
        // The last year: the district is still at it.
        (0, 1) => plan(in_time, &[Defect::IdentityBroken], Then::Return),
        (0, 4) => plan(in_time, &[Defect::ProseDisagrees], Then::Wait),
        (0, 8) => plan(35, &[], Then::Publish),
        (0, 10) => plan(in_time, &[Defect::PhoneNumberLeft], Then::Mend),
        (0, 14) => plan(in_time, &[Defect::DisputesDoNotAddUp], Then::Return),
        (0, 16) => plan(in_time, &[Defect::TextCopied], Then::Wait),
        (0, 18) => plan(41, &[Defect::WrongEdition], Then::Wait),
        (0, 19) => plan(0, &[], Then::Owe),
        (0, 21) => plan(52, &[Defect::TablesBlank], Then::Return),
        (0, 5 | 12 | 22) => plan(in_time, &[], Then::Accept),
        // The years before are done with.
        (1, 2) => plan(in_time, &[Defect::IdentityBroken], Then::Mend),
        (1, 17) => plan(38, &[], Then::Publish),
        (1, 20) => plan(44, &[Defect::ProseDisagrees], Then::Mend),
        (2, 6) => plan(36, &[], Then::Publish),
        (2, 15) => plan(in_time, &[Defect::DisputesDoNotAddUp], Then::Mend),
        (2, 23) => plan(60, &[], Then::Publish),
        _ => plan(in_time, &[], Then::Publish),
    }
}

/// A moment of a working day, so many days after the year's end.
fn moment(year: i16, day: i16, number: u64) -> String {
    let first = jiff::civil::date(year + 1, 1, 1);
    let on = first.saturating_add(jiff::Span::new().days(i64::from(day) - 1));
    format!("{on}T{:02}:{:02}:00+08:00", 9 + number % 8, number * 13 % 60)
}
