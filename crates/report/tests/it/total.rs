use gongkai_law::{Code, Finding, Lang, Severity, Wording};
use gongkai_report::total::{Total, Totaliser, document, json};
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Report, TableId};
use gongkai_testkit::{Figures, sample_report};
use rust_decimal::Decimal;

fn address(text: &str) -> CellAddress {
    CellAddress::parse(text).unwrap()
}

fn report(body: &str, edition: EditionId, cells: &[(&str, i64)]) -> Report {
    let mut figures = Figures::zero(edition);
    for (address, value) in cells {
        figures.set(address, Decimal::from(*value));
    }
    let year = if edition == EditionId::E2019 { 2020 } else { 2022 };
    sample_report(edition, body, year, &figures)
}

/// All requests of natural persons, all still open: every identity holds.
fn received(body: &str, count: i64) -> Report {
    let cells = ["t3.new_received.natural_person", RECEIVED, "t3.carried_out.natural_person", "t3.carried_out.total"];
    report(body, EditionId::E2021, &cells.map(|cell| (cell, count)))
}

fn put(report: &mut Report, cell: &str, state: CellState) {
    let made = Cell { state, value: None, raw: Some(String::new()), unit: None, at: None };
    report.cells.0.insert(address(cell), made);
}

fn total(reports: &[Report]) -> Total {
    let mut totaliser = Totaliser::new();
    for (index, report) in reports.iter().enumerate() {
        totaliser.add(&format!("{index}.docx"), report);
    }
    totaliser.finish()
}

fn sums(total: &Total, cell: &str) -> (Option<Decimal>, Option<Decimal>, u32, u32) {
    let cell = &total.cells[&address(cell)];
    (cell.sum_given, cell.sum_complete, cell.given, cell.expected)
}

fn codes(total: &Total) -> Vec<&'static str> {
    total.findings.iter().map(|finding| finding.code.0).collect()
}

const RECEIVED: &str = "t3.new_received.total";

#[test]
fn missing_is_not_zero_and_both_sums_are_offered() {
    let whole = received("青禾街道", 5);
    let mut partly = received("云溪镇", 7);
    put(&mut partly, "t3.granted.total", CellState::Blank);
    let mut hardly = report("松塘街道", EditionId::E2021, &[]);
    put(&mut hardly, RECEIVED, CellState::Slash);
    let total = total(&[whole, partly, hardly]);
    let (given, complete) = (Some(Decimal::from(12)), Some(Decimal::from(5)));
    assert_eq!(sums(&total, RECEIVED), (given, complete, 2, 3));
    assert_eq!(total.cells[&address(RECEIVED)].slash, 1);
    assert_eq!(sums(&total, "t3.granted.total"), (Some(Decimal::ZERO), Some(Decimal::ZERO), 2, 3));
    let names = |cell| total.lacking(address(cell)).map(|member| member.name().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(RECEIVED), ["松塘街道"]);
    assert_eq!(names("t3.granted.total"), ["云溪镇"]);
    assert_eq!(total.tables[&TableId::T3].complete, 1);
    assert_eq!(total.tables[&TableId::T4].complete, 3);
    assert_eq!(codes(&total), ["total-table-incomplete"]);
}

#[test]
fn nobody_gives_a_number_is_no_sum() {
    let blank = sample_report(EditionId::E2021, "云溪镇", 2022, &Figures::blank(EditionId::E2021));
    assert_eq!(sums(&total(&[blank]), RECEIVED), (None, None, 0, 1));
}

#[test]
fn the_same_body_and_year_is_counted_once_the_first_by_source() {
    let (first, second) = (received("青禾街道", 5), received(" 青禾 街道", 9));
    let mut totaliser = Totaliser::new();
    totaliser.add("b.pdf", &second);
    totaliser.add("a.docx", &first);
    let total = totaliser.finish();
    assert_eq!(sums(&total, RECEIVED), (Some(5.into()), Some(5.into()), 1, 1));
    assert_eq!((total.duplicates[0].source.as_str(), total.duplicates[0].counted.as_str()), ("b.pdf", "a.docx"));
    assert_eq!(codes(&total), ["total-duplicate-differs"]);
    assert_eq!(total.findings[0].at.as_deref(), Some("b.pdf"));
}

