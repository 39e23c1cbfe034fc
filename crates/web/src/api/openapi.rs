//! The OpenAPI document, generated from the handlers and their types.

use std::sync::LazyLock;

use axum::response::Response;
use serde_json::{Map, Value, json};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::kept::{Asked, JSON};
use super::{
    bodies, cells, collections, cursor, findings, journal, problem, publications, reports, returns, shapes, totals,
    uploads, webhooks,
};
use crate::cache::Made;
use crate::error::Failure;

/// The contract of a report as JSON.
const CONTRACT: &str = include_str!("../../../../docs/schema/gongkai.report-1.json");

#[derive(OpenApi)]
#[openapi(
    info(
        title = "gongkai",
        description = "Bodies, annual reports and their collection, findings, totals, publications and the journal of a \
                       gongkai installation. Reading what is published needs no token. Errors are problem documents \
                       (RFC 9457) in the language of `Accept-Language` (zh-CN or en). The guide is docs/api.md.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    servers((url = "/", description = "This installation.")),
    paths(
        document,
        bodies::list, bodies::show,
        publications::list, publications::versions, publications::reading,
        collections::list, collections::show, collections::roll, collections::of_body,
        uploads::send, uploads::batch, uploads::of_batch, uploads::one, uploads::assign, uploads::set_aside,
        uploads::take_back,
        reports::list, reports::show, reports::file, reports::reading, reports::read_again, reports::accept,
        reports::return_report, reports::publish, reports::withdraw,
        cells::list, cells::show, cells::correct,
        findings::list, findings::decide,
        returns::list, returns::show, returns::extend, returns::answer,
        totals::show,
        journal::list,
        webhooks::list, webhooks::enter, webhooks::show, webhooks::switch, webhooks::remove,
    ),
    components(schemas(
        problem::Problem, shapes::Id, shapes::Year, shapes::Place, shapes::ReportDocument, shapes::CellState,
        shapes::Severity, cursor::Limit, bodies::Kind, bodies::Level, cells::Table, collections::ObligationState,
        uploads::UploadState,
        reports::ReportState, totals::Which, webhooks::WebhookEvent,
    )),
    modifiers(&Security),
    tags(
        (name = "bodies", description = "Bodies 机关."),
        (name = "publications", description = "What is published: for everybody."),
        (name = "collections", description = "A year's collection 年报收集 and its roll."),
        (name = "uploads", description = "Files sent for a collection."),
        (name = "reports", description = "Reports as they came in, and the judgement about them."),
        (name = "cells", description = "What was read, and corrections 更正."),
        (name = "findings", description = "What is wrong, and decisions 处理意见."),
        (name = "returns", description = "Returns 退回 and answers."),
        (name = "totals", description = "Reports added up 汇总."),
        (name = "journal", description = "Everything that happened 日志."),
        (name = "document", description = "This document."),
        (name = "webhooks", description = "Webhooks 推送: who is told of publications, and what."),
    )
)]
struct Document;

/// What others are told, apart: it is not served here.
#[derive(OpenApi)]
#[openapi(paths(webhooks::publication))]
struct Told;

/// How programs and pages say who they are.
struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let text = "An API token, made in the office under 账户 → 接口令牌. One of scope `read` only looks.";
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(text)).build();
        components.add_security_scheme("token", SecurityScheme::Http(token));
        let text = "The session of a signed-in browser. A request that changes something carries the session's form \
                    token in the header `X-CSRF-Token`, too.";
        let session = ApiKeyValue::with_description("gongkai", text);
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(session)));
    }
}

/// The document.
pub fn openapi() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let mut document = Document::openapi();
        document.webhooks = Some(Told::openapi().paths);
        let mut document = serde_json::to_value(document).unwrap_or_default();
        take_in_contract(&mut document);
        let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
        text.push('\n');
        text
    });
    &TEXT
}

/// Puts the schemas of the contract `gongkai.report/1` into the document: they are written once, in `docs/schema`.
fn take_in_contract(document: &mut Value) {
    let mut contract: Value = serde_json::from_str(CONTRACT).unwrap_or_default();
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    let parts = contract.as_object_mut().and_then(|contract| {
        contract.remove("$schema");
        contract.remove("$id");
        contract.remove("$defs")
    });
    for (name, mut part) in parts.as_ref().and_then(Value::as_object).cloned().unwrap_or_default() {
        point_at_components(&mut part);
        schemas.insert(component(&name), part);
    }
    point_at_components(&mut contract);
    schemas.insert("ReportDocument".to_owned(), contract);
}

/// `place` of the contract is the API's own `Place`; the others keep the contract's name in front.
fn component(name: &str) -> String {
    if name == "place" { "Place".to_owned() } else { format!("ReportDocument.{name}") }
}

fn point_at_components(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            let name = fields.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/$defs/"));
            if let Some(target) = name.map(|name| format!("#/components/schemas/{}", component(name))) {
                *fields = Map::from_iter([("$ref".to_owned(), json!(target))]);
            } else {
                fields.values_mut().for_each(point_at_components);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(point_at_components),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Gets this document.
///
/// For everybody; no token is needed.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", tag = "document", operation_id = "get_document",
    params(shapes::TagHeader),
    responses(
        (status = 200, description = "The document.", body = Object,
         headers(("ETag" = String, description = "Names this answer."))),
        (status = 304, description = "The answer held already is still right."),
        problem::OpenRefusals
    )
)]
pub(super) async fn document(asked: Asked) -> Result<Response, Failure> {
    asked.kept("openapi", || async { Ok(Made::shown(JSON, openapi())) }).await
}
