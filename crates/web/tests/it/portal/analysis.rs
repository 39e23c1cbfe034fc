use std::collections::BTreeSet;

use axum::http::StatusCode;
use gongkai_documents::{Limits, read as read_document};
use gongkai_report::trend::Figure;

use super::html::Page;
use super::press::printed;

#[tokio::test]
async fn a_body_s_figures_over_the_years_are_drawn_from_their_table_and_can_be_had() {
    let (site, issues) = printed().await;
    let street = &site.bodies.street;
    let address = format!("/bodies/{street}");
    let page = Page::checked(&address, &site.anybody().get(&address).await.text());
    assert_eq!(page.all("figure.chart table[data-chart=line]").len(), 5);
    let rows: Vec<String> = page.all("table[data-chart]")[0]
        .select(&scraper::Selector::parse("tbody tr").unwrap())
        .map(|row| {
            row.select(&scraper::Selector::parse("td").unwrap()).next().unwrap().attr("data-value").unwrap().to_owned()
        })
        .collect();
    let received =
        |index: usize| Figure::RequestsReceived.value(&issues[index].report).unwrap().normalize().to_string();
    assert_eq!(rows, [received(0), received(1), received(3), received(4)]);
    let csv = site.anybody().get(&format!("{address}/trend-requests.csv")).await;
    assert!(csv.header("content-type").starts_with("text/csv"));
    let line = format!(",{},,2021,false", received(4));
    let of_2023 = |of: &&str| of.starts_with("青禾街道办事处,2023,requests_received,") && of.ends_with(&line);
    assert_eq!(csv.text().lines().filter(of_2023).count(), 1, "{line}: {}", csv.text());
    // Documents in force are asked for since 2021 only: the gap says so.
    let documents = site.anybody().get(&format!("{address}/trend-documents.csv")).await.text();
    assert!(
        documents.contains("2020,normative_documents_in_force") && documents.contains(",,not-asked,2019,false"),
        "{documents}"
    );
    assert!(
        documents.lines().any(|of| of.contains("2021,normative_documents,") && of.ends_with(",2021,true")),
        "{documents}"
    );
}

#[tokio::test]
async fn two_reports_stand_side_by_side() {
    let (site, issues) = printed().await;
    let street = &site.bodies.street;
    let address = format!("/compare?a={street}&a-year=2021&b={street}&b-year=2023");
    let page = Page::checked(&address, &site.anybody().get(&address).await.text());
    let text = page.text("main");
    assert!(text.contains("青禾街道办事处2023年") || text.contains("青禾街道办事处 2023 年"), "{text}");
    let value = |index: usize| issues[index].report.cells.number("t3.new_received.total").unwrap();
    let difference = value(4) - value(1);
    let row = page
        .all("tr")
        .into_iter()
        .find(|row| row.text().any(|text| text.contains("一、本年新收政府信息公开申请数量 · 总计")));
    let cells: Vec<String> = row.unwrap().text().map(str::to_owned).collect();
    assert!(cells.contains(&value(1).to_string()) && cells.contains(&value(4).to_string()), "{cells:?}");
    assert!(cells.iter().any(|cell| cell.trim_start_matches('+') == difference.to_string()), "{cells:?} {difference}");
    for file in ["compare.docx", "compare.xlsx", "compare.csv", "compare.json"] {
        let answer = site.anybody().get(&address.replace("/compare?", &format!("/compare/{file}?"))).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
        assert!(!answer.bytes.is_empty());
    }
    let csv = site.anybody().get(&address.replace("/compare?", "/compare/compare.csv?")).await.text();
    let line = format!(
        "t3.new_received.total,一、本年新收政府信息公开申请数量 · 总计,{},{},{difference},",
        value(1),
        value(4)
    );
    assert!(csv.starts_with("\u{feff}数据编号,项目,青禾街道办事处") && csv.contains(&line), "{csv}");
    let json = site.anybody().get(&address.replace("/compare?", "/compare/compare.json?")).await.json();
    assert_eq!(json["schema"].as_str(), Some("gongkai.compare/1"));
    // Files of two years say nothing of one report; a report beside itself is told so.
    assert!(!text.contains("同一"), "{text}");
    let itself = format!("/compare?a={street}&a-year=2023&b={street}&b-year=2023");
    let page = Page::checked(&itself, &site.anybody().get(&itself).await.text());
    assert!(page.text(".notice-warning").contains("两边选的是同一份报告"), "{}", page.text("main"));
    assert!(page.text("main").contains("两边的数据和文字完全相同"), "{}", page.text("main"));
    let english = site.anybody().get(&format!("{itself}&lang=en")).await.text();
    assert!(english.contains("Both sides are the same report"), "{english}");
    let absent = site.anybody().get(&format!("/compare?a={street}&a-year=2019&b={street}&b-year=2021")).await;
    assert!(absent.text().contains("没有发布青禾街道办事处 2019 年的报告"), "{}", absent.text());
}