#[test]
fn the_same_report_twice_is_said_to_be_no_more_than_that() {
    let mut totaliser = Totaliser::new();
    totaliser.add("b.pdf", &received("青禾街道", 5));
    totaliser.add("a.docx", &received("青禾街道", 5));
    assert_eq!(codes(&totaliser.finish()), ["total-duplicate"]);
}

#[test]
fn one_body_under_two_names_is_told_and_not_left_out() {
    let of = |names: &[&str]| total(&names.iter().map(|name| received(name, 5)).collect::<Vec<_>>());
    for (one, other) in [
        ("青禾街道", "青禾街道办事处"),
        ("青禾街道", "某区青禾街道"),
        ("云溪镇", "云溪镇人民政府"),
        ("青禾街道办事处", "示例区青禾街道"),
    ] {
        let total = of(&[one, "松塘街道", other]);
        assert_eq!(codes(&total), ["total-body-under-two-names"], "{one} {other}");
        assert_eq!(sums(&total, RECEIVED).0, Some(15.into()));
        assert_eq!(total.findings[0].at.as_deref(), Some("2.docx"));
        assert_eq!(total.findings[0].args["other"], one);
    }
    assert_eq!(codes(&of(&["青山县云溪镇", "白水县云溪镇", "示例市财政局", "示例区财政局"])), Vec::<&str>::new());
    let mut last_year = received("青禾街道办事处", 5);
    last_year.year = Some(2021);
    assert_eq!(codes(&total(&[received("青禾街道", 5), last_year])), ["total-years-mixed"]);
}

