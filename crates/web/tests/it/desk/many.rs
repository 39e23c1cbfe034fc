//! A finding that names a whole table is one card of the desk.

use axum::http::StatusCode;
use gongkai_report::{Cell, CellState, TableId};
use gongkai_store::people::Role;
use gongkai_testkit::{Layout, layout};
use scraper::{Html, Selector};

use super::stage::{clean, received, received_file};
use crate::test_app::TestApp;

fn count(page: &Html, what: &str) -> usize {
    page.select(&Selector::parse(what).unwrap()).count()
}

/// A report whose table 3 holds nothing.
fn without_requests() -> gongkai_report::Report {
    let mut report = clean("青禾街道");
    for (_, cell) in report.cells.0.iter_mut().filter(|(address, _)| address.table() == TableId::T3) {
        *cell = Cell { state: CellState::Blank, ..Cell::missing() };
    }
    report
}

#[tokio::test]
async fn its_cells_are_folded_in_it_by_row() {
    let site = TestApp::new().await;
    let id = received(&site, &site.bodies.street, &without_requests()).await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let path = format!("/office/reports/{id}");
    let text = supervisor.get(&path).await.text();
    let page = Html::parse_document(&text);
    let of_table = without_requests().cells.of_table(TableId::T3).count();
    assert_eq!(count(&page, "details.desk-many:not([open]) > summary.desk-cell[data-uncertain][data-at]"), 1);
    assert_eq!(count(&page, "details.desk-many > details.desk-fold li.desk-cell[data-uncertain]"), of_table);
    let rows = Selector::parse("details.desk-many > details.desk-fold").unwrap();
    assert!(page.select(&rows).count() < of_table / 4, "row by row");
    let head = Selector::parse("details.desk-many > summary").unwrap();
    let head = page.select(&head).next().unwrap().text().collect::<String>();
    for words in ["没有一格填有数字", &format!("{of_table} 格"), "存疑"] {
        assert!(head.contains(words), "{words}: {head}");
    }
    // What the card says is not said of each cell; what each cell is counts once.
    assert_eq!(count(&page, "details.desk-many li.desk-cell > ul.desk-edit"), 0);
    assert!(text.contains(&format!("空白或斜杠 {of_table} 格")) && text.contains("未读出 0 格"), "{text}");
    let list = supervisor.get("/office/reports").await.text();
    assert!(list.contains("“存疑”还包括空白、斜杠"), "{list}");
    let english = supervisor.get(&format!("{path}?lang=en")).await.text();
    assert!(english.contains(&format!("{of_table} cells")) && english.contains("blank or a slash"), "{english}");
    let unfolded = Html::parse_document(&supervisor.get(&format!("{path}?as=unfolded&lang=zh-CN")).await.text());
    assert_eq!(count(&unfolded, "details.desk-many[open] > details.desk-fold:not([open])"), 0);
    assert_eq!(count(&unfolded, "details.desk-many[open]"), 1);

    // A correction that is refused is open where it was made.
    let fields =
        [("address", "t3.granted.total"), ("to", "figure"), ("value", "若干"), ("reason", "原件"), ("seen", "0")];
    let refused = supervisor.post(&format!("{path}/cells"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = Html::parse_document(&refused.text());
    let open = "details.desk-many[open] > details.desk-fold[open] li[data-refused] details[open]";
    assert_eq!(count(&refused, open), 1);
}

#[tokio::test]
async fn a_cell_about_which_something_narrower_was_found_stands_by_itself() {
    let site = TestApp::new().await;
    // A row lost a cell: which of its cells are whose is not certain.
    let text = layout::text(&without_requests(), Layout::BlankCharacterCells);
    let row = text.find("四、结转下年度").unwrap();
    let (before, after) = text.split_at(row + text[row..].find('\n').unwrap() + 1);
    let lost = format!("{before}{}", after.split_once('\n').unwrap().1);
    let id = received_file(&site, &site.bodies.street, lost.into_bytes(), "txt").await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let page = Html::parse_document(&supervisor.get(&format!("/office/reports/{id}")).await.text());
    let of_table = without_requests().cells.of_table(TableId::T3).count();
    assert_eq!(count(&page, "details.desk-many li.desk-cell"), of_table - 7);
    let alone = "#group-uncertain ~ ol.desk-list > li[data-uncertain]";
    assert_eq!(count(&page, alone), 7);
    assert_eq!(count(&page, &format!("{alone} > ul.desk-edit > li")), 2, "both are said, once");
}

#[tokio::test]
async fn a_small_table_is_a_card_as_well() {
    let site = TestApp::new().await;
    let supervisor = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    // Table 4 is there twice: which is the report's nobody knows.
    let text = layout::text(&clean("青禾街道"), Layout::MarkdownPipes);
    let end = text.rfind("|\n").unwrap() + 2;
    let start = text[..end].rfind("\n\n").unwrap() + 1;
    let twice = format!("{}{}{}", &text[..end], &text[start..end], &text[end..]);
    let id = received_file(&site, &site.bodies.street, twice.into_bytes(), "md").await;
    let page = Html::parse_document(&supervisor.get(&format!("/office/reports/{id}")).await.text());
    assert_eq!(count(&page, "details.desk-many li.desk-cell"), 15);
    assert_eq!(count(&page, "#group-uncertain ~ ol.desk-list > li[data-uncertain]"), 0);
}
