use axum::http::StatusCode;
use gongkai_documents::{Block, Document, Fonts, Format, Output, Table, write};
use gongkai_store::bodies::{self, Body, Kind, Level};
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Filter};
use gongkai_store::people::Role;

use crate::test_app::{Answer, Browser, TestApp};

fn xlsx(heads: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    file(heads, rows, Output::Xlsx)
}

fn file(heads: &[&str], rows: &[Vec<String>], output: Output) -> Vec<u8> {
    let mut document = Document::new(Format::Xlsx);
    let heads = heads.iter().map(ToString::to_string).collect();
    document.blocks.push(Block::Table(Table::of_texts(heads, rows.to_vec())));
    write(&document, output, &Fonts::default()).unwrap()
}

fn row(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

async fn all(site: &TestApp) -> Vec<Body> {
    bodies::all(&mut &site.app.database).await.unwrap()
}

async fn named(site: &TestApp, name: &str) -> Body {
    all(site).await.into_iter().find(|body| body.name == name).unwrap_or_else(|| panic!("no {name}"))
}

/// Uploads a file below a body and follows to the preview.
async fn preview(browser: &Browser<'_>, base: &BodyId, name: &str, bytes: &[u8]) -> Answer {
    let path = format!("/office/bodies/{base}/import");
    let sent = browser.post_files(&path, &[], &[("file", name, bytes)]).await;
    if sent.status != StatusCode::SEE_OTHER {
        return sent;
    }
    browser.get(sent.header("location")).await
}

fn hidden<'p>(page: &'p str, name: &str) -> &'p str {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{page}"));
    after.split('"').next().unwrap()
}

async fn apply(browser: &Browser<'_>, base: &BodyId, page: &str) -> Answer {
    let fields = [("file", hidden(page, "file")), ("plan", hidden(page, "plan"))];
    browser.post(&format!("/office/bodies/{base}/import/apply"), &fields).await
}

/// The rows of the preview: name, then fate.
fn fates(page: &str) -> Vec<(String, String)> {
    let rows = page.split("<tbody>").nth(1).unwrap_or_default().split("<tr>").skip(1);
    let between = |text: &str, start: &str, end: &str| {
        text.split(start).nth(1).unwrap_or_default().split(end).next().unwrap_or_default().to_owned()
    };
    rows.map(|row| {
        let badge = between(row, "<span class=\"badge", "</span>");
        (between(row, "<th scope=\"row\">", "</th>"), badge.split('>').nth(1).unwrap_or_default().to_owned())
    })
    .collect()
}

const HEADS: [&str; 6] = ["机关名称", "上级机关", "类别", "统一社会信用代码", "联系电话", "备注"];

