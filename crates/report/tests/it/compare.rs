use gongkai_documents::{Block, Place};
use gongkai_law::{Lang, Wording};
use gongkai_report::compare::{CellPair, Comparison, Relation, compare, document, json};
use gongkai_report::model::Exactness;
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Fact, Report};
use gongkai_testkit::{Figures, sample_report};
use rust_decimal::Decimal;

fn report(edition: EditionId, year: i16, cells: &[(&str, i64)]) -> Report {
    let mut figures = Figures::zero(edition);
    for (address, value) in cells {
        figures.set(address, Decimal::from(*value));
    }
    sample_report(edition, "青禾街道", year, &figures)
}

fn pair<'a>(comparison: &'a Comparison, address: &str) -> &'a CellPair {
    let is = |pair: &&CellPair| {
        let side = pair.left.as_ref().or(pair.right.as_ref()).unwrap();
        side.address.as_str() == address
    };
    comparison.cells.iter().find(is).unwrap_or_else(|| panic!("no pair {address}"))
}

/// Relation, difference and percent; an empty text where there is none.
fn change(pair: &CellPair) -> (Relation, String, String) {
    let text = |value: Option<Decimal>| value.map(|value| value.to_string()).unwrap_or_default();
    (pair.relation, text(pair.difference), text(pair.percent))
}

fn of(relation: Relation, difference: &str, percent: &str) -> (Relation, String, String) {
    (relation, difference.to_owned(), percent.to_owned())
}

const RECEIVED: &str = "t3.new_received.total";

#[test]
fn the_same_edition_compares_cell_by_cell() {
    let before = report(EditionId::E2021, 2022, &[(RECEIVED, 8), ("t4.recon.total", 3)]);
    let after = report(EditionId::E2021, 2023, &[(RECEIVED, 11), ("t4.recon.total", 1), ("t3.granted.total", 2)]);
    let comparison = compare(&before, &after);
    assert_eq!(comparison.cells.len(), 200);
    assert_eq!(change(pair(&comparison, RECEIVED)), of(Relation::Same, "3", "37.5"));
    assert_eq!(change(pair(&comparison, "t4.recon.total")), of(Relation::Same, "-2", "-66.7"));
    assert_eq!(change(pair(&comparison, "t3.granted.total")), of(Relation::Same, "2", ""));
    assert_eq!(change(pair(&comparison, "t3.total.total")), of(Relation::Same, "0", ""));
}

#[test]
fn nothing_is_subtracted_from_what_is_missing() {
    let before = report(EditionId::E2021, 2022, &[(RECEIVED, 8)]);
    let mut after = report(EditionId::E2021, 2023, &[(RECEIVED, 11)]);
    after.cells.0.insert(CellAddress::parse(RECEIVED).unwrap(), Cell::missing());
    for (left, right) in [(&before, &after), (&after, &before)] {
        let comparison = compare(left, right);
        assert_eq!(change(pair(&comparison, RECEIVED)), of(Relation::Same, "", ""));
        assert!(pair(&comparison, RECEIVED).is_changed());
    }
}

#[test]
fn editions_are_compared_by_the_crosswalk_in_both_directions() {
    let older = report(
        EditionId::E2019,
        2020,
        &[("t3.other.total", 4), ("t2.permit.decisions", 10), ("t2.regulation.made", 1)],
    );
    let newer = report(
        EditionId::E2021,
        2021,
        &[("t3.other_overdue_fee.total", 2), ("t3.other_other.total", 3), ("t2.permit.decisions", 30)],
    );
    let comparison = compare(&older, &newer);
    assert_eq!(change(pair(&comparison, "t3.other.total")), of(Relation::SumOfThree, "1", "25"));
    assert_eq!(change(pair(&comparison, "t2.permit.decisions")), of(Relation::Same, "20", "200"));
    let approximate = pair(&comparison, "t2.regulation.made");
    assert_eq!(change(approximate), of(Relation::Approximate, "", ""));
    assert_eq!(approximate.right.as_ref().unwrap().address.as_str(), "t2.regulation.issued");
    assert_eq!(pair(&comparison, "t2.procurement.procurement_amount").relation, Relation::OnlyLeft);
    assert_eq!(pair(&comparison, "t2.admin_fee.fee_amount").relation, Relation::OnlyRight);
    assert_eq!(pair(&comparison, "t3.other_other.total").relation, Relation::OnlyRight);
    let reversed = compare(&newer, &older);
    assert_eq!(change(pair(&reversed, "t3.other.total")), of(Relation::SumOfThree, "-1", "-20"));
    assert_eq!(pair(&reversed, "t2.procurement.procurement_amount").relation, Relation::OnlyRight);
    assert_eq!(reversed.cells.len(), comparison.cells.len());
}

