//! Letters: what they say, that nothing is left unsaid in either language, and that they leave as files.

use gongkai_documents::{Block, Document, Fonts, Limits, Output, Table, read, write as write_document};
use gongkai_law::Lang;
use gongkai_report::EditionId;
use gongkai_report::check::{Context, check};
use gongkai_report::letter::{
    Before, Circular, Extended, MendAccepted, MendExtension, MendReminder, Receipt, Reminder, Returned, Sender,
    Submission, Withdrawn, of_words, place_in_words, words,
};
use gongkai_report::roll::{self, State};
use gongkai_report::stored::StoredFinding;
use gongkai_testkit::{Figures, sample_report};
use jiff::civil::{Date, date};

fn sender(on: Date) -> Sender {
    let contact = Some("政务公开科，010-00000000".to_owned());
    Sender { name: "示例区人民政府办公室".to_owned(), contact, date: on }
}

fn reminder(on: Date) -> Reminder {
    Reminder { from: sender(on), to: "青禾街道办事处".to_owned(), year: 2023, due: date(2024, 1, 31) }
}

fn mend_reminder(on: Date) -> MendReminder {
    let (to, returned, deadline) = ("青禾街道办事处".to_owned(), date(2024, 2, 5), date(2024, 2, 20));
    MendReminder { from: sender(on), to, year: 2023, returned, deadline }
}

fn findings() -> Vec<StoredFinding> {
    let mut figures = Figures::consistent(EditionId::E2021, 3);
    figures.set("t3.total.total", 90.into());
    figures.set("t4.recon.total", 7.into());
    let mut report = sample_report(EditionId::E2021, "青禾街道", 2023, &figures);
    report.facts = gongkai_report::facts::facts(&report.sections, report.body.as_deref(), report.year);
    check(&report, &Context::default()).iter().map(StoredFinding::from).collect()
}

fn returned() -> Returned {
    Returned {
        from: sender(date(2024, 2, 5)),
        to: "青禾街道办事处".to_owned(),
        year: 2023,
        deadline: date(2024, 2, 20),
        before: None,
        extended: Vec::new(),
        note: "表三请与第一部分核对。\n附件一并更新。".to_owned(),
        findings: findings(),
    }
}

fn circular() -> Circular {
    let one = |body: &str, received| Submission { body: body.to_owned(), due: date(2024, 1, 31), received };
    Circular {
        from: sender(date(2024, 2, 5)),
        to: "各街道、镇，区政府各部门".to_owned(),
        year: 2023,
        roll: vec![
            one("青禾街道办事处", Some(date(2024, 1, 20))),
            one("桃源街道办事处", Some(date(2024, 2, 2))),
            one("云溪镇人民政府", None),
            Submission { due: date(2024, 3, 31), ..one("示例区人民政府", None) },
        ],
    }
}

pub(crate) fn texts(document: &Document) -> Vec<String> {
    document
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Heading(heading) => vec![heading.text.clone()],
            Block::Paragraph(paragraph) => vec![paragraph.text.clone()],
            Block::Table(table) => table.cells.iter().map(|cell| cell.text.clone()).collect(),
        })
        .collect()
}

pub(crate) fn table(document: &Document) -> &Table {
    document.blocks.iter().find_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).unwrap()
}

#[test]
fn a_reminder_says_how_late_it_is() {
    let letter = reminder(date(2024, 2, 5));
    assert_eq!(letter.days_late(), 5);
    let lines = texts(&letter.document(Lang::ZhCn));
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    assert_eq!(lines[0], "示例区人民政府办公室关于催报2023年政府信息公开工作年度报告的函");
    assert_eq!(lines[1], "青禾街道办事处：");
    assert!(lines[2].contains("应于2024年1月31日前报送") && lines[2].ends_with("已逾期5日。"), "{}", lines[2]);
    let end = ["特此函告。", "", "示例区人民政府办公室", "2024年2月5日", "（联系人及电话：政务公开科，010-00000000）"];
    assert_eq!(lines[5..], end);
    let words = |on| texts(&reminder(on).document(Lang::ZhCn)).join("\n");
    assert!(words(date(2024, 1, 29)).contains("距报送期限还有2日"));
    assert!(!words(date(2024, 1, 31)).contains("第四十七条"));
    let english = texts(&reminder(date(2024, 2, 1)).document(Lang::En)).join("\n");
    assert!(english.contains("it is 1 day late") && english.contains("31 January 2024"), "{english}");
}