#[tokio::test]
async fn every_rows_fate_is_shown_and_exactly_that_is_done() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let rows = [
        // A body below one that a later row enters.
        row(&["翠屏社区", "翠屏街道办事处", "", "", "", ""]),
        row(&["翠屏街道办事处", "", "", "10000000000000000Y", "0000-1000001", "新设"]),
        row(&["青禾街道办事处", "", "", "01000000000000000W", "0000-1000002", ""]),
        row(&["云溪镇人民政府", "示例区人民政府", "乡镇", "", "", ""]),
        row(&["白云街道办事处", "无此机关", "街道", "", "", ""]),
        row(&["白云社区", "白云街道办事处", "", "", "", ""]),
        row(&["示例区档案服务点", "", "", "", "", ""]),
        row(&["示例区审计局", "", "部门", "100000000000000001", "", ""]),
        row(&["翠屏街道办事处", "示例区人民政府", "街道", "", "", ""]),
        row(&[&"长".repeat(101), "", "街道", "", "", ""]),
    ];
    let before = all(&site).await.len();
    let answer = preview(&admin, &site.bodies.district, "名录.xlsx", &xlsx(&HEADS, &rows)).await;
    let page = answer.text();
    assert_eq!(answer.status, StatusCode::OK, "{page}");
    let expected = ["新增", "新增", "修改", "不变", "不导入", "不导入", "不导入", "不导入", "不导入", "不导入"];
    let shown: Vec<String> = fates(&page).into_iter().map(|(_, fate)| fate).collect();
    assert_eq!(shown, expected, "{page}");
    for text in ["无此机关", "校验位", "看不出类别", "备注", "（空） → 0000-1000002", "名称：最多 100 个字"]
    {
        assert!(page.contains(text), "{text} in {page}");
    }
    assert_eq!(all(&site).await.len(), before, "a preview changes nothing");

    let done = apply(&admin, &site.bodies.district, &page).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let told = admin.get(done.header("location")).await.text();
    assert!(told.contains("新增 2 个，修改 1 个") && told.contains("未导入 6 行"), "{told}");
    assert_eq!(all(&site).await.len(), before + 2);
    let (street, community) = (named(&site, "翠屏街道办事处").await, named(&site, "翠屏社区").await);
    assert_eq!((street.kind, street.level), (Kind::Street, Level::Township));
    assert_eq!((community.kind, community.parent.as_ref()), (Kind::Community, Some(&street.id)));
    assert_eq!(community.path, format!("{}{}/", street.path, community.id));
    let known = named(&site, "青禾街道办事处").await;
    assert_eq!((known.id, known.profile.phone.as_str()), (site.bodies.street.clone(), "0000-1000002"));

    // One entry a body, one for the whole; the chains hold.
    let actions = async |chain: &BodyId| {
        let filter = Filter { chain: Some(chain.to_string()), ..Filter::default() };
        let entries = journal::entries(&mut &site.app.database, &filter, 99).await.unwrap();
        entries.into_iter().map(|entry| entry.action).collect::<Vec<_>>()
    };
    assert_eq!(actions(&street.id).await, ["body_entered"]);
    assert_eq!(actions(&site.bodies.street).await, ["body_edited", "body_entered"]);
    assert_eq!(actions(&site.bodies.township).await, ["body_entered"]);
    assert_eq!(actions(&site.bodies.district).await[0], "bodies_imported");
    assert!(journal::verify_all(&mut &site.app.database).await.unwrap().iter().all(Result::is_ok));

    // The same file again: nothing is new any more.
    let again = preview(&admin, &site.bodies.district, "名录.xlsx", &xlsx(&HEADS, &rows)).await.text();
    assert_eq!(fates(&again)[1].1, "不变", "{again}");
}

#[tokio::test]
async fn contacts_that_cannot_be_are_refused_unless_they_stand_there_already() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let mut transaction = site.app.database.begin().await.unwrap();
    let mut township = bodies::lock(&mut transaction, &site.bodies.township).await.unwrap();
    township.profile.phone = "见门口".to_owned();
    bodies::update(&mut transaction, &township).await.unwrap();
    transaction.commit().await.unwrap();
    let rows = [
        row(&["青禾街道办事处", "见门口", "", ""]),
        row(&["青禾街道办事处", "", "xxgk@example", ""]),
        row(&["青禾街道办事处", "", "", "www.example.cn"]),
        row(&["云溪镇人民政府", "见门口", "xxgk@example.cn", "-"]),
    ];
    let heads = ["名称", "电话", "邮箱", "网址"];
    for (index, sentence) in ["至少 5 位数字", "完整的电子邮箱", "https:// 或 http:// 开头"].into_iter().enumerate()
    {
        let page = preview(&admin, &site.bodies.district, "a.xlsx", &xlsx(&heads, &rows[index..=index])).await.text();
        assert_eq!(fates(&page)[0].1, "不导入", "{page}");
        assert!(page.contains(sentence), "{sentence} in {page}");
    }
    let page = preview(&admin, &site.bodies.district, "a.xlsx", &xlsx(&heads, &rows[3..])).await.text();
    assert_eq!(fates(&page)[0].1, "修改", "{page}");
}