#[test]
fn a_blank_among_the_three_leaves_no_sum() {
    let older = report(EditionId::E2019, 2020, &[]);
    let mut newer = report(EditionId::E2021, 2021, &[]);
    newer.cells.0.insert(CellAddress::parse("t3.other_other.total").unwrap(), gongkai_testkit::figures::blank());
    let comparison = compare(&older, &newer);
    let other = pair(&comparison, "t3.other.total");
    assert_eq!((other.right.as_ref().unwrap().state, other.difference), (CellState::Blank, None));
}

#[test]
fn money_of_unknown_unit_is_not_subtracted() {
    let amount = "t2.procurement.procurement_amount";
    let before = report(EditionId::E2019, 2019, &[(amount, 500)]);
    let mut after = report(EditionId::E2019, 2020, &[(amount, 900)]);
    assert_eq!(change(pair(&compare(&before, &after), amount)).1, "400");
    after.cells.0.get_mut(&CellAddress::parse(amount).unwrap()).unwrap().unit = None;
    assert_eq!(change(pair(&compare(&before, &after), amount)).1, "");
}

#[test]
fn sections_tell_what_came_and_went() {
    let before = report(EditionId::E2021, 2022, &[]);
    let mut after = before.clone();
    after.sections[4].lines[1].text = "今后将做好工作。".to_owned();
    after.sections.remove(5);
    let comparison = compare(&before, &after);
    assert_eq!(comparison.sections.len(), 6);
    assert_eq!(comparison.sections[0].similarity, Some(100));
    assert_eq!(comparison.sections[1].similarity, None);
    let five = &comparison.sections[4];
    assert!(five.similarity.is_some_and(|similarity| (10..100).contains(&similarity)));
    assert_eq!(five.added, ["今后将做好工作。"]);
    assert_eq!(comparison.sections[5].right_title, None);
}

fn fact(subject: &'static str, value: i64, exactness: Exactness, raw: &str) -> Fact {
    Fact {
        subject,
        value: Some(value.into()),
        unit: Some("条".to_owned()),
        channel: Some("website"),
        exactness,
        raw: Some(raw.to_owned()),
        items: Vec::new(),
        quote: raw.to_owned(),
        at: Place::Line { line: 1 },
        section: 1,
    }
}

#[test]
fn facts_are_paired_by_subject_and_only_exact_ones_subtracted() {
    let (mut before, mut after) = (report(EditionId::E2021, 2022, &[]), report(EditionId::E2021, 2023, &[]));
    before.facts =
        vec![fact("website_items", 200, Exactness::AtLeast, "200余"), fact("staff", 2, Exactness::Exact, "2")];
    after.facts = vec![fact("website_items", 230, Exactness::Exact, "230"), fact("staff", 5, Exactness::Exact, "5")];
    let facts = compare(&before, &after).facts;
    let shown: Vec<_> = facts.iter().map(|fact| (fact.subject, fact.left.as_deref(), fact.difference)).collect();
    assert_eq!(shown, [("staff", Some("2"), Some(3.into())), ("website_items", Some("200余"), None)]);
}

