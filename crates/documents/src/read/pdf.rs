//! Reads pdf files that have a text layer.
//!
//! `hayro` parses the file and runs the pages' content; [`capture`] is the device it draws on, which keeps glyphs and
//! ruling lines instead of painting. [`guard`] looks the file over first for what would cost too much.

mod annotations;
mod capture;
mod guard;
mod lean;
mod sight;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::page::Page as Leaf;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use kurbo::{Affine, Rect};

use super::fixed::{self, Page};
use super::{Limits, ReadError};
use crate::model::{Document, Format, Notice, NoticeKind, Place};
use capture::{Capture, Stop};
use guard::Fonts;

/// Stack of the thread a file is read on; only what is used of it takes memory.
const STACK_BYTES: usize = 32 * 1024 * 1024;

/// Reads a pdf.
///
/// Pages come one after another; tables that run over a page break are one. A file of pictures gives a document
/// without blocks and a notice for each page. Files that only an owner's password protects are read.
///
/// # Errors
/// [`ReadError::Encrypted`] when a password is needed to open it, [`ReadError::Damaged`] when there are no pages to be
/// found in it, [`ReadError::TooLarge`] when its streams would inflate beyond [`Limits::inflated_bytes`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    guard::check_bytes(bytes, limits)?;
    // The library descends by recursion and now and then unwraps what it believes to be sound. The depth is bounded
    // by `guard`, and a thread with a large stack leaves room for it whatever the caller's stack is; a panic must not
    // take the program down, so it ends here as a damaged file.
    let broken = || Err(damaged("a broken object"));
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK_BYTES);
        match builder.spawn_scoped(scope, || read_guarded(bytes, limits)) {
            Ok(handle) => handle.join().unwrap_or_else(|_| broken()),
            Err(_) => Err(damaged("no thread to read it on")),
        }
    })
}

fn damaged(detail: &str) -> ReadError {
    ReadError::Damaged { format: Format::Pdf, detail: detail.to_owned() }
}

/// Opens the file; where its font programs are broken, without them: what a text says does not depend on its shapes.
fn open(bytes: &[u8], limits: &Limits, document: &mut Document) -> Result<Pdf, ReadError> {
    let pdf = parse(bytes.to_vec())?;
    if guard::check_objects(&pdf, limits)? == Fonts::Sound {
        return Ok(pdf);
    }
    document.notices.push(Notice { kind: NoticeKind::Damaged, place: None, detail: "FontFile".to_owned() });
    let pdf = parse(without_fonts(bytes))?;
    match guard::check_objects(&pdf, limits)? {
        Fonts::Sound => Ok(pdf),
        Fonts::Broken => Err(damaged("a font is broken")),
    }
}

/// The file with its references to font programs renamed in place.
fn without_fonts(bytes: &[u8]) -> Vec<u8> {
    const NAME: &[u8] = b"/FontFile";
    let mut bytes = bytes.to_vec();
    let found: Vec<usize> =
        bytes.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME).map(|(at, _)| at).collect();
    for at in found {
        if let Some(letter) = bytes.get_mut(at + 1) {
            *letter = b'X';
        }
    }
    bytes
}

fn parse(bytes: Vec<u8>) -> Result<Pdf, ReadError> {
    Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ReadError::Encrypted { format: Format::Pdf }
        }
        LoadPdfError::Decryption(_) => damaged("its encryption is broken"),
        LoadPdfError::Invalid => damaged("no pages were found"),
    })
}

fn read_guarded(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut document = Document::new(Format::Pdf);
    let pdf = open(bytes, limits, &mut document)?;
    document.title = pdf.metadata().title.as_deref().and_then(text_string);
    let most = usize::try_from(limits.pages).unwrap_or(usize::MAX);
    let cache = InterpreterCache::new();
    let mut budget = capture::Budget::new(limits);
    let mut pages = Vec::new();
    for (index, leaf) in pdf.pages().iter().take(most).enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        pages.push(read_page(leaf, number, &pdf, &cache, &mut budget, &mut document));
        if budget.is_spent() {
            break;
        }
    }
    if pdf.pages().len() > most {
        document.notices.push(fixed::limit("pages", limits.pages));
    }
    fixed::lay_out(pages, &mut document, limits);
    Ok(document)
}

/// Runs the content of a page. What was drawn before a limit was met or an error came up is kept.
fn read_page<'a>(
    leaf: &Leaf<'a>,
    number: u32,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    budget: &mut capture::Budget,
    document: &mut Document,
) -> Page {
    if guard::costs_too_much(leaf) {
        let (width, height) = leaf.render_dimensions();
        document.notices.push(fixed::limit("drawing", number));
        return Page::new(number, f64::from(width), f64::from(height));
    }
    let (page, lean) = draw_page(leaf, number, 0.0, pdf, cache, budget, document);
    match lean {
        // Once more, with the page laid straight.
        Some(lean) => draw_page(leaf, number, -lean, pdf, cache, budget, document).0,
        None => page,
    }
}

/// Runs the content of a page turned by an angle. Gives it, and by which angle its text leans.
fn draw_page<'a>(
    leaf: &Leaf<'a>,
    number: u32,
    angle: f64,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    budget: &mut capture::Budget,
    document: &mut Document,
) -> (Page, Option<f64>) {
    let (width, height) = leaf.render_dimensions();
    let mut capture = Capture::new(Page::new(number, f64::from(width), f64::from(height)), budget);
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = Affine::rotate_about(angle, bounds.center()) * leaf.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let run = catch_unwind(AssertUnwindSafe(|| interpret_page(leaf, &mut context, &mut capture)));
    let lean = capture.lean().filter(|_| run.is_ok());
    if let Err(cause) = run {
        let notice = match cause.downcast::<Stop>() {
            Ok(stop) => fixed::limit(stop.limit, number),
            Err(_) => Notice {
                kind: NoticeKind::Damaged,
                place: Some(Place::Page { page: number, area: [0.0; 4] }),
                detail: "page".to_owned(),
            },
        };
        document.notices.push(notice);
    }
    let mut page = capture.into_page();
    annotations::mark(leaf, transform, &mut page);
    (page, lean)
}

/// A text string of the file: UTF-16 or UTF-8 with a byte order mark, else Latin letters.
fn text_string(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().copied().map(char::from).collect(),
        },
    };
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_decoded() {
        assert_eq!(text_string(b"\xfe\xff\x5e\x74\x62\xa5").as_deref(), Some("年报"));
        assert_eq!(text_string(b"\xef\xbb\xbf\xe5\xb9\xb4").as_deref(), Some("年"));
        assert_eq!(text_string(b"caf\xe9").as_deref(), Some("café"));
        assert_eq!(text_string(b" \x00"), None);
    }
}
