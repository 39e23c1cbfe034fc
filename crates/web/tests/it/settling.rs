//! One doubtful file after the other; limits and kinds of files that come in.

use axum::http::StatusCode;
use gongkai_store::id::BatchId;
use gongkai_store::people::Role;
use gongkai_store::uploads::{self, State as FileState, Upload};

use crate::collecting::{open, report, upload, work, zip};
use crate::test_app::{Browser, TestApp};

async fn files(site: &TestApp, batch_page: &str) -> Vec<Upload> {
    let batch = BatchId::parse(batch_page.rsplit('/').next().unwrap()).unwrap();
    uploads::of_batch(&mut &site.app.database, &batch).await.unwrap().into_iter().map(|file| file.upload).collect()
}

#[tokio::test]
async fn what_is_settled_leads_to_the_next_doubtful_file_and_at_last_to_the_batch() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let named = |name: &str| report(name, 2023);
    let (one, two, three) = (named("青禾街道分部"), named("云溪镇分部"), "关于报送材料的通知".as_bytes());
    let sent: [(&str, &[u8]); 4] =
        [("甲.txt", &one), ("乙.txt", &two), ("丙.txt", three), ("青禾街道.txt", &named("青禾街道"))];
    let batch = upload(&office, &id, &sent).await;
    work(&site).await;
    let files = files(&site, &batch).await;
    let path = |name: &str| {
        let file = files.iter().find(|file| file.name == name && file.state == FileState::Doubtful);
        format!("/office/uploads/{}", file.unwrap_or_else(|| panic!("{name}: {files:?}")).id)
    };
    let (first, second, third) = (path("甲.txt"), path("乙.txt"), path("丙.txt"));
    let settled = |page: &str, by: &str| format!("{page}?settled={}", by.rsplit('/').next().unwrap());

    // From the middle to the next, from the last to the first that is left.
    let assign = [("body", site.bodies.township.as_str()), ("year", "2023")];
    let answer = office.post(&format!("{second}/assign"), &assign).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, &*settled(&third, &second)));
    let page = office.get(answer.header("location")).await.text();
    let note = "“乙.txt”已归入云溪镇人民政府 2023 年度。</p><p>同批还有 2 个文件待确认。";
    assert!(page.contains(note) && page.contains("<h1>丙.txt</h1>"), "{page}");
    let english = office.get(&format!("{}&lang=en", answer.header("location"))).await.text();
    assert!(english.contains("2 more files sent with it are to be confirmed."), "{english}");

    let answer = office.post(&format!("{third}/set-aside"), &[("reason", "不是年报")]).await;
    assert_eq!(answer.header("location"), settled(&first, &third));
    let page = office.get(answer.header("location")).await.text();
    assert!(page.contains("“丙.txt”已搁置。</p><p>同批还有 1 个文件待确认。"), "{page}");

    let answer = office.post(&format!("{first}/set-aside"), &[("reason", "重复")]).await;
    assert_eq!(answer.header("location"), settled(&batch, &first));
    let page = office.get(answer.header("location")).await.text();
    assert!(page.contains("“甲.txt”已搁置。</p><p>同批文件没有待确认的了。"), "{page}");
    // What somebody made up says nothing.
    for made_up in ["?settled=x", "?settled=018d0a24c00070008000000000000001", ""] {
        let page = office.get(&format!("{batch}{made_up}")).await;
        assert!(page.status == StatusCode::OK && !page.text().contains("notice-success"), "{made_up}");
    }
}

#[tokio::test]
async fn what_is_settled_already_is_not_offered_to_be_settled() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let twin = report("青禾街道", 2023);
    let notice = "关于报送材料的通知".as_bytes();
    let batch = upload(&office, &id, &[("甲.txt", &twin), ("乙.txt", &twin), ("通知.txt", notice)]).await;
    work(&site).await;
    let offers = async || office.get(&batch).await.text().matches(">确认</a>").count();
    assert_eq!(offers().await, 1, "the notice, not the duplicate");
    let notice = files(&site, &batch).await.into_iter().find(|file| file.state == FileState::Doubtful).unwrap();
    office.post(&format!("/office/uploads/{}/set-aside", notice.id), &[("reason", "不是年报")]).await;
    assert_eq!(offers().await, 0);
}