#[test]
fn the_document_lists_changes_and_counts_zeros() {
    let mut before = report(EditionId::E2019, 2020, &[(RECEIVED, 8)]);
    before.facts = vec![fact("website_items", 200, Exactness::AtLeast, "200余")];
    let figures = [(RECEIVED, 6), ("t2.admin_fee.fee_amount", 25_000), ("t3.other_other.total", 2)];
    let after = report(EditionId::E2021, 2021, &figures);
    let document = document(&compare(&before, &after), Wording::findings(Lang::ZhCn));
    assert_eq!(document.title.as_deref(), Some("青禾街道2020年与青禾街道2021年政府信息公开工作年度报告对照"));
    let rows: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .flat_map(|table| {
            (0..table.rows).map(|row| {
                let cells = table.cells.iter().filter(|cell| cell.row == row);
                cells.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
            })
        })
        .collect();
    for row in [
        "一、本年新收政府信息公开申请数量 · 总计|8|6|-2|-25%|",
        "行政事业性收费 · 本年收费金额（单位：万元）||2.5万元|||仅后者的格式有此项",
        "（六）其他处理 › 3.其他 · 总计||2|||仅后者的格式有此项",
        "网站公开信息 · 网站|200余||",
    ] {
        assert!(rows.iter().any(|found| found == row), "{row}\n{rows:#?}");
    }
    let said: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Paragraph(said) = block { Some(said.text.as_str()) } else { None })
        .filter(|said| said.contains("未列") || said.starts_with("两边"))
        .collect();
    // A row that only one form has is not 0 on both sides.
    let expected = [
        "另有 5 项双方均为 0，未列。",
        "只有一方的格式才有、且为 0 的 21 项，未列。",
        "另有 159 项双方均为 0，未列。",
        "只有一方的格式才有、且为 0 的 20 项，未列。",
        "双方各项均为 0（共 15 项），未列。",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_report_beside_itself_is_told_and_two_versions_of_one_are_told_apart() {
    let said = |left: &Report, right: &Report, lang: Lang| {
        let document = document(&compare(left, right), Wording::findings(lang));
        let paragraph = |block| if let Block::Paragraph(said) = block { Some(said.text) } else { None };
        document.blocks.into_iter().filter_map(paragraph).skip(1).take(2).collect::<Vec<_>>().join(" ")
    };
    let one = report(EditionId::E2021, 2023, &[(RECEIVED, 8)]);
    let version = report(EditionId::E2021, 2023, &[(RECEIVED, 9)]);
    let itself = said(&one, &one, Lang::ZhCn);
    assert_eq!(itself, "两边是同一机关、同一年度的报告。 两边的数据和文字完全相同，没有可以对照的差异。");
    assert!(said(&one, &one, Lang::En).contains("Figures and prose are the same on both sides"));
    let versions = said(&one, &version, Lang::ZhCn);
    assert!(versions.starts_with("两边是同一机关、同一年度的报告。") && !versions.contains("完全相同"), "{versions}");
    let years = said(&one, &report(EditionId::E2021, 2022, &[(RECEIVED, 9)]), Lang::ZhCn);
    assert!(!years.contains("两边"), "{years}");
    // Nobody knows whose they are; that they are the same is seen all the same.
    let nobody = Report { body: None, ..one };
    assert!(said(&nobody, &nobody, Lang::ZhCn).starts_with("两边的数据和文字完全相同"));
}

#[test]
fn money_is_subtracted_in_the_unit_its_label_names() {
    let fee = |year, value| report(EditionId::E2021, year, &[("t2.admin_fee.fee_amount", value)]);
    let document = document(&compare(&fee(2022, 25_000), &fee(2023, 30_500)), Wording::findings(Lang::ZhCn));
    let cells: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .flat_map(|table| table.cells.iter().filter(|cell| cell.row == 1).map(|cell| cell.text.as_str()))
        .collect();
    assert_eq!(cells, ["行政事业性收费 · 本年收费金额（单位：万元）", "2.5万元", "3.05万元", "+0.55万元", "+22%"]);
}

#[test]
fn no_money_stands_in_the_unit_beside_it_and_what_is_all_zero_is_told_so() {
    let mut before = report(EditionId::E2021, 2022, &[]);
    let fee = CellAddress::parse("t2.admin_fee.fee_amount").unwrap();
    before.cells.0.insert(fee, Cell::of(Decimal::ZERO));
    let after = report(EditionId::E2021, 2023, &[("t2.admin_fee.fee_amount", 2_237_489)]);
    let document = document(&compare(&before, &after), Wording::findings(Lang::ZhCn));
    let tables =
        document.blocks.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let texts: Vec<&str> = tables.flat_map(|table| &table.cells).map(|cell| cell.text.as_str()).collect();
    assert!(texts.contains(&"0万元") && texts.contains(&"223.7489万元") && !texts.contains(&"0"), "{texts:?}");
    let told = |start: &str| {
        let told = |block: &&Block| matches!(block, Block::Paragraph(said) if said.text.starts_with(start));
        document.blocks.iter().filter(told).count()
    };
    assert_eq!((told("另有"), told("双方各项均为 0（共 ")), (1, 2));
}

#[test]
fn json_gives_every_pair_with_its_note() {
    let (before, after) = (report(EditionId::E2019, 2020, &[]), report(EditionId::E2021, 2021, &[]));
    let comparison = compare(&before, &after);
    let json = json(&comparison, ["a.docx", "b.txt"], Wording::findings(Lang::En));
    assert_eq!(json["schema"], "gongkai.compare/1");
    assert_eq!((&json["left"]["source"], &json["right"]["year"]), (&"a.docx".into(), &2021.into()));
    assert_eq!(json["cells"].as_array().unwrap().len(), comparison.cells.len());
    let cells = json["cells"].as_array().unwrap();
    let first = cells.iter().find(|pair| pair["left"]["cell"] == "t2.regulation.made").unwrap();
    assert_eq!(first["relation"], "approximate");
    assert_eq!(first["note"], "defined differently in the two editions, not subtracted");
    assert_eq!(first["difference"], serde_json::Value::Null);
}
