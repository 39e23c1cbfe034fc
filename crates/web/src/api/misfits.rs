//! Everything in which a JSON body, or a parameter, does not fit its shape, each with its place. A reader stops at the first
//! misfit; here what was sent is held to the schema the generated document gives for it (docs/adr/0017).

use std::sync::LazyLock;

use gongkai_app::Problems;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::openapi::openapi;

/// How many misfits are told at most.
const MOST: usize = 50;

/// The generated document.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(openapi()).unwrap_or_default());

/// In what a body does not fit a shape, by the shape's name in the document. A problem's field is the JSON pointer (RFC
/// 6901) to what does not fit; for what is missing or too many, to where it would stand or stands.
pub(super) fn misfits(shape: &str, body: &Value) -> Problems {
    let mut problems = Problems::new();
    check(named(shape), body, "", &mut problems);
    problems
}

/// In what a parameter's text does not fit its schema; what else a number or a truth is told from its text alone.
pub(super) fn parameter(schema: &impl Serialize, name: &str, text: &str, problems: &mut Problems) {
    let own = serde_json::to_value(schema).unwrap_or_default();
    let reference = own.get("$ref").and_then(Value::as_str).and_then(|of| of.rsplit('/').next());
    let schema: &Value = match reference {
        Some(shape) => named(shape),
        None => &own,
    };
    let kind = schema.get("type").and_then(Value::as_str);
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value = match kind {
        Some("integer") if is_digits => Value::from(text.parse::<i64>().unwrap_or(i64::MAX)),
        Some("boolean") if matches!(text, "true" | "false") => Value::Bool(text == "true"),
        _ => Value::from(text),
    };
    check(schema, &value, name, problems);
}

fn named(shape: &str) -> &'static Value {
    DOCUMENT.pointer(&format!("/components/schemas/{shape}")).unwrap_or(&Value::Null)
}

fn check(schema: &Value, value: &Value, at: &str, problems: &mut Problems) {
    if problems.0.len() >= MOST {
        return;
    }
    let text = |name: &str| schema.get(name).and_then(Value::as_str);
    if let Some(shape) = text("$ref").and_then(|of| of.rsplit('/').next()) {
        return check(named(shape), value, at, problems);
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array) {
        if !choices.contains(value) {
            let choices: Vec<&str> = choices.iter().filter_map(Value::as_str).collect();
            problems.add_with(at, "api-not-choice", vec![("choices", choices.join(", "))]);
        }
        return;
    }
    match (text("type"), value) {
        (Some("object"), Value::Object(_)) => object(schema, value, at, problems),
        (Some("array"), Value::Array(items)) => {
            let of = schema.get("items").unwrap_or(&Value::Null);
            for (index, item) in items.iter().enumerate() {
                check(of, item, &format!("{at}/{index}"), problems);
            }
        }
        (Some("string"), Value::String(words)) => string(schema, words, at, problems),
        (Some("integer"), Value::Number(number)) if number.is_i64() || number.is_u64() => {
            range(schema, number.as_i64().unwrap_or(i64::MAX), at, problems);
        }
        (Some("number"), Value::Number(_)) | (Some("boolean"), Value::Bool(_)) | (None, _) => {}
        (Some("object"), _) => problems.add(at, "api-not-object"),
        (Some("array"), _) => problems.add(at, "api-not-list"),
        (Some("string"), _) => problems.add(at, "api-not-text"),
        (Some("integer"), _) => problems.add(at, "api-not-whole"),
        (Some("number"), _) => problems.add(at, "api-not-number"),
        (Some("boolean"), _) => problems.add(at, "api-not-truth"),
        (Some(_), _) => {}
    }
}

fn object(schema: &Value, value: &Value, at: &str, problems: &mut Problems) {
    let properties = schema.get("properties").and_then(Value::as_object);
    let required = schema.get("required").and_then(Value::as_array);
    let place = |name: &str| format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
    for name in required.into_iter().flatten().filter_map(Value::as_str) {
        if value.get(name).is_none() {
            problems.add(place(name), "problem-required");
        }
    }
    let is_closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    for (name, held) in value.as_object().into_iter().flatten() {
        match properties.and_then(|properties| properties.get(name)) {
            Some(of) => check(of, held, &place(name), problems),
            None if is_closed && problems.0.len() < MOST => problems.add(place(name), "api-unknown-field"),
            None => {}
        }
    }
}

fn string(schema: &Value, words: &str, at: &str, problems: &mut Problems) {
    let number = |name: &str| schema.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    if number("minLength").is_some_and(|least| words.chars().count() < least) {
        problems.add(at, "problem-required");
    }
    if let Some(most) = number("maxLength").filter(|most| words.chars().nth(*most).is_some()) {
        problems.add_with(at, "problem-too-long", vec![("most", most.to_string())]);
    }
    if schema.get("format").and_then(Value::as_str) == Some("date") && words.parse::<Date>().is_err() {
        problems.add(at, "problem-day");
    }
    // The two patterns that say more than that something is needed.
    let pattern = schema.get("pattern").and_then(Value::as_str);
    let is_id = pattern == Some("^[0-9a-f]{32}$");
    let digits = words.len() == 32 && words.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if is_id && !digits {
        problems.add(at, "api-not-id");
    }
    let is_word = (1..=60).contains(&words.len()) && words.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
    if pattern == Some("^[a-z_]{1,60}$") && !is_word {
        problems.add(at, "api-not-action");
    }
}

