//! Documents of our own to write: a street's annual report in the form of 2021, and a totals table.

use gongkai_documents::{Block, Cell, Document, Format, Heading, Paragraph, Place, Table};

fn place() -> Place {
    Place::Line { line: 1 }
}

pub(crate) fn heading(level: u8, text: &str) -> Block {
    Block::Heading(Heading { level, text: text.into(), place: place() })
}

pub(crate) fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { text: text.into(), place: place() })
}

/// A cell at row, column with its spans.
pub(crate) fn cell(at: (u32, u32), spans: (u32, u32), text: &str, header: bool) -> Cell {
    Cell { row: at.0, column: at.1, row_span: spans.0, column_span: spans.1, text: text.into(), header, place: place() }
}

pub(crate) fn table(rows: u32, columns: u32, header_rows: u32, cells: Vec<Cell>) -> Table {
    Table { rows, columns, header_rows, widths: Vec::new(), cells, place: place() }
}

/// A table without spans from its rows.
pub(crate) fn plain(header_rows: u32, rows: &[&[&str]]) -> Table {
    let mut cells = Vec::new();
    for (row, texts) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*texts) {
            cells.push(cell((row, column), (1, 1), text, row < header_rows));
        }
    }
    let columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    table(rows.len().try_into().unwrap(), columns.try_into().unwrap(), header_rows, cells)
}

pub(crate) fn document(blocks: Vec<Block>) -> Document {
    Document { blocks, ..Document::new(Format::Docx) }
}

/// 示例区青禾街道's report about 2023.
pub(crate) fn report() -> Document {
    let mut blocks = vec![
        heading(1, "示例区青禾街道办事处2023年政府信息公开工作年度报告"),
        paragraph(
            "根据《中华人民共和国政府信息公开条例》第五十条的规定，现公布青禾街道办事处2023年政府信息公开工作年度报告。\
             本报告所列数据的统计期限自2023年1月1日起至12月31日止。如对本报告有疑问，请与街道党政综合办公室联系\
             （地址：示例区禾苗路8号；电话：000-12345678）。",
        ),
        heading(2, "一、总体情况"),
    ];
    for (title, text) in OVERVIEW {
        blocks.push(heading(3, title));
        blocks.push(paragraph(text));
    }
    blocks.push(heading(2, "二、主动公开政府信息情况"));
    blocks.push(Block::Table(proactive()));
    blocks.push(heading(2, "三、收到和处理政府信息公开申请情况"));
    blocks.push(Block::Table(requests()));
    blocks.push(heading(2, "四、政府信息公开行政复议、行政诉讼情况"));
    blocks.push(Block::Table(remedies()));
    blocks.push(heading(2, "五、存在的主要问题及改进情况"));
    blocks.push(paragraph(
        "2023年，街道的公开工作仍有两点不足：一是“看得懂”还不够，惠民政策多以原文发布，缺少问答、图表等解读；\
         二是村（社区）公开栏更新不及时，个别栏目超过三个月没有新内容。",
    ));
    blocks.push(paragraph(
        "下一步，我们将把解读材料与文件一同起草、一同审核、一同发布，每季度对17个公开栏逐一检查并登记结果；\
         对群众来电来访中反复提到的事项，主动整理成“一问一答”，在办事大厅和网站同时公布——能早一天公开的，不拖到第二天。",
    ));
    blocks.push(heading(2, "六、其他需要报告的事项"));
    blocks.push(paragraph("本年度未收取政府信息公开信息处理费。无其他需要报告的事项。"));
    document(blocks)
}