#[test]
fn a_reminder_to_mend_points_to_the_return() {
    let letter = mend_reminder(date(2024, 2, 21));
    assert_eq!(letter.days_late(), 1);
    let document = letter.document(Lang::ZhCn);
    assert!(!document.blocks.iter().any(|block| matches!(block, Block::Table(_))), "findings are not listed again");
    let lines = texts(&document);
    assert_eq!(lines[0], "示例区人民政府办公室关于催办2023年政府信息公开工作年度报告整改的函");
    assert!(lines[2].contains("已于2024年2月5日退回整改，应于2024年2月20日前重新报送"), "{}", lines[2]);
    assert!(lines[2].ends_with("已逾期1日。") && lines[3].contains("见2024年2月5日退回整改的函"), "{lines:?}");
    let english = texts(&mend_reminder(date(2024, 2, 28)).document(Lang::En)).join("\n");
    assert!(english.contains("it is 8 days late") && english.contains("returned on 5 February 2024"), "{english}");
}

fn mend_extension() -> MendExtension {
    MendExtension {
        from: sender(date(2024, 2, 19)),
        to: "青禾街道办事处".to_owned(),
        year: 2023,
        returned: date(2024, 2, 5),
        was: date(2024, 2, 20),
        again: false,
        deadline: date(2024, 2, 27),
        reason: "需要核对原始台账".to_owned(),
    }
}

#[test]
fn more_time_to_mend_is_told_with_both_days_and_the_reason() {
    let lines = texts(&mend_extension().document(Lang::ZhCn));
    assert_eq!(lines[0], "示例区人民政府办公室关于延长2023年政府信息公开工作年度报告整改期限的函");
    assert!(
        lines[2].contains("已于2024年2月5日退回整改，原定2024年2月20日前重新报送，现将整改期限延长至2024年2月27日"),
        "{}",
        lines[2]
    );
    assert!(lines[3].ends_with("延长原因：需要核对原始台账"), "{}", lines[3]);
    let again = texts(&MendExtension { again: true, ..mend_extension() }.document(Lang::ZhCn)).join("\n");
    assert!(again.contains("整改期限现定2024年2月20日，再次延长至2024年2月27日") && !again.contains("原定"), "{again}");
    let english = texts(&MendExtension { again: true, ..mend_extension() }.document(Lang::En)).join("\n");
    assert!(english.contains("as the day stood last, by 20 February 2024"), "{english}");
    let english = texts(&mend_extension().document(Lang::En)).join("\n");
    assert!(english.contains("The day for mending is now 27 February 2024"), "{english}");
}

#[test]
fn a_return_tells_below_what_was_sent_that_its_day_was_changed() {
    let (on, was, deadline) = (date(2024, 2, 19), date(2024, 2, 20), date(2024, 2, 27));
    let extended = vec![Extended { on, was, deadline, reason: "需要核对原始台账".to_owned() }];
    let (sent, changed) = (returned(), Returned { extended, ..returned() });
    let (sent, changed) = (texts(&sent.document(Lang::ZhCn)), texts(&changed.document(Lang::ZhCn)));
    let (same, added) = changed.split_at(sent.len());
    assert_eq!(same, sent, "the letter stays as it was");
    assert_eq!(added[0], "整改期限变更");
    let line = "2024年2月19日，整改期限由2024年2月20日延长至2024年2月27日。原因：需要核对原始台账";
    assert_eq!((added.len(), added[1].trim()), (2, line));
}

fn mend_accepted() -> MendAccepted {
    let MendReminder { from, to, year, returned, .. } = mend_reminder(date(2024, 2, 21));
    let reason = "说明成立".to_owned();
    MendAccepted { from, to, year, returned, answered: Some(date(2024, 2, 19)), resubmitted: None, reason }
}

