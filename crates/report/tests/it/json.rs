use gongkai_documents::Place;
use gongkai_law::{Basis, Code, Finding, Instrument, Lang, Severity, Wording};
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Fact, Report, json, model};
use gongkai_testkit::{Figures, sample_report};
use serde_json::{Value, json};

fn sample() -> Report {
    let mut report = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021));
    report.facts.push(Fact {
        subject: "requests_received",
        value: Some(3.into()),
        unit: Some("件".to_owned()),
        channel: None,
        exactness: model::Exactness::Exact,
        raw: Some("3".to_owned()),
        items: Vec::new(),
        quote: "收到申请3件".to_owned(),
        at: Place::Line { line: 7 },
        section: 1,
    });
    report.findings.push(
        Finding::new(Code("some-code"), Severity::Warning, EditionId::E2021.basis(gongkai_report::TableId::T3))
            .with_place(Place::Cell { table: 2, row: 4, column: 5 })
            .with_cell("t3.granted.total")
            .with_excerpt("7"),
    );
    report
}

fn wording() -> &'static Wording {
    Wording::findings(Lang::ZhCn)
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../../docs/schema/gongkai.report-1.json")).unwrap()
}

/// Checks a value against the part of JSON Schema the hand-written schema uses.
fn validate(value: &Value, schema: &Value, root: &Value, path: &str) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.strip_prefix("#/$defs/").unwrap();
        return validate(value, &root["$defs"][name], root, path);
    }
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let fits = |choice: &Value| std::panic::catch_unwind(|| validate(value, choice, root, path)).is_ok();
        assert!(choices.iter().any(fits), "{path}: {value} fits none of {choices:?}");
        return;
    }
    if let Some(types) = schema.get("type") {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let allowed: Vec<&str> = match types {
            Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        assert!(allowed.contains(&kind) || (kind == "integer" && allowed.contains(&"number")), "{path}: {kind}");
    }
    if let Some(constant) = schema.get("const") {
        assert_eq!(value, constant, "{path}");
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array) {
        assert!(choices.contains(value), "{path}: {value}");
    }
    if let (Some(object), Some(properties)) = (value.as_object(), schema.get("properties").and_then(Value::as_object)) {
        for required in schema["required"].as_array().unwrap() {
            assert!(object.contains_key(required.as_str().unwrap()), "{path}: no {required}");
        }
        for (key, value) in object {
            // Stricter than the schema, which lets additions pass: what is written must be described.
            let property = properties.get(key).unwrap_or_else(|| panic!("{path}.{key} is not in the schema"));
            validate(value, property, root, &format!("{path}.{key}"));
        }
    } else if let (Some(object), Some(of_each)) = (value.as_object(), schema.get("additionalProperties")) {
        for (key, value) in object {
            validate(value, of_each, root, &format!("{path}.{key}"));
        }
    }
    if let (Some(items), Some(of_each)) = (value.as_array(), schema.get("items")) {
        for item in items {
            validate(item, of_each, root, &format!("{path}[]"));
        }
    }
}

#[test]
fn reports_fit_the_schema() {
    let schema = schema();
    let mut spoilt = sample();
    spoilt.cells.0.insert(CellAddress::parse("t4.recon.total").unwrap(), Cell::missing());
    for report in [sample(), spoilt, Report::default()] {
        let value = json::report("a.docx", &report, wording());
        validate(&value, &schema, &schema, "$");
    }
}

#[test]
fn the_contracts_keys_come_first_and_in_order() {
    let value = json::report("a.docx", &sample(), wording());
    assert_eq!(
        keys(&value)[..10],
        ["schema", "source", "title", "body", "year", "tables", "cells", "sections", "facts", "findings"]
    );
    assert_eq!(value["schema"], "gongkai.report/1");
    assert_eq!(value["tables"]["t2"]["edition"], "2021");
    assert_eq!(value["sections"][0]["no"], "一");
    assert_eq!(value["sections"][0]["title"], "总体情况");
    assert_eq!(value["published"], "2023-01-20");
    assert_eq!(value["period"], json!({"from": "2022-01-01", "to": "2022-12-31"}));
}

#[test]
fn every_cell_of_the_edition_stands_in_the_forms_order() {
    let value = json::report("a.docx", &sample(), wording());
    let form: Vec<&str> = EditionId::E2021.edition().cells().iter().map(|cell| cell.address.as_str()).collect();
    assert_eq!(keys(&value["cells"]), form);
}

#[test]
fn cells_tell_state_value_raw_and_unit() {
    let mut report = sample();
    let set = |report: &mut Report, address: &str, cell| {
        report.cells.0.insert(CellAddress::parse(address).unwrap(), cell);
    };
    let money =
        Cell { raw: Some("25.3190".into()), unit: Some("万元".into()), ..Cell::of("253190.0000".parse().unwrap()) };
    set(&mut report, "t2.admin_fee.fee_amount", money);
    set(&mut report, "t4.recon.total", Cell::missing());
    let slash = Cell { state: CellState::Slash, value: Some(7.into()), raw: Some("/".into()), unit: None, at: None };
    set(&mut report, "t4.recon.other", slash);
    let cells = &json::report("a.docx", &report, wording())["cells"];
    assert_eq!(
        cells["t2.admin_fee.fee_amount"],
        json!({"state": "value", "value": "253190", "raw": "25.3190", "unit": "万元", "at": null})
    );
    assert_eq!(
        cells["t4.recon.total"],
        json!({"state": "missing", "value": null, "raw": null, "unit": null, "at": null})
    );
    assert_eq!(cells["t4.recon.other"]["value"], Value::Null);
}

#[test]
fn findings_tell_everything_a_screen_needs() {
    let value = json::report("a.docx", &sample(), wording());
    let finding = &value["findings"][0];
    assert_eq!(keys(finding), ["code", "severity", "message", "at", "basis", "hint", "cells", "excerpt"]);
    assert_eq!(finding["severity"], "warning");
    assert_eq!(finding["at"], json!({"table": 2, "row": 4, "column": 5}));
    assert_eq!(finding["basis"], EditionId::E2021.basis(gongkai_report::TableId::T3).to_string());
    assert_eq!(finding["cells"], json!(["t3.granted.total"]));
    let plain: Finding<Place> = Finding::new(Code("some-code"), Severity::Info, Basis::new(Instrument::Arithmetic, ""));
    assert_eq!(json::finding(&plain, wording())["basis"], Value::Null);
}

#[test]
fn a_line_is_the_same_as_the_value() {
    let report = sample();
    let line = json::line("a.docx", &report, wording());
    assert!(!line.contains('\n'));
    assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), json::report("a.docx", &report, wording()));
}
