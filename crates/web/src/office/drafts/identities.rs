//! The identities 勾稽关系 as the page's script evaluates them while somebody types.

use std::collections::BTreeMap;

use gongkai_report::edition::{Comparison, EditionId, Identity, IdentityKind, Operand, TableId};
use gongkai_report::{CellAddress, Report};
use serde_json::{Value, json};

use super::page::figure;
use crate::frame::Frame;

/// The identities of an edition, for `data-identities`.
pub(super) fn identities(frame: &Frame, edition: EditionId) -> String {
    let all = edition.edition().identities().iter().map(|identity| data(frame, edition, identity));
    Value::Array(all.collect()).to_string()
}

/// Figures of the report of the year before that an identity asks for, for `data-prior`.
pub(super) fn prior(edition: EditionId, prior: Option<&Report>) -> String {
    let asked = edition.edition().identities().iter().flat_map(|identity| identity.left.iter().chain(&identity.right));
    let figures: BTreeMap<&str, String> = asked
        .filter(|operand| operand.prior)
        .filter_map(|operand| Some((operand.address.as_str(), figure(prior?, operand.address)?)))
        .collect();
    json!(figures).to_string()
}

fn data(frame: &Frame, edition: EditionId, identity: &Identity) -> Value {
    let side = |operands: &[Operand]| -> Vec<String> { operands.iter().map(written).collect() };
    let op = match identity.comparison {
        Comparison::Eq => "eq",
        Comparison::Ge => "ge",
        Comparison::Le => "le",
    };
    json!({
        "id": identity.id, "left": side(&identity.left), "right": side(&identity.right), "op": op,
        "severity": identity.severity.id(), "text": text(frame, edition, identity),
    })
}

fn written(operand: &Operand) -> String {
    if operand.prior { format!("prev:{}", operand.address) } else { operand.address.to_string() }
}

/// The identity in words: the form's labels with the page's words around them.
fn text(frame: &Frame, edition: EditionId, identity: &Identity) -> String {
    let Some(first) = identity.left.first().map(|operand| operand.address) else { return String::new() };
    let (row, column) = edition.edition().labels_alone(first).unwrap_or_default();
    match identity.kind {
        IdentityKind::ColumnBalance => frame.t1("draft-identity-balance", "column", column),
        IdentityKind::ColumnSum => frame.t1("draft-identity-results", "column", column),
        IdentityKind::RowSum => frame.t1("draft-identity-row", "row", row),
        IdentityKind::BlockSum => frame.t1("draft-identity-block", "block", row),
        IdentityKind::CrossYear if first.table() == TableId::T3 => frame.t1("draft-identity-carried", "column", column),
        IdentityKind::CrossYear | IdentityKind::Inequality => {
            let op = match identity.comparison {
                Comparison::Eq => "=",
                Comparison::Ge => "≥",
                Comparison::Le => "≤",
            };
            let side = |operands: &[Operand]| {
                let names = operands.iter().map(|operand| {
                    let name = column_of(edition, operand.address);
                    if operand.prior { frame.t1("draft-identity-prior", "name", name) } else { name }
                });
                names.collect::<Vec<_>>().join(" + ")
            };
            format!("{row}: {} {op} {}", side(&identity.left), side(&identity.right))
        }
    }
}

fn column_of(edition: EditionId, address: CellAddress) -> String {
    edition.edition().labels(address).map(|(_, column)| column).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use gongkai_law::Lang;

    use super::*;

    #[test]
    fn the_words_have_the_sides_the_figures_have() {
        let frame = Frame::sample(Lang::ZhCn);
        for edition in [EditionId::for_year(2020), EditionId::for_year(2023)] {
            let carried = |identity: &&Identity| identity.left.iter().any(|operand| operand.prior);
            let carried: Vec<_> = edition.edition().identities().iter().filter(carried).collect();
            assert!(!carried.is_empty());
            for identity in carried {
                let text = text(&frame, edition, identity);
                assert!(text.ends_with("：上年报告的结转下年度 = 上年结转"), "{}: {text}", identity.id);
            }
        }
    }
}