#[test]
fn that_a_return_is_done_with_is_told_with_the_answer_and_the_reason() {
    let letter = mend_accepted();
    let lines = texts(&letter.document(Lang::ZhCn));
    assert_eq!(lines[0], "示例区人民政府办公室关于2023年政府信息公开工作年度报告整改事项办结的函");
    let text = lines.join("\n");
    for words in ["已于2024年2月5日退回整改", "2024年2月19日的书面说明收悉", "现予接收", "接收理由：说明成立"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let bare = MendAccepted { answered: None, reason: String::new(), ..letter };
    let text = texts(&bare.document(Lang::ZhCn)).join("\n");
    assert!(!text.contains("说明") && !text.contains("理由"), "{text}");
    let english = texts(&bare.document(Lang::En)).join("\n");
    assert!(english.contains("nothing need be resubmitted"), "{english}");
    let mended = MendAccepted { resubmitted: Some(date(2024, 2, 20)), ..bare };
    let text = texts(&mended.document(Lang::ZhCn)).join("\n");
    assert!(text.contains("2024年2月20日重新报送的报告现予接收") && !text.contains("不需要"), "{text}");
    let english = texts(&mended.document(Lang::En)).join("\n");
    assert!(english.contains("resubmitted on 20 February 2024 is accepted"), "{english}");
}

fn returned_again() -> Returned {
    let before = Before { returned: date(2024, 1, 22), answered: Some(date(2024, 1, 30)), resubmitted: None };
    Returned { before: Some(before), ..returned() }
}

#[test]
fn a_second_return_refers_to_the_first_and_to_what_was_answered() {
    let again = returned_again();
    let before = again.before.unwrap();
    let lines = texts(&again.document(Lang::ZhCn));
    assert_eq!(lines[0], "示例区人民政府办公室关于再次退回整改2023年政府信息公开工作年度报告的函");
    let text = lines.join("\n");
    for words in ["已于2024年1月22日退回整改", "2024年1月30日的书面说明收悉", "仍有", "现再次退回"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("重新报送的报告"), "{text}");
    let before = Before { answered: None, resubmitted: Some(date(2024, 2, 1)), ..before };
    let again = Returned { before: Some(before), findings: Vec::new(), ..again };
    let text = texts(&again.document(Lang::ZhCn)).join("\n");
    assert!(text.contains("2024年2月1日重新报送的报告收悉") && text.contains("因下列原因，现再次退回修改："), "{text}");
    assert!(!text.contains("书面说明收悉"), "{text}");
    let english = texts(&again.document(Lang::En)).join("\n");
    assert!(
        english.contains("is returned once more") && english.contains("returned for revision on 22 January 2024"),
        "{english}"
    );
}

#[test]
fn a_return_lists_the_findings() {
    let letter = returned();
    let document = letter.document(Lang::ZhCn);
    let table = table(&document);
    assert_eq!(usize::try_from(table.rows).unwrap(), letter.findings.len() + 1);
    let text = texts(&document).join("\n");
    assert!(text.contains(&format!("发现{}处问题", letter.findings.len())) && text.contains("2024年2月20日前重新报送"));
    let row: Vec<&str> = table.cells.iter().filter(|cell| cell.row == 1).map(|cell| cell.text.as_str()).collect();
    assert_eq!(row.len(), 5);
    assert!(row.iter().all(|text| !text.is_empty()), "{row:?}");
    let said = |document: &Document, text: &str| {
        document.blocks.iter().any(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.text == text))
    };
    assert!(said(&letter.document(Lang::ZhCn), "附件一并更新。"));
    let none = Returned { findings: Vec::new(), ..letter };
    assert!(!none.document(Lang::ZhCn).blocks.iter().any(|block| matches!(block, Block::Table(_))));
    // Without a list nothing can be gone through point by point: the office's own words are the reason.
    let text = texts(&none.document(Lang::ZhCn)).join("\n");
    assert!(
        text.contains("因下列原因，现予退回修改：\n") && text.contains("请按上述意见整改，于2024年2月20日前"),
        "{text}"
    );
    assert!(!text.contains("逐项") && !text.contains("列为问题"), "{text}");
    let english = texts(&none.document(Lang::En)).join("\n");
    assert!(english.contains("for the following reason:") && !english.contains("one by one"), "{english}");
}