#[tokio::test]
async fn what_was_shown_is_not_done_when_things_changed_in_between() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let bytes = xlsx(&["名称", "电话"], &[row(&["青禾街道办事处", "0000-1"])]);
    let page = preview(&admin, &site.bodies.district, "a.xlsx", &bytes).await.text();
    // Somebody enters the same telephone meanwhile.
    let mut transaction = site.app.database.begin().await.unwrap();
    let mut street = bodies::lock(&mut transaction, &site.bodies.street).await.unwrap();
    street.profile.phone = "0000-9".to_owned();
    bodies::update(&mut transaction, &street).await.unwrap();
    transaction.commit().await.unwrap();
    let answer = apply(&admin, &site.bodies.district, &page).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let anew = answer.text();
    assert!(anew.contains("有变化") && anew.contains("0000-9 → 0000-1"), "{anew}");
    assert_eq!(named(&site, "青禾街道办事处").await.profile.phone, "0000-9");
    // What is shown now can be done.
    assert_eq!(apply(&admin, &site.bodies.district, &anew).await.status, StatusCode::SEE_OTHER);
    assert_eq!(named(&site, "青禾街道办事处").await.profile.phone, "0000-1");
}

#[tokio::test]
async fn the_exported_roll_is_imported_again_without_a_change_and_with_moves() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    // Figures, zeros in front and marks that spreadsheets take for formulas survive.
    let rows =
        [row(&["青禾街道办事处", "示例区人民政府", "000101001002", "123456789012345672", "+86 0000-1", "@工作日"])];
    let heads = ["name", "parent", "region code", "其他名称", "phone", "hours"];
    let first = preview(&admin, &site.bodies.city, "a.xlsx", &xlsx(&heads, &rows)).await.text();
    assert_eq!(apply(&admin, &site.bodies.city, &first).await.status, StatusCode::SEE_OTHER, "{first}");
    for ending in ["xlsx", "csv"] {
        let roll = admin.get(&format!("/office/bodies/{}/roll.{ending}", site.bodies.city)).await;
        assert_eq!(roll.status, StatusCode::OK);
        assert!(roll.header("content-disposition").contains(&format!("bodies-2024-01-15.{ending}")));
        let page = preview(&admin, &site.bodies.city, "b", &roll.bytes).await.text();
        let shown = fates(&page);
        assert_eq!(shown.len(), 8, "{page}");
        assert!(shown.iter().all(|(_, fate)| fate == "不变"), "{ending}: {page}");
    }
    let street = named(&site, "青禾街道办事处").await;
    assert_eq!(street.region_code.as_deref(), Some("000101001002"));
    assert_eq!(street.other_names, ["123456789012345672"]);
    assert_eq!(street.profile.phone, "+86 0000-1");

    // Known by id, two bodies change places: the community goes up, the street below it; a third is renamed and closed.
    let (b, ids) = (&site.bodies, |id: &BodyId| id.to_string());
    let rows = [
        vec![ids(&b.street), "青禾街道办事处".into(), "青禾社区居民委员会".into(), String::new()],
        vec![ids(&b.community), "青禾社区居民委员会".into(), "样本区人民政府".into(), String::new()],
        vec![ids(&b.bureau), "示例区财政和国资局".into(), String::new(), "已撤销".into()],
    ];
    let page = preview(&admin, &b.city, "c.xlsx", &xlsx(&["编号", "名称", "上级", "状态"], &rows)).await.text();
    assert!(fates(&page).iter().all(|(_, fate)| fate == "修改"), "{page}");
    assert_eq!(apply(&admin, &b.city, &page).await.status, StatusCode::SEE_OTHER);
    let after = all(&site).await;
    let find = |id: &BodyId| after.iter().find(|body| body.id == *id).unwrap();
    let (street, community, bureau) = (find(&b.street), find(&b.community), find(&b.bureau));
    assert_eq!(community.parent.as_ref(), Some(&b.foreign_district));
    assert_eq!(street.parent.as_ref(), Some(&b.community));
    assert_eq!(street.path, format!("{}{}/", community.path, street.id));
    assert_eq!(community.path, format!("{}{}/", find(&b.foreign_district).path, community.id));
    assert!(!bureau.active && bureau.name == "示例区财政和国资局");
    for body in &after {
        let upper = body.parent.as_ref().map_or(String::new(), |parent| find(parent).path.clone());
        assert_eq!(body.path, format!("{upper}{}/", body.id), "{}", body.name);
    }
}

