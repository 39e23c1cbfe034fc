//! The roll of a collection as a document.

use gongkai_law::Lang;
use gongkai_report::roll::{self, Decision, Entry, Spared, State};
use jiff::civil::date;

use crate::letter::{table, texts};

pub(crate) fn entries() -> Vec<Entry> {
    let entry = |body: &str, state, received| Entry {
        body: body.to_owned(),
        level: "街道、镇".to_owned(),
        due: date(2024, 1, 31),
        state,
        spared: None,
        excused_for: None,
        closed: None,
        is_being_changed: false,
        received,
        days_late: 0,
        errors: None,
        warnings: None,
        decision: None,
        returned: None,
        mend_by: None,
        came_again: None,
        days_late_mending: 0,
        published: None,
        corrected: None,
        withdrawn: None,
    };
    vec![
        Entry {
            errors: Some(0),
            warnings: Some(3),
            decision: Some(Decision::Accepted),
            published: Some(date(2024, 2, 3)),
            corrected: Some(date(2024, 2, 5)),
            ..entry("青禾街道办事处", State::Published, Some(date(2024, 1, 20)))
        },
        Entry {
            returned: Some(date(2024, 1, 22)),
            mend_by: Some(date(2024, 2, 1)),
            came_again: Some(date(2024, 2, 2)),
            days_late: 2,
            days_late_mending: 1,
            ..entry("桃源街道办事处", State::Received, Some(date(2024, 2, 2)))
        },
        Entry { days_late: 5, ..entry("云溪镇人民政府", State::Owed, None) },
        Entry {
            spared: Some(Spared::Excused),
            excused_for: Some("当年新设".to_owned()),
            ..entry("白石镇人民政府", State::Owed, None)
        },
        Entry {
            excused_for: Some("当年撤并".to_owned()),
            closed: Some(date(2023, 12, 15)),
            is_being_changed: true,
            ..entry("霞山街道办事处", State::Accepted, Some(date(2024, 1, 5)))
        },
    ]
}

#[test]
fn the_roll_is_a_table_with_a_row_for_each_body() {
    let document = roll::document(2023, &entries(), date(2024, 2, 5), Lang::ZhCn);
    let rows: Vec<String> = (0..6)
        .map(|row| {
            let cells = table(&document).cells.iter().filter(|cell| cell.row == row);
            cells.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
        })
        .collect();
    assert_eq!(
        rows,
        [
            "机关|类型|截止日期|状态|收到日期|逾期天数|错误|提醒|处理结果|退回日期|整改期限|重新报送日期|整改逾期天数|发布日期|更正日期|撤下日期|免报理由|机关关闭日期|备注",
            "青禾街道办事处|街道、镇|2024-01-31|已发布|2024-01-20||0|3|接收|||||2024-02-03|2024-02-05||||",
            "桃源街道办事处|街道、镇|2024-01-31|已收到|2024-02-02|2||||2024-01-22|2024-02-01|2024-02-02|1||||||",
            "云溪镇人民政府|街道、镇|2024-01-31|未报送||5|||||||||||||",
            "白石镇人民政府|街道、镇|2024-01-31|免报|||||||||||||当年新设||",
            "霞山街道办事处|街道、镇|2024-01-31|已接收|2024-01-05||||||||||||当年撤并|2023-12-15|免报，已报送；报送机关修改中",
        ]
    );
    let state = State::Withdrawn;
    let on = Some(date(2024, 2, 4));
    let withdrawn: Vec<Entry> =
        entries().into_iter().map(|entry| Entry { published: None, withdrawn: on, state, ..entry }).collect();
    let told = roll::document(2023, &withdrawn, date(2024, 2, 5), Lang::ZhCn);
    // As its state, but of the one that is exempt; a column of days has days.
    let cells = |text: &str| table(&told).cells.iter().filter(|cell| cell.text == text).count();
    assert_eq!((cells("已撤下"), cells("2024-02-04")), (entries().len() - 1, entries().len()));
    assert!(texts(&told)[1].ends_with("已发布 0 家。另有 4 家的报告发布后已撤下。"), "{:?}", texts(&told));
    let summary = &texts(&document)[1];
    assert_eq!(summary, "截至2024年2月5日：应报 4 家，已报 3 家（其中逾期 1 家），逾期未报 1 家，已发布 1 家。");
}

#[test]
fn who_was_closed_counts_in_nothing() {
    let mut entries = entries();
    entries.truncate(3);
    let owed = entries.len();
    entries.push(Entry { spared: Some(Spared::Closed), closed: Some(date(2023, 12, 1)), ..entries[2].clone() });
    let document = roll::document(2023, &entries, date(2024, 2, 5), Lang::ZhCn);
    assert!(texts(&document)[1].contains(&format!("应报 {owed} 家")), "{:?}", texts(&document));
    let closed = table(&document).cells.iter().find(|cell| (cell.row, cell.column) == (4, 3)).unwrap();
    assert_eq!(closed.text, "已关闭");
}

#[test]
fn on_paper_columns_without_anything_in_them_are_left_out() {
    let entries = [Entry { days_late: 5, ..entries()[2].clone() }];
    let printed = roll::printed(2023, &entries, date(2024, 2, 5), Lang::ZhCn);
    let whole = roll::document(2023, &entries, date(2024, 2, 5), Lang::ZhCn);
    let row = |of, row| {
        let cells = table(of).cells.iter().filter(|cell| cell.row == row);
        cells.map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
    };
    assert_eq!(row(&whole, 0).split('|').count(), 19);
    assert_eq!(row(&printed, 0), "机关|类型|截止日期|状态|逾期天数");
    assert_eq!(row(&printed, 1), "云溪镇人民政府|街道、镇|2024-01-31|未报送|5");
}
