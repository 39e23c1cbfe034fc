//! 政府信息公开制度: the instruments the platform stands on.

use askama::Template;
use axum::response::Response;

use super::asked::{Address, Asked, made};
use super::head::Head;
use crate::error::Failure;
use crate::frame::Frame;

#[derive(Debug, Template)]
#[template(path = "portal/rules.html")]
struct RulesPage {
    frame: Frame,
    head: Head,
    instruments: [Instrument; 3],
}

/// An instrument; its title and number stand in Chinese in every language.
#[derive(Debug, Clone, Copy)]
struct Instrument {
    number: &'static str,
    title: &'static str,
    /// Id of what its date says.
    date: &'static str,
    /// Id of what it is for.
    purpose: &'static str,
}

const INSTRUMENTS: [Instrument; 3] = [
    Instrument {
        number: "国务院令第711号",
        title: "中华人民共和国政府信息公开条例",
        date: "portal-rules-regulation-date",
        purpose: "portal-rules-regulation-purpose",
    },
    Instrument {
        number: "国办公开办函〔2019〕60号",
        title: "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知",
        date: "portal-rules-2019-date",
        purpose: "portal-rules-2019-purpose",
    },
    Instrument {
        number: "国办公开办函〔2021〕30号",
        title: "国务院办公厅政府信息与政务公开办公室关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知",
        date: "portal-rules-2021-date",
        purpose: "portal-rules-2021-purpose",
    },
];

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let address = Address::path("/rules");
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let head = asked.head(&frame, &address, "column-rules", frame.t("column-rules"));
            made(&RulesPage { frame, head, instruments: INSTRUMENTS })
        })
        .await
}