fn range(schema: &Value, number: i64, at: &str, problems: &mut Problems) {
    let bound = |name: &str| schema.get(name).and_then(Value::as_i64);
    let (least, most) = (bound("minimum"), bound("maximum"));
    if least.is_some_and(|least| number < least) || most.is_some_and(|most| number > most) {
        let words = |bound: Option<i64>| bound.map_or_else(|| "…".to_owned(), |bound| bound.to_string());
        problems.add_with(at, "api-out-of-range", vec![("least", words(least)), ("most", words(most))]);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::*;

    fn found(shape: &str, body: Value) -> Vec<(String, &'static str)> {
        misfits(shape, &body).0.into_iter().map(|problem| (problem.field, problem.message)).collect()
    }

    #[test]
    fn every_misfit_is_found_at_its_place() {
        let check = |shape: &str, body: Value, expected: &[(&str, &str)]| {
            let found = found(shape, body);
            let found: Vec<(&str, &str)> = found.iter().map(|(at, code)| (at.as_str(), *code)).collect();
            assert_eq!(found, expected, "{shape}");
        };
        check("ReturningReport", json!({"due_on": "2024-02-08", "findings": ["a"], "note": ""}), &[]);
        check("ReturningReport", json!([]), &[("", "api-not-object")]);
        let all_wrong = json!({"due_on": "2024-02-30", "findings": ["a", 2, null], "note": false, "a/b": 1});
        let expected = [
            ("/a~1b", "api-unknown-field"),
            ("/due_on", "problem-day"),
            ("/findings/1", "api-not-text"),
            ("/findings/2", "api-not-text"),
            ("/note", "api-not-text"),
        ];
        let mut sorted = found("ReturningReport", all_wrong);
        sorted.sort();
        assert_eq!(sorted.iter().map(|(at, code)| (at.as_str(), *code)).collect::<Vec<_>>(), expected);
        check("Assigning", json!({"year": 1}), &[("/body", "problem-required"), ("/year", "api-out-of-range")]);
        check("Assigning", json!({"body": "x", "year": 2.5}), &[("/body", "api-not-id"), ("/year", "api-not-whole")]);
        check("DecidingFinding", json!({"decision": "drop", "seen": "-"}), &[("/decision", "api-not-choice")]);
        check("SwitchingWebhook", json!({"active": "yes"}), &[("/active", "api-not-truth")]);
        let long = json!({"reason": "长".repeat(301), "versions": {}});
        check("WithdrawingReport", long, &[("/reason", "problem-too-long"), ("/versions", "api-not-list")]);
        assert_eq!(found("WithdrawingReport", json!({"reason": "x", "versions": vec!["x"; 99]})).len(), MOST);
    }

    /// What a schema says, and those it leads to.
    fn said(schema: &Value, into: &mut BTreeSet<String>) {
        for (word, value) in schema.as_object().into_iter().flatten() {
            let which = matches!(word.as_str(), "format" | "pattern" | "type");
            into.insert(if which { format!("{word}{value}") } else { word.clone() });
        }
        let reference = schema.get("$ref").and_then(Value::as_str).and_then(|of| of.rsplit('/').next());
        let parts = schema.get("properties").and_then(Value::as_object).into_iter().flat_map(|all| all.values());
        for part in reference.map(named).into_iter().chain(schema.get("items")).chain(parts) {
            said(part, into);
        }
    }

    #[test]
    fn the_document_asks_nothing_of_bodies_that_is_not_looked_at() {
        let mut words = BTreeSet::new();
        let operations = DOCUMENT["paths"].as_object().unwrap().values().filter_map(Value::as_object).flatten();
        for (_, operation) in operations {
            said(&operation["requestBody"]["content"]["application/json"]["schema"], &mut words);
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                if parameter["in"] == "query" {
                    said(&parameter["schema"], &mut words);
                }
            }
        }
        let known = [
            "$ref",
            "additionalProperties",
            "default",
            "description",
            "enum",
            "example",
            "format\"date\"",
            "format\"int32\"",
            "items",
            "maxLength",
            "maximum",
            "minLength",
            "minimum",
            "pattern\"\\\\S\"",
            "pattern\"^[0-9a-f]{32}$\"",
            "pattern\"^[a-z_]{1,60}$\"",
            "properties",
            "required",
            "type\"array\"",
            "type\"boolean\"",
            "type\"integer\"",
            "type\"object\"",
            "type\"string\"",
        ];
        assert_eq!(words.iter().map(String::as_str).collect::<Vec<_>>(), known);
    }
}