#[tokio::test]
async fn rings_and_what_hangs_on_refused_rows_are_refused() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    let b = &site.bodies;
    let heads = ["编号", "名称", "上级机关", "状态"];
    let check = async |rows: &[Vec<String>]| {
        let page = preview(&admin, &b.city, "a.xlsx", &xlsx(&heads, rows)).await.text();
        fates(&page).into_iter().map(|(_, fate)| fate).collect::<Vec<_>>()
    };
    let id = |id: &BodyId| id.as_str().to_owned();
    let known =
        |of: &BodyId, name: &str, upper: &str, state: &str| vec![id(of), name.into(), upper.into(), state.into()];
    // Below its own community.
    assert_eq!(check(&[known(&b.street, "", "青禾社区居民委员会", "")]).await, ["不导入"]);
    // Two that would hang below each other.
    let ring = [known(&b.township, "", "青禾街道办事处", ""), known(&b.street, "", "云溪镇人民政府", "")];
    assert_eq!(check(&ring).await, ["不导入", "不导入"]);
    // Two new ones below each other, and one below itself.
    let new = |name: &str, upper: &str| row(&["", name, upper, ""]);
    assert_eq!(check(&[new("甲街道", "乙街道"), new("乙街道", "甲街道")]).await, ["不导入", "不导入"]);
    assert_eq!(check(&[new("甲街道", "甲街道")]).await, ["不导入"]);
    // A closed body with one below it that is not; closed together they may be.
    assert_eq!(check(&[known(&b.street, "", "", "撤销")]).await, ["不导入"]);
    assert_eq!(check(&[known(&b.street, "", "", "撤销"), known(&b.community, "", "", "撤销")]).await, ["修改", "修改"]);
    // The topmost body stays; an id of nowhere, and one of elsewhere, mean nothing.
    assert_eq!(check(&[known(&b.city, "", "青禾街道办事处", "")]).await, ["不导入"]);
    assert_eq!(check(&[row(&["0190b5a0c0007000800000000000000a", "甲街道", "", ""])]).await, ["不导入"]);
    let district = site.sign_in_as(Role::Administrator, &b.district).await;
    let bytes = xlsx(&heads, &[known(&b.foreign_street, "改名街道办事处", "", "")]);
    let page = preview(&district, &b.district, "a.xlsx", &bytes).await.text();
    assert_eq!(fates(&page)[0].1, "不导入", "{page}");
}

#[tokio::test]
async fn a_name_several_have_asks_for_its_upper_body() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.city).await;
    let heads = ["名称", "上级机关", "类别", "电话"];
    let rows =
        [row(&["财政所", "青禾街道办事处", "部门", ""]), row(&["财政所", "示例区人民政府/云溪镇人民政府", "部门", ""])];
    let page = preview(&admin, &site.bodies.city, "a.xlsx", &xlsx(&heads, &rows)).await.text();
    assert_eq!(apply(&admin, &site.bodies.city, &page).await.status, StatusCode::SEE_OTHER, "{page}");
    let rows = [
        row(&["财政所", "", "", "0000-1"]),
        row(&["财政所", "云溪镇人民政府", "", "0000-2"]),
        row(&["甲中心", "财政所", "部门", ""]),
        row(&["乙中心", "青禾街道办事处/财政所", "部门", ""]),
        row(&["青禾街道办事处", "", "", "0000-3"]),
    ];
    let page = preview(&admin, &site.bodies.city, "a.xlsx", &xlsx(&heads, &rows)).await.text();
    let shown: Vec<String> = fates(&page).into_iter().map(|(_, fate)| fate).collect();
    assert_eq!(shown, ["不导入", "修改", "不导入", "新增", "修改"], "{page}");
}

