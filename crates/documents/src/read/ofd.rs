//! Reads ofd, the fixed-layout format of GB/T 33190.

mod content;
mod path;
mod structure;
mod text;

use std::collections::HashMap;
use std::rc::Rc;

use super::fixed::{self, Page};
use super::package::{Package, xml_text};
use super::{Limits, ReadError};
use crate::model::{Document, Format, Notice, NoticeKind};
use content::{Canvas, Stop};
use structure::{Location, Structure};

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
/// Composite objects inside each other.
const NESTED: u32 = 16;

/// Reads an ofd.
///
/// Of several documents in one package the first is read. Templates count as part of each page that uses them;
/// annotations, seals and whatever is marked invisible do not. Millimetres are turned into points.
///
/// # Errors
/// [`ReadError::Encrypted`] when its parts are encrypted, [`ReadError::Damaged`] when it has no document,
/// [`ReadError::TooLarge`] when its parts inflate beyond [`Limits::inflated_bytes`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let mut package = Package::open(bytes, limits, Format::Ofd)?;
    if structure::is_encrypted(&package) {
        return Err(ReadError::Encrypted { format: Format::Ofd });
    }
    let structure = Structure::read(&mut package)?;
    let mut document = Document::new(Format::Ofd);
    document.title.clone_from(&structure.title);
    let mut reader = Pages { package, structure, limits, characters: limits.characters, templates: HashMap::new() };
    let pages = reader.read(&mut document)?;
    fixed::lay_out(pages, &mut document, limits);
    Ok(document)
}

fn damaged(detail: &str) -> ReadError {
    ReadError::Damaged { format: Format::Ofd, detail: detail.to_owned() }
}

struct Pages<'a> {
    package: Package<'a>,
    structure: Structure,
    limits: &'a Limits,
    characters: u64,
    /// Templates read before, by id.
    templates: HashMap<String, Option<Rc<str>>>,
}

impl Pages<'_> {
    fn read(&mut self, document: &mut Document) -> Result<Vec<Page>, ReadError> {
        let most = usize::try_from(self.limits.pages).unwrap_or(usize::MAX);
        let locations: Vec<Location> = self.structure.pages.iter().take(most).cloned().collect();
        if self.structure.pages.len() > most {
            document.notices.push(fixed::limit("pages", self.limits.pages));
        }
        let mut pages = Vec::with_capacity(locations.len());
        for (number, location) in (1..).zip(&locations) {
            let Some(text) = location.load(&mut self.package)? else {
                document.notices.push(lost(&location.path));
                pages.push(Page::new(number, 0.0, 0.0));
                continue;
            };
            let area = structure::page_box(&text).unwrap_or(self.structure.page_box);
            let page = Page::new(number, (area.right - area.left) * POINTS, (area.bottom - area.top) * POINTS);
            let mut canvas = Canvas::new(page, area, self.characters);
            let drawn = self.draw_page(&text, &mut canvas)?;
            self.characters = canvas.characters;
            if let Err(stop) = drawn {
                document.notices.push(fixed::limit(stop.limit, number));
            }
            if canvas.broken {
                document.notices.push(lost(&location.path));
            }
            pages.push(canvas.page);
            if self.characters == 0 {
                break;
            }
        }
        Ok(pages)
    }

    /// Draws a page's templates and then its own content.
    fn draw_page(&mut self, text: &str, canvas: &mut Canvas) -> Result<Result<(), Stop>, ReadError> {
        for id in content::templates(text) {
            let Some(template) = self.template(id)? else { continue };
            if let Err(stop) = canvas.draw(&template, &self.structure.composites, NESTED) {
                return Ok(Err(stop));
            }
        }
        Ok(canvas.draw(text, &self.structure.composites, NESTED))
    }

    fn template(&mut self, id: String) -> Result<Option<Rc<str>>, ReadError> {
        if let Some(known) = self.templates.get(&id) {
            return Ok(known.clone());
        }
        let location = self.structure.templates.get(&id).cloned();
        let text = location.map(|location| location.load(&mut self.package)).transpose()?.flatten();
        let text: Option<Rc<str>> = text.map(Rc::from);
        self.templates.insert(id, text.clone());
        Ok(text)
    }
}

/// A part that is not there or breaks off.
fn lost(path: &str) -> Notice {
    Notice { kind: NoticeKind::Damaged, place: None, detail: path.to_owned() }
}

/// The text of a part, or `None` when there is none.
fn load(package: &mut Package<'_>, path: &str) -> Result<Option<String>, ReadError> {
    Ok(package.part(path)?.map(xml_text))
}