#[tokio::test]
async fn one_limit_holds_for_files_alone_and_in_archives() {
    let site = TestApp::with_upload_limit(2 << 20).await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let send = format!("/office/collections/{id}/uploads");
    let page = office.get(&send).await.text();
    assert!(page.contains("每个文件不超过 2 MB") && page.contains("data-max-bytes=\"2097152\""), "{page}");
    let large = vec![b'0'; (2 << 20) + 1];
    let from = office.at(&site).with("referer", &format!("http://localhost{send}"));
    let alone = from.post_files(&send, &[], &[("files", "大.txt", &large)]).await;
    assert_eq!(alone.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(alone.text().contains("“大.txt”超过 2 MB") && alone.text().contains("回到填写的页面"), "{}", alone.text());

    let fits = vec![b'0'; 2 << 20];
    let packed = zip(&[("大.txt", &large), ("合适.txt", &fits)]);
    let batch = upload(&office, &id, &[("各单位.zip", &packed)]).await;
    work(&site).await;
    let files = files(&site, &batch).await;
    let state = |name: &str| files.iter().find(|file| file.name.ends_with(name)).unwrap().state;
    assert_eq!((state("大.txt"), state("合适.txt")), (FileState::Unreadable, FileState::Doubtful));
    assert!(office.get(&batch).await.text().contains("文件超过 2 MB"));
}

#[tokio::test]
async fn of_a_picture_the_original_is_asked_for() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let batch = upload(&office, &id, &[("年报.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF")]).await;
    work(&site).await;
    let page = office.get(&batch).await.text();
    assert!(page.contains("文件内容为“jpg 图片”") && page.contains("请报送电子原件"), "{page}");
    assert!(!page.contains("请另存为"), "{page}");
}

/// A page that is one picture, as a scanner makes it.
fn scan() -> Vec<u8> {
    let stream = |dict: &str, data: &str| format!("<<{dict}/Length {}>>\nstream\n{data}\nendstream", data.len());
    let picture = "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>".to_owned(),
        stream("", "q 595 0 0 842 0 0 cm /X Do Q"),
        stream(picture, "0"),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = file.len();
    let size = objects.len() + 1;
    format!("{file}{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").into_bytes()
}

#[tokio::test]
async fn a_scan_is_told_to_be_one_and_asked_about_before_it_is_a_body_s() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let batch = upload(&office, &id, &[("青禾街道2023年年报.pdf", &scan())]).await;
    work(&site).await;
    let files = files(&site, &batch).await;
    let [file] = files.as_slice() else { panic!("{files:?}") };
    let code = file.problem.as_ref().map(|problem| problem.code.as_str());
    assert_eq!((file.state, code), (FileState::Doubtful, Some("upload-scanned")));
    let path = format!("/office/uploads/{}", file.id);
    assert!(office.get(&batch).await.text().contains("扫描件，没有文字层"));
    let page = office.get(&path).await.text();
    assert!(page.contains("扫描件，没有文字层"), "{page}");

    // Its name tells whose it is; that nothing can be read in it has to be meant.
    let assign = [("body", site.bodies.street.as_str()), ("year", "2023")];
    let asked = office.post(&format!("{path}/assign"), &assign).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.text());
    assert!(asked.text().contains("文件内容不像年度报告"), "{}", asked.text());
}

/// How many entries of the journal say that something was done.
async fn journalled(site: &TestApp, action: &str) -> usize {
    let filter = gongkai_store::journal::Filter { action: Some(action.to_owned()), ..Default::default() };
    gongkai_store::journal::entries(&mut &site.app.database, &filter, 99).await.unwrap().len()
}

