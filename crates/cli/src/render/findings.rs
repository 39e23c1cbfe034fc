//! Findings as a linter shows them: grouped by file, each with place, excerpt, basis and hint.

use gongkai_documents::Place;
use gongkai_law::{Finding, Severity};

use super::add_line;
use super::place;
use super::style::{FAINT, PLACE, STRONG, of_severity, painted};
use super::width::{columns, shortened, spaces, tame, wrapped};
use crate::console::Console;

/// How much of an excerpt is underlined whole when nothing in it can be pointed at.
const UNDERLINE_WHOLE: usize = 12;

/// The values of a finding that are words of the document; the others say what should stand there, or count.
const WORDS_FOUND: [&str; 7] = ["found", "quote", "said", "raw", "value", "masked", "note"];

/// What is said of a file above its findings.
pub(crate) struct Headline<'a> {
    /// The file.
    pub(crate) source: &'a str,
    /// The body, if it is known.
    pub(crate) body: Option<&'a str>,
    /// The year, if it is known.
    pub(crate) year: Option<i16>,
}

/// A file's findings.
pub(crate) fn group(headline: &Headline<'_>, findings: &[Finding<Place>], console: &Console) -> String {
    let mut text = headline_line(headline, console);
    for finding in findings {
        text.push('\n');
        let at = finding.at.as_ref().map(|at| place::words(at, headline.source, console.wording));
        text.push_str(&block(finding, at.as_deref(), console));
    }
    text
}

fn headline_line(headline: &Headline<'_>, console: &Console) -> String {
    let year = headline.year.map(|year| console.text("year", &[("year", &year.to_string())]));
    let about: Vec<String> = headline.body.map(tame).into_iter().chain(year).collect();
    let behind = if about.is_empty() { String::new() } else { format!("  {}", painted(FAINT, &about.join(" · "))) };
    format!("{}{behind}\n", painted(STRONG, &tame(headline.source)))
}

/// One finding; `at` is its place in words.
pub(crate) fn block<P>(finding: &Finding<P>, at: Option<&str>, console: &Console) -> String {
    let sentence = gongkai_report::json::sentence(finding, console.findings);
    let label = console.text(severity_id(finding.severity), &[]);
    let indent = 2 + columns(&label) + 2;
    let width = console.columns.saturating_sub(indent);
    let mut text = String::new();
    let mut lines = wrapped(&tame(&sentence.message), width);
    let code = format!("[{}]", finding.code);
    match lines.last_mut() {
        Some(last) if columns(last) + 2 + columns(&code) <= width => {
            last.push_str("  ");
            last.push_str(&painted(FAINT, &code));
        }
        _ => lines.push(painted(FAINT, &code)),
    }
    for (number, line) in lines.iter().enumerate() {
        let before = if number == 0 {
            format!("  {}  ", painted(of_severity(finding.severity), &label))
        } else {
            spaces(indent)
        };
        add_line(&mut text, &format!("{before}{line}"));
    }
    let mut under = Vec::new();
    under.extend(at.map(|at| painted(PLACE, at)));
    under.extend(excerpt(finding, width));
    let basis = finding.basis.to_string();
    if !basis.is_empty() {
        let basis = wrapped(&console.text("label-basis", &[("text", &basis)]), width);
        under.extend(basis.iter().map(|line| painted(FAINT, line)));
    }
    if let Some(hint) = sentence.hint {
        under.extend(wrapped(&console.text("label-hint", &[("text", &tame(&hint))]), width));
    }
    for line in under {
        add_line(&mut text, &format!("{}{line}", spaces(indent)));
    }
    text
}

/// The excerpt behind a bar, underlined where something can be pointed at.
fn excerpt<P>(finding: &Finding<P>, width: usize) -> Vec<String> {
    let Some(excerpt) = &finding.excerpt else { return Vec::new() };
    let tamed = tame(excerpt);
    let room = width.saturating_sub(2);
    let (shown, at) = window(tamed.trim(), pointed_at(finding, tamed.trim()), room);
    let bar = painted(FAINT, "│");
    let mut lines = vec![format!("{bar} {shown}")];
    if let Some((before, length)) = at {
        let caret = painted(of_severity(finding.severity), &"^".repeat(length.max(1)));
        lines.push(format!("{bar} {}{caret}", spaces(before)));
    }
    lines
}