#[test]
fn a_reason_of_several_lines_is_as_many_paragraphs() {
    let extended = Extended {
        on: date(2024, 2, 12),
        was: date(2024, 2, 20),
        deadline: date(2024, 2, 26),
        reason: "台账缺页，\r\n正在补齐。\n\n另派人核对。".to_owned(),
    };
    let letter = Returned { extended: vec![extended], ..returned() };
    let lines = texts(&letter.document(Lang::ZhCn));
    let told = lines.iter().position(|line| line.ends_with("原因：台账缺页，")).expect("the first line");
    assert_eq!(lines[told + 1..told + 3], ["正在补齐。", "另派人核对。"], "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains('\n')), "{lines:?}");
}

#[test]
fn what_is_missing_has_the_place_where_it_was_looked_for() {
    let report = sample_report(EditionId::E2021, "示例区人民政府", 2023, &Figures::consistent(EditionId::E2021, 3));
    let settings = gongkai_report::check::Settings::default();
    let body_kind = Some(gongkai_report::check::BodyKind::CountyGovernment);
    let context = Context { settings: &settings, body_kind, ..Context::default() };
    let found = check(&report, &context);
    let missing = found.iter().find(|finding| finding.code.0 == "accountability-missing").expect("no word of it");
    assert!(missing.at.is_some(), "a reader begins there");
    let missing = StoredFinding::from(missing);
    assert_eq!(place_in_words(&missing, Lang::ZhCn), "第一、五、六部分中查找");
    assert_eq!(place_in_words(&missing, Lang::En), "looked for in part 1, 5, 6");
    let all = StoredFinding { code: "section-missing".to_owned(), ..missing.clone() };
    assert_eq!(place_in_words(&all, Lang::ZhCn), "全文");
    let there = StoredFinding { code: "mobile-number".to_owned(), ..missing };
    assert_ne!(place_in_words(&there, Lang::ZhCn), "全文");
}

#[test]
fn a_circular_names_the_missing_first() {
    let document = circular().document(Lang::ZhCn);
    let rows: Vec<Vec<&str>> = (1..table(&document).rows)
        .map(|row| {
            table(&document).cells.iter().filter(|cell| cell.row == row).map(|cell| cell.text.as_str()).collect()
        })
        .collect();
    assert_eq!(
        rows,
        [
            ["1", "云溪镇人民政府", "2024年1月31日", "尚未报送", "5日"],
            ["2", "桃源街道办事处", "2024年1月31日", "2024年2月2日", "2日"],
        ]
    );
    let text = texts(&document).join("\n");
    assert!(text.contains("应报送单位4家") && text.contains("按期报送1家，逾期报送1家，尚未报送2家"), "{text}");
    let all = Circular { roll: circular().roll.into_iter().take(1).collect(), ..circular() };
    assert!(texts(&all.document(Lang::ZhCn)).join("").contains("均已按期报送"));
}

/// The receipt of a version of a report whose first one came two days late.
fn receipt(version: i64) -> Receipt {
    Receipt {
        from: sender(date(2024, 2, 5)),
        to: "青禾街道办事处".to_owned(),
        year: 2023,
        file: "年报.docx".to_owned(),
        version,
        received: date(2024, 2, 6).at(9, 5, 0, 0),
        first: date(2024, 2, 2),
        due: Some(date(2024, 1, 31)),
        mend_by: None,
    }
}

#[test]
fn a_receipt_of_a_mended_report_is_told_by_the_day_for_mending() {
    for (day, lang, told) in [
        (4, Lang::ZhCn, "整改期限为2024年2月4日，逾期2日。"),
        (6, Lang::ZhCn, "整改期限为2024年2月6日，按期重新报送。"),
        (5, Lang::En, "and is 1 day late."),
        (6, Lang::En, "and came in time."),
    ] {
        let receipt = Receipt { mend_by: Some(date(2024, 2, day)), ..receipt(2) };
        let texts = texts(&receipt.document(lang)).join("\n");
        assert!(texts.contains(told), "{told}: {texts}");
        assert!(!texts.contains("报送期限为") && !texts.contains("It was due"), "{texts}");
    }
}

fn withdrawn() -> Withdrawn {
    let MendReminder { from, to, year, .. } = mend_reminder(date(2024, 2, 21));
    Withdrawn { from, to, year, versions: vec![1, 2], reason: "含有个人信息".to_owned(), stays: None }
}

#[test]
fn that_what_was_published_is_withdrawn_is_told_with_the_reason_and_what_to_do() {
    let lines = texts(&withdrawn().document(Lang::ZhCn));
    assert_eq!(lines[0], "示例区人民政府办公室关于撤下2023年政府信息公开工作年度报告的函");
    let text = lines.join("\n");
    for words in ["已发布的第1、2版，现予撤下", "撤下理由：含有个人信息", "编制更正版"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let older = Withdrawn { versions: vec![1], stays: Some(2), ..withdrawn() };
    let text = texts(&older.document(Lang::ZhCn)).join("\n");
    assert!(text.contains("第2版不变，不需要重新报送") && !text.contains("编制更正版"), "{text}");
    let english = texts(&older.document(Lang::En)).join("\n");
    assert!(english.contains("nothing need be resubmitted"), "{english}");
}

#[test]
fn a_receipt_says_whether_the_report_was_handed_in_again() {
    for (lang, again) in [(Lang::ZhCn, "重新报送"), (Lang::En, "handed in again")] {
        for (version, is_again) in [(1, false), (2, true)] {
            let texts = texts(&receipt(version).document(lang));
            assert_eq!(texts[0].contains(again), is_again, "{version}: {texts:?}");
            assert_eq!(texts.iter().skip(1).any(|text| text.contains(again)), is_again, "{version}: {texts:?}");
        }
    }
}

fn all(lang: Lang) -> Vec<(&'static str, Document)> {
    let on = date(2024, 2, 5);
    vec![
        ("reminder", reminder(on).document(lang)),
        ("mend-reminder", mend_reminder(on).document(lang)),
        ("mend-extension", mend_extension().document(lang)),
        ("mend-accepted", mend_accepted().document(lang)),
        ("withdrawn", withdrawn().document(lang)),
        ("returned", returned().document(lang)),
        ("returned again", returned_again().document(lang)),
        ("receipt", receipt(1).document(lang)),
        ("receipt again", receipt(2).document(lang)),
        ("receipt mended", Receipt { mend_by: Some(on), ..receipt(2) }.document(lang)),
        ("circular", circular().document(lang)),
        ("roll", roll::document(2023, &crate::roll::entries(), on, lang)),
    ]
}

#[test]
fn every_word_is_there_in_both_languages() {
    for lang in [Lang::ZhCn, Lang::En] {
        for (name, document) in all(lang) {
            for text in texts(&document) {
                let told = !text.contains("letter-") && !text.contains("roll-") && !text.contains(['{', '}']);
                assert!(told, "{name}: {text}");
            }
        }
        for state in State::ALL {
            assert!(!roll::state_text(state, lang).contains("roll-"));
        }
    }
}

#[test]
fn a_letter_is_made_again_of_its_words() {
    let mut made = 0;
    for (name, letter) in all(Lang::ZhCn) {
        if letter.blocks.iter().any(|block| matches!(block, Block::Table(_))) {
            continue;
        }
        let (title, text) = words(&letter);
        let again = of_words(&title, &text);
        assert_eq!((&again.title, &again.blocks), (&letter.title, &letter.blocks), "{name}");
        made += 1;
    }
    assert_eq!(made, 8, "of those with a table there is more to tell");
}

#[test]
fn they_leave_as_files_that_say_the_same() {
    for (name, document) in all(Lang::ZhCn) {
        for output in [Output::Docx, Output::Pdf, Output::Html, Output::Xlsx] {
            let bytes = write_document(&document, output, &Fonts::default()).unwrap();
            if let Some(folder) = std::env::var_os("GONGKAI_LETTERS") {
                let ending = format!("{output:?}").to_lowercase();
                std::fs::write(std::path::Path::new(&folder).join(format!("{name}.{ending}")), &bytes).unwrap();
            }
            let back = read(&bytes, &Limits::default()).unwrap();
            let squeezed = |document: &Document| -> String {
                texts(document).concat().chars().filter(|letter| !letter.is_whitespace()).collect()
            };
            let (back, document) = (squeezed(&back), squeezed(&document));
            let last: String = document.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
            assert!(back.contains(&last), "{name} {output:?}: {last} is not in {back}");
        }
    }
}
