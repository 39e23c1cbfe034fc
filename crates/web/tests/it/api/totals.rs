use gongkai_report::{Cell, CellAddress};
use rust_decimal::Decimal;
use serde_json::json;

use super::client::{problem, supervisor};
use crate::desk::stage::{TOTAL, clean, received};
use crate::test_app::TestApp;

#[tokio::test]
async fn a_total_has_both_sums_and_says_who_lacks_what() {
    let site = TestApp::new().await;
    let whole = clean("青禾街道");
    let mut gap = clean("云溪镇");
    let address = CellAddress::parse("t3.new_received.natural_person").unwrap();
    let blank =
        Cell { state: gongkai_report::CellState::Blank, value: None, raw: Some(String::new()), unit: None, at: None };
    gap.cells.0.insert(address, blank);
    received(&site, &site.bodies.street, &whole).await;
    received(&site, &site.bodies.township, &gap).await;
    let program = supervisor(&site).await;
    let path = format!("/api/v1/bodies/{}/totals/2023", site.bodies.district);
    let accepted = program.get(&path).await.json();
    assert_eq!((accepted["which"].as_str(), accepted["by_roll"].as_bool()), (Some("accepted"), Some(false)));
    assert!(accepted["members"].as_array().unwrap().iter().all(|member| member["report"].is_null()));
    let total = program.get(&format!("{path}?which=checked")).await.json();
    let members = total["members"].as_array().unwrap();
    let names: Vec<&str> = members.iter().map(|member| member["body"]["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 3);
    assert_eq!(members.iter().filter(|member| member["report"].is_string()).count(), 2);
    let figure = |address: &str| whole.cells.number(address).unwrap();
    let text = |value: Decimal| json!(value.normalize().to_string());
    let cell = &total["cells"]["t3.new_received.natural_person"];
    assert_eq!(
        (&cell["sum_given"], cell["given"].as_i64(), cell["blank"].as_i64()),
        (&text(figure("t3.new_received.natural_person")), Some(1), Some(1))
    );
    assert_eq!(cell["lacking"], json!([site.bodies.township.as_str()]));
    let cell = &total["cells"][TOTAL];
    assert_eq!(
        (&cell["sum_given"], &cell["sum_complete"]),
        (&text(figure(TOTAL) * Decimal::TWO), &text(figure(TOTAL)))
    );
    assert_eq!(cell["lacking"], json!([]));
    assert_eq!(
        (total["tables"]["t3"]["complete"].as_i64(), total["tables"]["t3"]["editions"]["2021"].as_i64()),
        (Some(1), Some(2))
    );
    problem(&program.get(&format!("{path}?which=all")).await, 400, "unreadable");
}