const OVERVIEW: [(&str, &str); 5] = [
    (
        "（一）主动公开",
        "全年在区政府网站街道专栏发布信息412条，其中机构职能类6条、规划计划类9条、财政预决算类4条、民生服务类286条、\
         其他107条；制发行政规范性文件0件。围绕旧房加装电梯、养老助餐、义务教育入学三个群众最关心的领域编制公开目录，\
         做到“有目录、有内容、有更新”。",
    ),
    (
        "（二）依申请公开",
        "收到政府信息公开申请13件，上年结转1件，均在法定期限内办理。申请内容集中于征地补偿、物业管理和低保审批。\
         对内容不明确的3件申请一次性告知补正事项，对不予公开的逐件说明理由和救济途径。",
    ),
    (
        "（三）政府信息管理",
        "严格执行“先审查、后公开，一事一审”，全年审查拟公开信息428条，不予公开16条；\
         对2018年以来发布的文件集中清理，更新联系方式58处，标注失效文件7件。",
    ),
    (
        "（四）政府信息公开平台建设",
        "街道政务公开专区设自助查询机2台、查阅点1处，全年接待查阅者1,268人次；17个村（社区）公开栏统一了样式与编号。",
    ),
    (
        "（五）监督保障",
        "街道办事处主任为第一责任人，党政综合办公室配备专职人员2名。全年组织业务培训4次、参训96人次；\
         开展社会评议1次，收回问卷315份，满意率97.46%；未发生需要追究责任的情形。",
    ),
];

/// Band, header row and data rows of a group in table 2.
type Group = (&'static str, &'static [&'static str], &'static [&'static [&'static str]]);

