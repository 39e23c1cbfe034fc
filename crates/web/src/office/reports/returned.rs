//! A return: its letter, what became of it, and the body's answer.

use askama::Template;
use axum::response::Response;
use gongkai_app::desk::{self, Ended, ReturnedReport};
use gongkai_app::{Permission, Problems};
use gongkai_documents::{Block, Output};
use gongkai_store::id::ReturnId;

use super::shown_finding::ShownFinding;
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::About;
use crate::page::{attachment, show as show_page};
use crate::portal::document_view::{Piece, pieces};
use crate::portal::downloads::kind;

#[derive(Debug, Template)]
#[template(path = "office/reports/returned.html")]
struct ReturnedPage {
    frame: Frame,
    of: ReturnedReport,
    letter_title: String,
    letter: Vec<Piece>,
    mended: Vec<ShownFinding>,
    untouched: Vec<ShownFinding>,
    remaining: Vec<ShownFinding>,
    changed: Vec<ShownFinding>,
    can_answer: bool,
    can_extend: bool,
    /// Whether the body answered in words and nobody has judged the answer.
    is_answered: bool,
    /// Whether the body answered in words and the person can say whether that does.
    can_judge: bool,
    text: String,
    problems: Problems,
}

impl ReturnedPage {
    /// The name in the title of the file that was refused, when it may be the body's all the same.
    fn named(&self) -> Option<&str> {
        let asked = self.problems.0.iter().find(|problem| problem.field == "named")?;
        asked.args.iter().find(|(name, _)| *name == "found").map(|(_, value)| value.as_str())
    }
}

pub(super) async fn show(about: About<ReturnId>) -> Result<Response, Failure> {
    page(&about, String::new(), Problems::new()).await
}

/// The page, with an answer that was refused.
pub(super) async fn page(about: &About<ReturnId>, text: String, problems: Problems) -> Result<Response, Failure> {
    let of = desk::returned(about.app(), about.caller()?, &about.id).await?;
    let frame = about.frame().await?;
    let shown = |findings: &[gongkai_report::stored::StoredFinding]| {
        findings.iter().map(|finding| ShownFinding::told(&frame, finding, &of.last.id)).collect()
    };
    let document = of.letter.document.clone();
    let letter_title = match document.blocks.first() {
        Some(Block::Heading(heading)) => heading.text.clone(),
        Some(Block::Paragraph(_) | Block::Table(_)) | None => String::new(),
    };
    let can_answer = of.letter.returned.closed_at.is_none() && frame.may_at(Permission::AnswerReturn, &of.letter.body);
    let (body, year) = (&of.letter.body, of.letter.returned.year);
    let judge = Permission::JudgeReports;
    let may_judge =
        frame.may_at(judge, body) && !desk::is_judged_above(about.app(), about.caller()?, judge, body, year).await?;
    let can_extend = may_judge && desk::extendable(&of.letter.returned).is_ok();
    let is_answered = of.letter.returned.closed_at.is_none() && of.letter.returned.answered_at.is_some();
    let can_judge = is_answered && may_judge;
    Ok(show_page(&ReturnedPage {
        letter_title,
        letter: pieces(document),
        mended: shown(&of.rectified.mended),
        untouched: shown(&of.rectified.untouched),
        remaining: shown(&of.rectified.remaining),
        changed: shown(&of.rectified.changed),
        can_answer,
        can_extend,
        is_answered,
        can_judge,
        frame,
        of,
        text,
        problems,
    }))
}

pub(super) async fn docx(about: About<ReturnId>) -> Result<Response, Failure> {
    file(&about, Output::Docx).await
}

pub(super) async fn pdf(about: About<ReturnId>) -> Result<Response, Failure> {
    file(&about, Output::Pdf).await
}

async fn file(about: &About<ReturnId>, output: Output) -> Result<Response, Failure> {
    let (title, bytes) = desk::letter_file(about.app(), about.caller()?, &about.id, output).await?;
    let (kind, ending) = kind(output);
    Ok(attachment(kind, &format!("{title}.{ending}"), bytes))
}