#[test]
fn a_government_added_up_with_its_own_bodies_is_told() {
    let of = |names: &[&str]| total(&names.iter().map(|name| received(name, 5)).collect::<Vec<_>>());
    let total = of(&["示例区人民政府", "示例区财政局", "示例市示例区青禾街道", "云溪镇"]);
    assert_eq!(codes(&total), ["total-government-with-its-own"]);
    let finding = &total.findings[0];
    assert_eq!((finding.at.as_deref(), finding.args["count"].as_str()), (Some("0.docx"), "2"));
    for apart in [
        ["示例区人民政府", "白水县财政局"],
        ["示例区人民政府办公室", "示例区财政局"],
        ["甲山市示例区人民政府", "白水市示例区财政局"],
        ["示例区财政局", "示例区司法局"],
    ] {
        assert_eq!(codes(&of(&apart)), Vec::<&str>::new(), "{apart:?}");
    }
    let mut last_year = received("示例区人民政府", 5);
    last_year.year = Some(2021);
    assert_eq!(codes(&self::total(&[received("示例区财政局", 5), last_year])), ["total-years-mixed"]);
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_the_total() {
    let mut totaliser = Totaliser::new();
    totaliser.add("a.docx", &received("青禾街道", 5));
    totaliser.add_unreadable("b.docx", "文件已损坏");
    let total = totaliser.finish();
    assert_eq!(codes(&total), ["total-unreadable"]);
    let text = text(&document(&total, Wording::findings(Lang::ZhCn)));
    assert!(text.contains("错误|“b.docx”无法读取，未计入汇总：文件已损坏|b.docx"), "{text}");
}

#[test]
fn other_years_and_unnamed_bodies_are_no_duplicates() {
    let mut last_year = report("青禾街道", EditionId::E2021, &[]);
    last_year.year = Some(2021);
    let mut unnamed = report("", EditionId::E2021, &[]);
    unnamed.body = None;
    let total = total(&[report("青禾街道", EditionId::E2021, &[]), last_year, unnamed.clone(), unnamed]);
    assert_eq!(total.members.len(), 4);
    assert_eq!(total.years(), [2021, 2022]);
    assert_eq!(codes(&total), ["total-body-unknown", "total-years-mixed"]);
}

#[test]
fn both_editions_are_added_by_the_crosswalk() {
    let older = report(
        "青禾街道",
        EditionId::E2019,
        &[("t3.other.total", 4), ("t2.permit.decisions", 10), ("t2.regulation.made", 1)],
    );
    let newer = report(
        "云溪镇",
        EditionId::E2021,
        &[
            ("t3.other_overdue_correction.total", 1),
            ("t3.other_overdue_fee.total", 2),
            ("t3.other_other.total", 3),
            ("t2.permit.decisions", 20),
        ],
    );
    let mut partly = report("松塘街道", EditionId::E2021, &[("t3.other_other.total", 8)]);
    put(&mut partly, "t3.other_overdue_fee.total", CellState::Blank);
    let total = total(&[older, newer, partly]);
    assert_eq!(sums(&total, "t3.other.total"), (Some(10.into()), Some(10.into()), 2, 3));
    assert_eq!(total.cells[&address("t3.other.total")].blank, 1);
    assert_eq!(sums(&total, "t3.other_other.total").0, Some(11.into()));
    assert_eq!(sums(&total, "t2.permit.decisions"), (Some(30.into()), Some(30.into()), 3, 3));
    assert_eq!(sums(&total, "t2.regulation.made"), (Some(1.into()), Some(1.into()), 1, 1));
    assert_eq!(total.forms(TableId::T2), EditionId::ALL);
    assert_eq!(total.forms(TableId::T3), [EditionId::E2019]);
    assert!(codes(&total).contains(&"total-editions-mixed"));
}

#[test]
fn one_edition_alone_has_no_combined_row() {
    let total = total(&[report("云溪镇", EditionId::E2021, &[("t3.other_other.total", 3)])]);
    assert!(!total.cells.contains_key(&address("t3.other.total")));
    assert_eq!(total.forms(TableId::T3), [EditionId::E2021]);
}

#[test]
fn money_without_a_unit_is_left_out_and_told() {
    let amount = "t2.procurement.procurement_amount";
    let known = report("青禾街道", EditionId::E2019, &[(amount, 500)]);
    let mut unknown = report("云溪镇", EditionId::E2019, &[(amount, 80)]);
    unknown.cells.0.get_mut(&address(amount)).unwrap().unit = None;
    let nothing = report("松塘街道", EditionId::E2019, &[]);
    let total = total(&[known, unknown, nothing]);
    assert_eq!(sums(&total, amount), (Some(500.into()), Some(500.into()), 2, 3));
    assert_eq!(total.cells[&address(amount)].without_unit, 1);
    let finding = total.findings.iter().find(|finding| finding.code.0 == "total-money-without-unit").unwrap();
    assert_eq!(finding.excerpt.as_deref(), Some("云溪镇"));
}

#[test]
fn a_sum_that_breaks_an_identity_names_who_does() {
    let sound = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::consistent(EditionId::E2021, 4));
    let broken = report("云溪镇", EditionId::E2021, &[("t4.recon.upheld", 2)]);
    let total = total(&[sound, broken]);
    let found: Vec<_> = total.findings.iter().filter(|finding| finding.code.0 == "total-identity").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].excerpt.as_deref(), Some("云溪镇"));
    assert_eq!(found[0].cells[0], "t4.recon.total");
    assert_eq!(total.members.iter().map(|member| member.broken_identities).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn too_large_a_sum_is_an_error_and_no_number() {
    let mut reports = [report("青禾街道", EditionId::E2021, &[]), report("云溪镇", EditionId::E2021, &[])];
    for report in &mut reports {
        report.cells.0.insert(address(RECEIVED), Cell::of(Decimal::MAX));
    }
    let total = total(&reports);
    assert_eq!(sums(&total, RECEIVED), (None, None, 2, 2));
    assert!(codes(&total).contains(&"total-beyond"));
}

#[test]
fn the_order_of_adding_and_merging_does_not_matter() {
    let reports: Vec<Report> = (0..12).map(|index| gongkai_testkit::corpus::report(5, index, 2023).0).collect();
    let added = |order: &[usize]| {
        let mut totaliser = Totaliser::new();
        for index in order {
            totaliser.add(&format!("{index:02}"), &reports[*index]);
        }
        totaliser
    };
    let forward = added(&(0..12).collect::<Vec<_>>()).finish();
    let merged = added(&[11, 3, 7]).merge(added(&[0, 1, 2, 4, 5, 6, 8, 10, 9])).finish();
    let wording = Wording::findings(Lang::ZhCn);
    assert_eq!(json(&forward, wording), json(&merged, wording));
    assert_eq!(document(&forward, wording), document(&merged, wording));
}

#[test]
fn tables_that_were_not_found_are_lacking_as_a_whole() {
    let mut pictures = report("云溪镇", EditionId::E2021, &[]);
    pictures.tables.get_mut(&TableId::T4).unwrap().found = false;
    pictures.cells.0.retain(|address, _| address.table() != TableId::T4);
    let total = total(&[report("青禾街道", EditionId::E2021, &[("t4.recon.total", 3)]), pictures]);
    assert_eq!(sums(&total, "t4.recon.total"), (Some(3.into()), Some(3.into()), 1, 2));
    assert_eq!(total.cells[&address("t4.recon.total")].missing, 1);
    assert_eq!(total.tables[&TableId::T4].not_found, 1);
    assert!(codes(&total).contains(&"total-table-not-found"));
}

#[test]
fn members_keep_their_figures_and_the_count_of_their_findings() {
    let mut member = report("青禾街道", EditionId::E2021, &[(RECEIVED, 5)]);
    let basis = EditionId::E2021.basis(TableId::T3);
    member.findings = vec![
        Finding::new(Code("identity-broken"), Severity::Error, basis),
        Finding::new(Code("cell-blank"), Severity::Warning, basis),
        Finding::new(Code("cell-blank"), Severity::Warning, basis),
    ];
    let total = total(&[member]);
    let member = &total.members[0];
    assert_eq!((member.errors, member.warnings), (1, 2));
    assert_eq!(member.value(address(RECEIVED)), Some(5.into()));
    assert_eq!(member.value(address("t3.granted.total")), Some(Decimal::ZERO));
    assert_eq!(member.state(address("t2.procurement.procurement_items")), None);
}

fn text(document: &gongkai_documents::Document) -> String {
    use gongkai_documents::Block;
    let text = |block: &Block| match block {
        Block::Heading(heading) => heading.text.clone(),
        Block::Paragraph(paragraph) => paragraph.text.clone(),
        Block::Table(table) => {
            let rows = (0..table.rows).map(|row| {
                let cells = table.cells.iter().filter(|cell| cell.row == row);
                cells.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
            });
            rows.collect::<Vec<_>>().join("\n")
        }
    };
    document.blocks.iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_document_shows_sums_gaps_and_members() {
    let mut gap = report("云溪镇", EditionId::E2021, &[("t2.admin_fee.fee_amount", 25_000)]);
    put(&mut gap, RECEIVED, CellState::Slash);
    let total = total(&[report("青禾街道", EditionId::E2021, &[(RECEIVED, 5), ("t4.lit_direct.total", 2)]), gap]);
    let text = text(&document(&total, Wording::findings(Lang::ZhCn)));
    for words in [
        "2022 年政府信息公开工作年度报告汇总（2 份）",
        "行政事业性收费|2.5",
        "一、本年新收政府信息公开申请数量|0|0|0|0|0|0|5",
        "一、本年新收政府信息公开申请数量 · 总计|5|1/2|5|1",
        "云溪镇|0|1|0|一、本年新收政府信息公开申请数量",
        "青禾街道|2022|2021|5|0|0|0|0|2|0|0",
        "云溪镇|2022|2021|/|0|0|0|0|0|0|0",
        "提醒|“三、收到和处理政府信息公开申请情况”一表有 1 份报告没有填齐。|云溪镇",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn a_mixed_total_shows_both_forms_and_the_three_rows() {
    let reports =
        [report("青禾街道", EditionId::E2019, &[]), report("云溪镇", EditionId::E2021, &[("t3.other_other.total", 3)])];
    let text = text(&document(&total(&reports), Wording::findings(Lang::ZhCn)));
    for words in [
        "2020—2022",
        "2019 年版格式（1 份报告）",
        "2021 年版格式（1 份报告）",
        "3.其他|0|0|0|0|0|0|3",
        "（六）其他处理|0|0|0|0|0|0|3",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn sums_of_rows_and_columns_that_do_not_hold_are_told_apart() {
    let total = total(&[report("青禾街道", EditionId::E2021, &[("t3.total.total", 7)])]);
    let text = text(&document(&total, Wording::findings(Lang::ZhCn)));
    for words in ["该行各列相加为 0", "该列各行相加为 0"] {
        assert_eq!(text.matches(words).count(), 1, "{words}\n{text}");
    }
    let shown = self::text(&document(&total, Wording::findings(Lang::En)));
    assert!(shown.contains("the columns of its row add up to 0"), "{shown}");
}

#[test]
fn a_total_of_nothing_is_still_a_document() {
    for lang in [Lang::ZhCn, Lang::En] {
        let total = Totaliser::new().finish();
        assert!(text(&document(&total, Wording::findings(lang))).contains('0'));
        assert_eq!(json(&total, Wording::findings(lang))["counted"], 0);
    }
}

#[test]
fn every_message_has_words_and_a_hint_in_both_languages() {
    let mut broken =
        report("云溪镇", EditionId::E2019, &[("t4.recon.upheld", 2), ("t2.procurement.procurement_amount", 9)]);
    broken.cells.0.get_mut(&address("t2.procurement.procurement_amount")).unwrap().unit = None;
    let mut unnamed = Report::default();
    unnamed.cells.0.insert(address(RECEIVED), Cell::of(Decimal::MAX));
    let mut again = unnamed.clone();
    again.body = Some("松塘街道".to_owned());
    let street = report("青禾街道", EditionId::E2021, &[]);
    let twice = Report { body: Some("青禾街道办事处".to_owned()), ..street.clone() };
    let [area, office] =
        ["示例区人民政府", "示例区财政局"].map(|name| Report { body: Some(name.to_owned()), ..street.clone() });
    let total = total(&[broken.clone(), broken, unnamed, again, street, twice, area, office]);
    let found = codes(&total);
    for code in [
        "total-government-with-its-own",
        "total-identity",
        "total-beyond",
        "total-duplicate",
        "total-body-under-two-names",
        "total-body-unknown",
        "total-year-unknown",
        "total-years-mixed",
        "total-editions-mixed",
        "total-table-not-found",
        "total-table-incomplete",
        "total-money-without-unit",
    ] {
        assert!(found.contains(&code) || code == "total-table-incomplete", "{code}: {found:?}");
    }
    for lang in [Lang::ZhCn, Lang::En] {
        for finding in &total.findings {
            let sentence = gongkai_report::json::sentence(finding, Wording::findings(lang));
            assert!(!sentence.message.contains("total-") && !sentence.message.contains("{$"), "{}", sentence.message);
            assert!(sentence.hint.is_some(), "{}", finding.code);
        }
    }
}

#[test]
fn json_lists_who_lacks_what_by_position() {
    let mut gap = report("云溪镇", EditionId::E2021, &[]);
    put(&mut gap, RECEIVED, CellState::Blank);
    let total = total(&[report("青禾街道", EditionId::E2021, &[(RECEIVED, 5)]), gap]);
    let json = json(&total, Wording::findings(Lang::ZhCn));
    assert_eq!(json["schema"], "gongkai.total/1");
    let cell = &json["cells"][RECEIVED];
    assert_eq!((&cell["sum_given"], &cell["sum_complete"]), (&"5".into(), &"5".into()));
    assert_eq!(cell["lacking"], serde_json::json!([1]));
    assert_eq!(json["members"][1]["body"], "云溪镇");
    assert_eq!(json["tables"]["t3"]["editions"]["2021"], 2);
}

fn csv_of(total: &Total, lang: Lang) -> String {
    let sheet = gongkai_report::total::sheet(total, Wording::findings(lang));
    let fonts = gongkai_documents::Fonts::default();
    String::from_utf8(gongkai_documents::write(&sheet, gongkai_documents::Output::Csv, &fonts).unwrap()).unwrap()
}

#[test]
fn the_sheet_has_a_row_a_cell_below_its_header() {
    let zero = Figures::zero(EditionId::E2021);
    let mut paid = Figures::zero(EditionId::E2021);
    paid.set("t2.admin_fee.fee_amount", Decimal::from(12_500));
    let reports =
        [("甲", zero), ("乙", paid)].map(|(body, figures)| sample_report(EditionId::E2021, body, 2023, &figures));
    for (lang, header) in [(Lang::ZhCn, "数据编号"), (Lang::En, "Cell")] {
        let csv = csv_of(&total(&reports), lang);
        assert!(csv.starts_with(&format!("\u{feff}{header},")), "{csv}");
        assert_eq!(csv.lines().count(), 201, "{csv}");
        assert!(csv.lines().all(|line| line.matches(',').count() == 9), "{csv}");
        assert!(
            csv.contains("t2.admin_fee.fee_amount,") && csv.contains("（单位：万元）,1.25,2,2,1.25,2,2,,\r\n"),
            "{csv}"
        );
        let mut of_an_office = total(&reports);
        of_an_office.absent = Some(vec!["丙".to_owned()]);
        of_an_office.members[0].withdrawn = true;
        assert!(csv_of(&of_an_office, lang).contains("（单位：万元）,1.25,2,2,1.25,2,2,1,1\r\n"));
    }
}