/// Table 2 of the form of 2021.
pub(crate) fn proactive() -> Table {
    let groups: [Group; 4] = [
        (
            "第二十条第（一）项",
            &["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            &[&["规章", "0", "0", "0"], &["行政规范性文件", "0", "1", "3"]],
        ),
        ("第二十条第（五）项", &["信息内容", "本年处理决定数量"], &[&["行政许可", "1268"]]),
        ("第二十条第（六）项", &["信息内容", "本年处理决定数量"], &[&["行政处罚", "36"], &["行政强制", "/"]]),
        ("第二十条第（八）项", &["信息内容", "本年收费金额（单位：万元）"], &[&["行政事业性收费", "2.5070"]]),
    ];
    let mut cells = Vec::new();
    let mut row = 0;
    for (band, header, rows) in groups {
        cells.push(cell((row, 0), (1, 4), band, true));
        row += 1;
        for (header, texts) in [(true, header)].into_iter().chain(rows.iter().map(|texts| (false, *texts))) {
            let span = if texts.len() == 2 { 3 } else { 1 };
            cells.push(cell((row, 0), (1, 1), texts[0], header));
            for (column, text) in (1..).zip(&texts[1..]) {
                cells.push(cell((row, column), (1, span), text, header));
            }
            row += 1;
        }
    }
    table(row, 4, 0, cells)
}

/// Rows of table 3 below the header: how deep the label stands (first column, columns, rows) and its text.
type Label = (u32, u32, u32, &'static str);

const REQUEST_LABELS: [&[Label]; 25] = [
    &[(0, 3, 1, "一、本年新收政府信息公开申请数量")],
    &[(0, 3, 1, "二、上年结转政府信息公开申请数量")],
    &[(0, 1, 22, "三、本年度办理结果"), (1, 2, 1, "（一）予以公开")],
    &[(1, 2, 1, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")],
    &[(1, 1, 8, "（三）不予公开"), (2, 1, 1, "1.属于国家秘密")],
    &[(2, 1, 1, "2.其他法律行政法规禁止公开")],
    &[(2, 1, 1, "3.危及“三安全一稳定”")],
    &[(2, 1, 1, "4.保护第三方合法权益")],
    &[(2, 1, 1, "5.属于三类内部事务信息")],
    &[(2, 1, 1, "6.属于四类过程性信息")],
    &[(2, 1, 1, "7.属于行政执法案卷")],
    &[(2, 1, 1, "8.属于行政查询事项")],
    &[(1, 1, 3, "（四）无法提供"), (2, 1, 1, "1.本机关不掌握相关政府信息")],
    &[(2, 1, 1, "2.没有现成信息需要另行制作")],
    &[(2, 1, 1, "3.补正后申请内容仍不明确")],
    &[(1, 1, 5, "（五）不予处理"), (2, 1, 1, "1.信访举报投诉类申请")],
    &[(2, 1, 1, "2.重复申请")],
    &[(2, 1, 1, "3.要求提供公开出版物")],
    &[(2, 1, 1, "4.无正当理由大量反复申请")],
    &[(2, 1, 1, "5.要求行政机关确认或重新出具已获取信息")],
    &[(1, 1, 3, "（六）其他处理"), (2, 1, 1, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")],
    &[(2, 1, 1, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")],
    &[(2, 1, 1, "3.其他")],
    &[(1, 2, 1, "（七）总计")],
    &[(0, 3, 1, "四、结转下年度继续办理")],
];

/// Values of table 3 that are not 0: row below the header, natural persons, commercial enterprises.
const REQUEST_VALUES: [(u32, u32, u32); 8] =
    [(0, 11, 2), (1, 1, 0), (2, 5, 1), (3, 2, 0), (7, 1, 0), (12, 2, 1), (23, 10, 2), (24, 2, 0)];

/// Table 3 of the form of 2021: 28 rows, 10 columns, three label columns with vertical merges.
pub(crate) fn requests() -> Table {
    let mut cells = vec![
        cell((0, 0), (3, 3), "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", true),
        cell((0, 3), (1, 7), "申请人情况", true),
        cell((1, 3), (2, 1), "自然人", true),
        cell((1, 4), (1, 5), "法人或其他组织", true),
        cell((1, 9), (2, 1), "总计", true),
    ];
    for (column, text) in (4..).zip(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"])
    {
        cells.push(cell((2, column), (1, 1), text, true));
    }
    for (row, labels) in (0..).zip(REQUEST_LABELS) {
        for (column, columns, rows, text) in labels {
            cells.push(cell((row + 3, *column), (*rows, *columns), text, true));
        }
        let (natural, commercial) =
            REQUEST_VALUES.iter().find(|value| value.0 == row).map_or((0, 0), |value| (value.1, value.2));
        let values = [natural, commercial, 0, 0, 0, 0, natural + commercial];
        for (column, value) in (3..).zip(values) {
            cells.push(cell((row + 3, column), (1, 1), &value.to_string(), false));
        }
    }
    table(28, 10, 3, cells)
}

/// Table 4: 15 columns.
pub(crate) fn remedies() -> Table {
    let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let mut cells = vec![cell((0, 0), (1, 5), "行政复议", true), cell((0, 5), (1, 10), "行政诉讼", true)];
    for (column, text) in (0..).zip(results) {
        cells.push(cell((1, column), (2, 1), text, true));
    }
    cells.push(cell((1, 5), (1, 5), "未经复议直接起诉", true));
    cells.push(cell((1, 10), (1, 5), "复议后起诉", true));
    for (column, text) in (5..).zip(results.iter().chain(&results)) {
        cells.push(cell((2, column), (1, 1), text, true));
    }
    let values = ["1", "0", "0", "0", "1", "0", "0", "0", "0", "0", "1", "0", "0", "0", "1"];
    for (column, text) in (0..).zip(values) {
        cells.push(cell((3, column), (1, 1), text, false));
    }
    table(4, 15, 3, cells)
}

/// A totals table: number, body, and `columns` figures a row.
pub(crate) fn totals(rows: u32, columns: u32) -> Table {
    let mut cells = vec![cell((0, 0), (1, 1), "序号", true), cell((0, 1), (1, 1), "单位", true)];
    for column in 0..columns {
        cells.push(cell((0, column + 2), (1, 1), &format!("第{}项", column + 1), true));
    }
    for row in 1..=rows {
        cells.push(cell((row, 0), (1, 1), &row.to_string(), false));
        cells.push(cell((row, 1), (1, 1), &format!("示例区第{row}街道办事处"), false));
        for column in 0..columns {
            cells.push(cell((row, column + 2), (1, 1), &(row * 7 % 113 + column).to_string(), false));
        }
    }
    table(rows + 1, columns + 2, 1, cells)
}
