//! The file: TOML, each value with its line.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::error::ConfigurationError;
use super::key::Key;

/// The settings of a file with the line of each.
pub(super) fn read(path: &Path, text: &str) -> Result<Vec<(Key, String, usize)>, ConfigurationError> {
    let place = |at: usize| {
        let (line, column) = position(text, at);
        format!("{}:{line}:{column}", path.display())
    };
    let table = DeTable::parse(text).map_err(|error| ConfigurationError::Syntax {
        place: place(error.span().map_or(0, |span| span.start)),
        detail: error.message().to_owned(),
    })?;
    let mut found = Vec::new();
    for (name, value) in table.get_ref() {
        let plain = name.get_ref();
        match value.get_ref() {
            DeValue::Table(inner) => {
                for (inner_name, value) in inner {
                    let name = format!("{plain}.{}", inner_name.get_ref());
                    found.push((inner_name.span().start, name, value));
                }
            }
            _ => found.push((name.span().start, plain.to_string(), value)),
        }
    }
    found.sort_by_key(|(at, _, _)| *at);
    let setting = |(at, name, value): (usize, String, &toml::Spanned<DeValue<'_>>)| {
        let key = Key::parse(&name).ok_or_else(|| ConfigurationError::unknown(place(at), &name))?;
        let wrong = |found: &str| ConfigurationError::Value {
            place: place(value.span().start),
            kind: key.kind(),
            found: found.to_owned(),
        };
        let written = text.get(value.span()).unwrap_or_default();
        let text_of = scalar(value.get_ref()).ok_or_else(|| wrong(written))?;
        if key.kind().takes(&text_of) { Ok((key, text_of, position(text, at).0)) } else { Err(wrong(written)) }
    };
    found.into_iter().map(setting).collect()
}

fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Some(flag.to_string()),
        DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

/// Line and column of a byte, from 1.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count().saturating_add(1);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count().saturating_add(1);
    (line, column)
}