/// The values of hidden fields of a page.
fn hidden<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("type=\"hidden\" name=\"{name}\" value=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn several_are_set_aside_for_one_reason_after_one_question() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let notice = |text: &str| format!("关于{text}的通知").into_bytes();
    let (one, two, three) = (notice("放假"), notice("培训"), notice("会议"));
    let batch = upload(&office, &id, &[("甲.txt", &one), ("乙.txt", &two), ("丙.txt", &three)]).await;
    work(&site).await;
    let files = files(&site, &batch).await;
    for list in [batch.clone(), format!("/office/collections/{id}/uploads")] {
        let page = office.get(&list).await.text();
        assert_eq!(page.matches("type=\"checkbox\" name=\"upload\"").count(), 3, "{list}");
        assert_eq!(hidden(&page, "shown").len(), 3, "{list}: all shown, without scripts");
    }
    let ids: Vec<&str> = files.iter().map(|file| file.id.as_str()).collect();
    let two = [("upload", ids[0]), ("upload", ids[1]), ("action", "set-aside")];
    let page = office.post_and_follow("/office/uploads/chosen", &two).await.text();
    assert!(page.contains("选中 2 个文件，其中 2 个可以办理") && page.contains("甲.txt"), "{page}");
    assert_eq!(hidden(&page, "upload"), ids[..2]);
    assert_eq!(journalled(&site, "upload_set_aside").await, 0, "nothing is done yet");
    let asked = office.post("/office/uploads/settle", &two).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text().contains("必须填写") && hidden(&asked.text(), "upload") == ids[..2], "{}", asked.text());
    let told = office
        .post_and_follow("/office/uploads/settle", &[two.as_slice(), &[("reason", "不是年报")]].concat())
        .await
        .text();
    assert!(told.contains("已搁置 2 个文件") && told.contains(&format!("{batch}?show=doubtful")), "{told}");
    assert_eq!(journalled(&site, "upload_set_aside").await, 2);
    pages_are_read_again(&office, ids[0], ids[1]).await;
    // All shown, without scripts; what was settled meanwhile is told and left.
    let shown = [("shown", ids[0]), ("shown", ids[2]), ("all", "yes"), ("action", "set-aside")];
    let page = office.post_and_follow("/office/uploads/chosen", &shown).await.text();
    assert!(page.contains("选中 2 个文件，其中 1 个可以办理") && page.contains("文件已经处理过"), "{page}");
    assert_eq!(hidden(&page, "upload"), [ids[2]]);
    let late = [("upload", ids[0]), ("upload", ids[2]), ("action", "set-aside"), ("reason", "不是年报")];
    let told = office.post_and_follow("/office/uploads/settle", &late).await.text();
    assert!(told.contains("已搁置 1 个文件") && told.contains("未办理 1 个") && told.contains("甲.txt"), "{told}");
    assert!(!office.get(&batch).await.text().contains("name=\"upload\""), "nothing is left to tick");
    let nobody = office.post_and_follow("/office/uploads/chosen", &[("action", "assign")]).await.text();
    assert!(nobody.contains("没有选中文件"), "{nobody}");
    let auditor = site.sign_in_as(Role::Auditor, &site.bodies.district).await;
    assert!(!auditor.get(&batch).await.text().contains("/office/uploads/chosen"));
}

/// The page that asks and the one that tells what was done have addresses of their own: they are there in another language,
/// too, as is a form that was not taken.
async fn pages_are_read_again(office: &Browser<'_>, one: &str, two: &str) {
    let query = format!("action=set-aside&uploads={one}.{two}");
    for path in ["chosen", "settle"] {
        let page = office.get(&format!("/office/uploads/{path}?{query}&lang=en")).await.text();
        assert!(page.contains("2 files chosen") && page.contains("甲"), "{path}: {page}");
    }
    let again = [("upload", one), ("upload", two), ("action", "set-aside"), ("reason", "不是年报")];
    let address = office.post("/office/uploads/settle", &again).await.header("location").to_owned();
    let page = office.get(&format!("{address}&lang=en")).await.text();
    assert!(page.contains("Files set aside: 0") && page.contains("Not done: 2") && page.contains("乙"), "{page}");
    // No address claims what was never done.
    let claimed = office.get(&format!("/office/uploads/settled?action=set-aside&done={one}.{two}")).await;
    assert_eq!((claimed.status, claimed.header("location")), (StatusCode::SEE_OTHER, "/office/collections"));
}