#[tokio::test]
async fn the_league_ranks_who_has_a_figure_and_lists_who_lacks_it_apart() {
    let (site, issues) = printed().await;
    let district = &site.bodies.district;
    let address = format!("/league?body={district}&year=2023&figure=requests_received");
    let page = Page::checked(&address, &site.anybody().get(&address).await.text());
    let names: Vec<String> = page.all("main > .table-scroll tbody th").iter().map(|of| of.text().collect()).collect();
    let value = |index: usize| Figure::RequestsReceived.value(&issues[index].report).unwrap();
    let mut expected = [(value(4), "青禾街道办事处"), (value(5), "云溪镇人民政府")];
    expected.sort_by_key(|of| std::cmp::Reverse(of.0));
    assert_eq!(names, [expected[0].1, expected[1].1, "示例区财政局"]);
    assert!(page.text("main").contains("没有数据不等于零"));
    let csv = site.anybody().get(&address.replace("/league?", "/league/league.csv?")).await.text();
    assert!(csv.lines().any(|line| line.starts_with("1,") && line.contains(expected[0].1)), "{csv}");
    assert!(
        csv.lines().any(|line| line.starts_with(',') && line.contains("示例区财政局") && line.ends_with("no-report")),
        "{csv}"
    );
}

#[tokio::test]
async fn totals_leave_out_who_has_not_published_and_say_so() {
    let (site, issues) = printed().await;
    let district = &site.bodies.district;
    let address = format!("/totals?body={district}&year=2023");
    let page = Page::checked(&address, &site.anybody().get(&address).await.text());
    assert_eq!(page.text("#absent + p + ul"), "示例区财政局 尚未发布");
    // The district's own report, which sums its members up, is not among them.
    let json = site.anybody().get(&format!("/totals/total.json?body={district}&year=2023")).await.json();
    assert_eq!(json["counted"].as_i64(), Some(2));
    // Published reports are not checked here, so nothing may look as if none had a fault.
    assert!(json.get("findings").is_none() && json["members"][0].get("errors").is_none());
    assert!(!page.text("main").contains("核查该单位"));
    let sum = |address: &str| {
        issues[4].report.cells.number(address).unwrap() + issues[5].report.cells.number(address).unwrap()
    };
    let total = json["cells"]["t3.new_received.total"]["sum_given"].as_str().unwrap();
    assert_eq!(total, sum("t3.new_received.total").to_string());
    for file in ["total.xlsx", "total.docx", "total.pdf", "total.csv"] {
        let answer = site.anybody().get(&format!("/totals/{file}?body={district}&year=2023")).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}");
    }
    let csv = site.anybody().get(&format!("/totals/total.csv?body={district}&year=2023")).await.text();
    assert!(csv.starts_with("\u{feff}数据编号,项目,"), "{csv}");
    let line = format!("t3.new_received.total,一、本年新收政府信息公开申请数量 · 总计,{total},2,2,");
    assert!(csv.lines().any(|one| one.starts_with(&line)), "{csv}");
    let docx = site.anybody().get(&format!("/totals/total.docx?body={district}&year=2023")).await;
    let document = read_document(&docx.bytes, &Limits::default()).unwrap();
    let read = gongkai_report::read(&document);
    assert_eq!(read.cells.number("t3.new_received.total"), Some(sum("t3.new_received.total")));
}

#[tokio::test]
async fn a_total_of_everything_below_counts_nobody_twice() {
    let (site, _) = printed().await;
    let city = &site.bodies.city;
    let counted = |scope: &'static str| {
        let site = &site;
        async move {
            let json = site.anybody().get(&format!("/totals/total.json?body={city}&year=2023{scope}")).await.json();
            let body = |member: &serde_json::Value| member["body"].as_str().unwrap().to_owned();
            json["members"].as_array().unwrap().iter().map(body).collect::<BTreeSet<_>>()
        }
    };
    assert_eq!(counted("").await, BTreeSet::from(["示例区人民政府".to_owned()]));
    let all = ["青禾街道办事处", "云溪镇人民政府"].map(str::to_owned);
    assert_eq!(counted("&scope=all").await, BTreeSet::from(all));
}
