//! The roll of bodies as a table, and the empty table to fill in.

use gongkai_documents::{Block, Document, Fonts, Format, Output, Table, write};
use gongkai_law::Lang;
use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;

use super::import::{Column, kind_word, level_word, state_word};
use super::order::in_tree_order;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// A table of bodies as a file.
#[derive(Debug, Clone)]
pub struct Exported {
    /// The body on top of it.
    pub base: Body,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// The roll of a body and all below it that the caller may see: what [`super::import`] reads again.
///
/// # Errors
/// [`AppError::NotFound`] when the body is not there for the caller, [`AppError::Internal`] when it cannot be written.
pub async fn roll(app: &App, caller: &Caller, base: &BodyId, output: Output, lang: Lang) -> Result<Exported, AppError> {
    let all = bodies::all(&mut &app.database).await?;
    let base = all.iter().find(|body| body.id == *base).cloned().ok_or(AppError::NotFound)?;
    caller.require(Permission::ViewBody, &base)?;
    let listed = all.iter().filter(|body| body.is_within(&base.id) && caller.may(Permission::ViewBody, body)).cloned();
    let listed = in_tree_order(listed.collect());
    let name =
        |id: &Option<BodyId>| all.iter().find(|body| Some(&body.id) == id.as_ref()).map(|body| body.name.clone());
    let rows = listed.iter().map(|body| {
        let (parent, supervisor) = (name(&body.parent), name(&body.supervisor));
        Column::ALL.map(|column| text(body, column, parent.as_deref(), supervisor.as_deref(), lang)).to_vec()
    });
    let bytes = written(&Column::ALL, rows.collect(), output, lang)?;
    Ok(Exported { base, bytes })
}

/// The empty table: headings only, without the program's own id.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be written.
pub fn template(output: Output, lang: Lang) -> Result<Vec<u8>, AppError> {
    let columns: Vec<Column> = Column::ALL.into_iter().filter(|column| *column != Column::Id).collect();
    written(&columns, Vec::new(), output, lang)
}

fn text(body: &Body, column: Column, parent: Option<&str>, supervisor: Option<&str>, lang: Lang) -> String {
    let profile = &body.profile;
    let text = match column {
        Column::Id => body.id.as_str(),
        Column::Name => &body.name,
        Column::Parent => parent.unwrap_or_default(),
        Column::Kind => kind_word(body.kind, lang),
        Column::Level => level_word(body.level, lang),
        Column::OtherNames => return body.other_names.join("、"),
        Column::RegionCode => body.region_code.as_deref().unwrap_or_default(),
        Column::CreditCode => body.credit_code.as_deref().unwrap_or_default(),
        Column::Supervisor => supervisor.unwrap_or_default(),
        Column::Sort => return body.sort.to_string(),
        Column::State => state_word(body.active, lang),
        Column::DisclosureOffice => &profile.disclosure_office,
        Column::Address => &profile.address,
        Column::PostalCode => &profile.postal_code,
        Column::Hours => &profile.hours,
        Column::Phone => &profile.phone,
        Column::Fax => &profile.fax,
        Column::Email => &profile.email,
        Column::Website => &profile.website,
        Column::Functions => &profile.functions,
        Column::Units => &profile.units,
        Column::Leaders => &profile.leaders,
    };
    text.to_owned()
}

fn written(columns: &[Column], rows: Vec<Vec<String>>, output: Output, lang: Lang) -> Result<Vec<u8>, AppError> {
    let heads = columns.iter().map(|column| column.head(lang).to_owned()).collect();
    let mut document = Document::new(Format::Xlsx);
    document.blocks.push(Block::Table(Table::of_texts(heads, rows)));
    write(&document, output, &Fonts::default()).map_err(|error| AppError::Internal(error.to_string()))
}