#[tokio::test]
async fn several_are_looked_at_again_once_the_roll_is_mended() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let call = async |name: &str| {
        let mut transaction = site.app.database.begin().await.unwrap();
        let mut body = gongkai_store::bodies::by_id(&mut transaction, &site.bodies.township).await.unwrap();
        body.name = name.to_owned();
        gongkai_store::bodies::update(&mut transaction, &body).await.unwrap();
        transaction.commit().await.unwrap();
    };
    // The township stands on the roll under another name when its report comes.
    call("白石镇人民政府").await;
    let notice = "关于放假的通知".as_bytes();
    let batch = upload(&office, &id, &[("甲.txt", &report("云溪镇", 2023)), ("乙.txt", notice)]).await;
    work(&site).await;
    call("云溪镇人民政府").await;
    let before = files(&site, &batch).await;
    assert!(before.iter().all(|file| file.state == FileState::Doubtful), "{before:?}");
    for list in [batch.clone(), format!("/office/collections/{id}/uploads")] {
        let page = office.get(&list).await.text();
        assert!(page.contains("value=\"look-again\">重新识别选中的<"), "{list}: {page}");
        let (above, table) = page.split_once("<tbody><tr><td class=\"check-column\">").unwrap();
        assert!(above.contains("data-check-all=\"upload\"") && !table.contains("data-check-all"), "{list}: {page}");
    }
    let ids: Vec<&str> = before.iter().map(|file| file.id.as_str()).collect();
    let both = [("upload", ids[0]), ("upload", ids[1]), ("action", "look-again")];
    let page = office.post_and_follow("/office/uploads/chosen", &both).await.text();
    assert!(page.contains("选中 2 个文件，其中 2 个可以办理") && page.contains("按现在的名册"), "{page}");
    assert_eq!((hidden(&page, "upload"), hidden(&page, "action")), (ids.clone(), vec!["look-again"]));
    assert_eq!(journalled(&site, "upload_looked_at_again").await, 0, "nothing is done yet");
    let told = office.post_and_follow("/office/uploads/settle", &both).await.text();
    assert!(told.contains("已安排重新识别 2 个文件") && told.contains(&format!("{batch}?show=doubtful")), "{told}");
    assert_eq!(journalled(&site, "upload_looked_at_again").await, 2);
    let again = office.post_and_follow("/office/uploads/settle", &both).await.text();
    assert!(again.contains("已安排重新识别 0 个文件") && again.contains("未办理 2 个"), "they are being read: {again}");
    work(&site).await;
    let states: Vec<_> = files(&site, &batch).await.into_iter().map(|file| (file.name, file.state)).collect();
    let expected = [("甲.txt".to_owned(), FileState::Matched), ("乙.txt".to_owned(), FileState::Doubtful)];
    assert_eq!(states, expected);
    let auditor = site.sign_in_as(Role::Auditor, &site.bodies.district).await;
    assert_eq!(auditor.post("/office/uploads/settle", &both).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn several_are_given_to_what_is_suggested() {
    let site = TestApp::new().await;
    let office = site.sign_in_as(Role::Supervisor, &site.bodies.district).await;
    let id = open(&office, &site.bodies.district, 2023).await;
    let named = |name: &str| report(name, 2023);
    let (one, two, three) = (named("青禾街道分部"), named("云溪镇分部"), "关于报送材料的通知".as_bytes());
    let twin = report("云溪镇分部二", 2023);
    let sent: [(&str, &[u8]); 4] = [("甲.txt", &one), ("乙.txt", &two), ("丙.txt", three), ("丁.txt", &twin)];
    let batch = upload(&office, &id, &sent).await;
    work(&site).await;
    let files = files(&site, &batch).await;
    let id_of = |name: &str| files.iter().find(|file| file.name == name).unwrap().id.as_str();
    let chosen = |names: &[&str]| {
        let ids = names.iter().map(|name| ("upload", id_of(name)));
        ids.chain([("action", "assign")]).collect::<Vec<_>>()
    };
    let page = office
        .post_and_follow("/office/uploads/chosen", &chosen(&["甲.txt", "乙.txt", "丙.txt", "丁.txt"]))
        .await
        .text();
    assert!(page.contains("选中 4 个文件，其中 1 个可以办理"), "{page}");
    assert!(page.contains("没有明确的建议，请逐个确认"), "the notice: {page}");
    assert_eq!(page.matches("不止一个归入这个机关").count(), 2, "nobody said which is the newer one: {page}");
    let page = office.post_and_follow("/office/uploads/chosen", &chosen(&["甲.txt", "乙.txt", "丙.txt"])).await.text();
    assert!(page.contains("青禾街道办事处 2023 年度年报") && page.contains("云溪镇人民政府 2023 年度年报"), "{page}");
    assert!(page.contains("青禾街道分部2023年") && page.contains("云溪镇分部2023年"), "their titles: {page}");
    let gives = hidden(&page, "give");
    assert_eq!(gives.len(), 2);
    assert_eq!(journalled(&site, "upload_assigned").await, 0, "nothing is done yet");
    let form: Vec<(&str, &str)> = chosen(&["甲.txt", "乙.txt"]);
    let form = [form.as_slice(), &gives.iter().map(|give| ("give", *give)).collect::<Vec<_>>()].concat();
    let told = office.post_and_follow("/office/uploads/settle", &form).await.text();
    assert!(told.contains("已归入 2 个文件") && !told.contains("未办理"), "{told}");
    assert_eq!(journalled(&site, "upload_assigned").await, 2);
    let row = crate::collecting::row(&site, &id, &site.bodies.township).await;
    assert!(row.obligation.report.is_some());
    // Sent again, everything is done already.
    let again = office.post_and_follow("/office/uploads/settle", &form).await.text();
    assert!(again.contains("已归入 0 个文件") && again.contains("未办理 2 个"), "{again}");
    // What is another office's is nobody's to settle here.
    let other = site.sign_in_as(Role::Supervisor, &site.bodies.foreign_district).await;
    assert_eq!(other.post("/office/uploads/settle", &form).await.status, StatusCode::NOT_FOUND);
}
