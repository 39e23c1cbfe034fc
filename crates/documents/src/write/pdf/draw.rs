//! Laid-out pages to bytes, through krilla.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::Document;
use krilla::color::luma;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::KrillaGlyph;

use super::super::WriteError;
use super::face::{Faces, Glyph};
use super::page::{Bookmark, Kind, Mark, Node, Page, Pages};

/// Thickness of a table's lines, in points.
const RULE: f32 = 0.5;

/// Draws all pages.
pub(super) fn draw(pages: &Pages, faces: &Faces<'_>, title: Option<&str>) -> Result<Vec<u8>, WriteError> {
    let mut document = Document::new();
    let mut content: Vec<Vec<Identifier>> = vec![Vec::new(); pages.nodes.len()];
    for page in &pages.sheets {
        let (width, height) = page.orientation.sheet();
        let settings = PageSettings::from_wh(width, height).unwrap_or_default();
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        draw_rules(&mut surface, page);
        draw_texts(&mut surface, page, faces, &mut content);
        surface.finish();
        sheet.finish();
    }
    document.set_tag_tree(tree(&pages.nodes, content));
    document.set_outline(outline(&pages.bookmarks));
    let metadata = Metadata::new().language("zh-CN".to_owned());
    document.set_metadata(match title {
        Some(title) => metadata.title(title.replace('\n', " ")),
        None => metadata,
    });
    document.finish().map_err(|error| WriteError::Library { format: "pdf", detail: error.to_string() })
}

/// All lines of a page as one path: they are no content.
fn draw_rules(surface: &mut Surface<'_>, page: &Page) {
    let mut path = PathBuilder::new();
    for mark in &page.marks {
        if let Mark::Rule { from, to } = mark {
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
        }
    }
    let Some(path) = path.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    let black = luma::Color::black().into();
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: black, width: RULE, line_cap: LineCap::Square, ..Stroke::default() }));
    surface.draw_path(&path);
    surface.set_stroke(None);
    surface.end_tagged();
}

fn draw_texts(surface: &mut Surface<'_>, page: &Page, faces: &Faces<'_>, content: &mut [Vec<Identifier>]) {
    surface.set_fill(Some(Fill::default()));
    for mark in &page.marks {
        let Mark::Text { node, x, baseline, size, glyphs } = mark else { continue };
        match node.and_then(|node| content.get_mut(node)) {
            Some(owner) => owner.push(surface.start_tagged(ContentTag::Span(SpanTag::empty()))),
            None => {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
            }
        }
        let mut x = *x;
        for run in glyphs.chunk_by(|before, after| before.0.face == after.0.face) {
            draw_run(surface, faces, Point::from_xy(x, *baseline), *size, run);
            x += run.iter().map(|(_, advance)| advance).sum::<f32>();
        }
        surface.end_tagged();
    }
}

/// Glyphs of one font.
fn draw_run(surface: &mut Surface<'_>, faces: &Faces<'_>, start: Point, size: f32, run: &[(Glyph, f32)]) {
    let Some(font) = run.first().and_then(|(glyph, _)| faces.font(glyph.face)) else { return };
    let mut text = String::new();
    let mut glyphs = Vec::with_capacity(run.len());
    for (glyph, advance) in run {
        let from = text.len();
        text.push(if matches!(glyph.character, '\t' | '\u{A0}') { ' ' } else { glyph.character });
        glyphs.push(KrillaGlyph {
            glyph_id: glyph.id,
            text_range: from..text.len(),
            x_advance: advance / size,
            x_offset: 0.0,
            y_offset: 0.0,
            y_advance: 0.0,
            location: None,
        });
    }
    surface.draw_glyphs(start, &glyphs, font, &text, size, false);
}

/// The structure with its content. A node's parent always comes before it, so one pass from the end will do.
fn tree(nodes: &[Node], content: Vec<Vec<Identifier>>) -> TagTree {
    let mut groups: Vec<Option<TagGroup>> = Vec::with_capacity(nodes.len());
    for (node, identifiers) in nodes.iter().zip(content) {
        let mut group = TagGroup::new(tag(&node.kind));
        for identifier in identifiers {
            group.push(identifier);
        }
        groups.push(Some(group));
    }
    let mut tops = Vec::new();
    for (index, node) in nodes.iter().enumerate().rev() {
        let Some(mut group) = groups.get_mut(index).and_then(Option::take) else { continue };
        if matches!(node.kind, Kind::Table | Kind::Row) {
            group.children.reverse();
        }
        match node.parent.and_then(|parent| groups.get_mut(parent)).and_then(Option::as_mut) {
            Some(parent) => parent.push(group),
            None => tops.push(group),
        }
    }
    let mut tree = TagTree::new().with_lang(Some("zh-CN".to_owned()));
    tops.into_iter().rev().for_each(|group| tree.push(group));
    tree
}

fn tag(kind: &Kind) -> TagKind {
    let span = |cells: &usize| u32::try_from(*cells).ok().and_then(NonZeroU32::new).filter(|cells| cells.get() > 1);
    match kind {
        Kind::Heading { level, text } => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(text.clone())).into()
        }
        Kind::Paragraph => Tag::P.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Row => Tag::TR.into(),
        Kind::HeaderCell { rows, columns, heads_row } => {
            let scope = if *heads_row { TableHeaderScope::Row } else { TableHeaderScope::Column };
            Tag::TH(scope).with_row_span(span(rows)).with_col_span(span(columns)).into()
        }
        Kind::DataCell { rows, columns } => Tag::TD.with_row_span(span(rows)).with_col_span(span(columns)).into(),
    }
}

/// Headings as bookmarks, each below the last one of a smaller level.
fn outline(bookmarks: &[Bookmark]) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    for bookmark in bookmarks {
        close(&mut open, &mut outline, bookmark.level);
        let destination = XyzDestination::new(bookmark.page, Point::from_xy(0.0, bookmark.top));
        open.push((bookmark.level, OutlineNode::new(bookmark.text.clone(), destination).with_open(true)));
    }
    close(&mut open, &mut outline, 0);
    outline
}

/// Hands every open node of this level or deeper to its parent.
fn close(open: &mut Vec<(u8, OutlineNode)>, outline: &mut Outline, level: u8) {
    while open.last().is_some_and(|(last, _)| *last >= level) {
        let Some((_, node)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => parent.push_child(node),
            None => outline.push_child(node),
        }
    }
}