/// The part of the excerpt the finding speaks of, as bytes: the longest of its values that stands there exactly once.
fn pointed_at<P>(finding: &Finding<P>, excerpt: &str) -> Option<(usize, usize)> {
    let pointed = finding
        .args
        .iter()
        .filter(|(name, _)| WORDS_FOUND.contains(name))
        .map(|(_, value)| value)
        .filter(|value| !value.is_empty() && value.len() < excerpt.len())
        .filter(|value| excerpt.matches(value.as_str()).count() == 1)
        .max_by_key(|value| value.len())
        .and_then(|value| excerpt.find(value.as_str()).map(|start| (start, start + value.len())));
    let whole = (!excerpt.is_empty() && columns(excerpt) <= UNDERLINE_WHOLE).then_some((0, excerpt.len()));
    pointed.or(whole)
}

/// A piece of the excerpt that fits, with the part pointed at in it, and that part's first column and length.
fn window(excerpt: &str, part: Option<(usize, usize)>, room: usize) -> (String, Option<(usize, usize)>) {
    let Some((start, end)) = part else { return (shortened(excerpt, room), None) };
    let before = excerpt.get(..start).unwrap_or_default();
    let pointed = excerpt.get(start..end).unwrap_or_default();
    let mut lead = before.to_owned();
    if columns(excerpt) > room {
        // Keep a third of the line before the part, from the end backwards.
        let mut kept: Vec<char> = Vec::new();
        let mut used = 0;
        for character in before.chars().rev() {
            used += columns(&character.to_string());
            if used > room / 3 {
                kept.push('…');
                break;
            }
            kept.push(character);
        }
        lead = kept.into_iter().rev().collect();
    }
    let column = columns(&lead);
    let shown = shortened(&format!("{lead}{}", excerpt.get(start..).unwrap_or_default()), room);
    let length = columns(pointed).min(room.saturating_sub(column));
    (shown, Some((column, length)))
}

/// The message id of a severity's label.
pub(crate) fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    }
}

#[cfg(test)]
mod tests {
    use gongkai_law::{Basis, Code, Instrument, Lang};

    use super::*;

    /// Codes no bundle knows are shown as they are, so that these hold whatever the sentences of real findings are.
    fn findings() -> Vec<Finding<Place>> {
        let basis = Basis::new(Instrument::Regulation, "第五十条");
        let long = "a-code-that-is-so-long-that-the-message-and-the-code-do-not-fit-into-one-line";
        vec![
            Finding::new(Code("total-wrong"), Severity::Error, basis)
                .with_place(Place::Cell { table: 3, row: 5, column: 9 })
                .with_excerpt("7"),
            Finding::new(Code("word-wrong"), Severity::Warning, Basis::new(Instrument::Arithmetic, ""))
                .with_place(Place::Line { line: 12 })
                .with_excerpt(
                    "以及以下筒称《条例》的有关规定，\u{1b}[31m街道认真做好政府信息公开工作，扎实推进各项任务落实",
                )
                .with_arg("found", "以下筒称")
                .with_arg("expected", "《条例》"),
            Finding::new(Code(long), Severity::Info, basis),
        ]
    }

    #[test]
    fn findings_look_like_this() {
        let headline = Headline { source: "年报/青禾街道.txt", body: Some("青禾街道"), year: Some(2023) };
        for (lang, name) in [(Lang::ZhCn, "findings-zh-CN"), (Lang::En, "findings-en")] {
            let text = group(&headline, &findings(), &Console::plain(lang, 72));
            insta::assert_snapshot!(name, anstream::adapter::strip_str(&text).to_string());
        }
    }

    #[test]
    fn the_underline_stands_below_what_is_pointed_at() {
        let check = |excerpt: &str, part: &str, room, shown: &str, column, length| {
            let start = excerpt.find(part).unwrap();
            let window = window(excerpt, Some((start, start + part.len())), room);
            assert_eq!(window, (shown.to_owned(), Some((column, length))));
        };
        check("共受理申请7件", "7", 40, "共受理申请7件", 10, 1);
        check("共受理申请7件", "申请", 40, "共受理申请7件", 6, 4);
        check("一二三四五六七八九十7件", "7", 12, "…九十7件", 5, 1);
    }
}