#[tokio::test]
async fn csv_in_the_encodings_people_have_is_read() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let text =
        "机关名称,类别,办公地址\r\n翠屏街道办事处,街道,\"示例路2号,二楼\"\r\n\r\n松林镇人民政府,乡镇,松林街1号\r\n";
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (name, bytes) in [("gbk.csv", gbk), ("utf8.txt", text.as_bytes().to_vec()), ("utf16.csv", utf16)] {
        let page = preview(&admin, &site.bodies.district, name, &bytes).await.text();
        let shown = fates(&page);
        let expected =
            [("翠屏街道办事处".to_owned(), "新增".to_owned()), ("松林镇人民政府".to_owned(), "新增".to_owned())];
        assert_eq!(shown, expected, "{name}: {page}");
        assert!(page.contains("示例路2号,二楼"), "{name}");
    }
}

#[tokio::test]
async fn files_that_are_no_tables_are_refused_with_their_reason() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let docx = file(&["名称", "类别"], &[row(&["翠屏街道", "街道"])], Output::Docx);
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("空.xlsx", Vec::new(), "文件是空的"),
        ("空白.csv", b" \r\n\t ".to_vec(), "文件是空的"),
        ("名录.docx", docx, "文件内容为“docx”"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n0000".to_vec(), "文件内容为“png 图片”"),
        ("无表头.csv", "翠屏街道,街道\r\n青禾街道,街道\r\n".into(), "没有找到表头"),
        ("只有表头.csv", "名称,类别\r\n".into(), "没有内容"),
        ("重复.csv", "名称,单位,类别\r\n甲街道,甲街道,街道\r\n".into(), "出现了两次"),
        ("坏.xlsx", b"PK\x03\x04 no workbook at all".to_vec(), ""),
    ];
    for (name, bytes, reason) in cases {
        let answer = preview(&admin, &site.bodies.district, name, &bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.text());
        assert!(answer.text().contains(reason) && answer.text().contains("file-error"), "{name}: {}", answer.text());
    }
    let none = admin.post_files(&format!("/office/bodies/{}/import", site.bodies.district), &[], &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A file nobody uploaded, or a name that is none.
    for file in ["0".repeat(64).as_str(), "../../etc/passwd", "x"] {
        let fields = [("file", file), ("plan", "x")];
        let answer = admin.post(&format!("/office/bodies/{}/import/apply", site.bodies.district), &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{file}");
    }
}

#[tokio::test]
async fn two_thousand_rows_are_one_import() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    let mut rows = Vec::new();
    for street in 0..40 {
        rows.push(row(&[&format!("第{street}街道办事处"), "", "街道"]));
        rows.extend(
            (0..49).map(|number| {
                row(&[&format!("第{street}街道第{number}社区"), &format!("第{street}街道办事处"), "社区"])
            }),
        );
    }
    assert_eq!(rows.len(), 2_000);
    let bytes = xlsx(&["名称", "上级机关", "类别"], &rows);
    let page = preview(&admin, &site.bodies.district, "a.xlsx", &bytes).await.text();
    assert_eq!(fates(&page).iter().filter(|(_, fate)| fate == "新增").count(), 2_000);
    assert_eq!(apply(&admin, &site.bodies.district, &page).await.status, StatusCode::SEE_OTHER);
    assert_eq!(all(&site).await.len(), 2_008);
    assert!(journal::verify_all(&mut &site.app.database).await.unwrap().iter().all(Result::is_ok));
    let tree = admin.get("/office/bodies").await;
    assert!(tree.status == StatusCode::OK && tree.text().contains("第39街道第48社区"));
    // Too many are refused before anything is looked at.
    let rows: Vec<Vec<String>> = (0..5_001).map(|number| row(&[&format!("第{number}街道办事处"), ""])).collect();
    let answer = preview(&admin, &site.bodies.district, "a.xlsx", &xlsx(&["名称", "上级机关"], &rows)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("5000"), "{}", answer.text());
}

#[tokio::test]
async fn the_template_holds_every_column_and_is_understood() {
    let site = TestApp::new().await;
    let admin = site.sign_in_as(Role::Administrator, &site.bodies.district).await;
    for path in ["/office/bodies/template.xlsx", "/office/bodies/template.csv", "/office/bodies/template.csv?lang=en"] {
        let answer = admin.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let refused = preview(&admin, &site.bodies.district, "t", &answer.bytes).await;
        assert!(refused.text().contains("没有内容"), "{path}: {}", refused.text());
    }
}
