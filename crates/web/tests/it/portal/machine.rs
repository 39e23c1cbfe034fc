use quick_xml::Reader;
use quick_xml::events::Event;

use super::html::Page;
use super::press::printed;

/// The elements of a document in order, with their text; fails when it is not well-formed.
fn elements(xml: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let mut elements: Vec<(String, String)> = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                start.attributes().for_each(|attribute| assert!(attribute.is_ok()));
                depth += 1;
                elements.push((start.name().as_ref().to_owned(), String::new()));
            }
            Event::Empty(start) => {
                start.attributes().for_each(|attribute| assert!(attribute.is_ok()));
                elements.push((start.name().as_ref().to_owned(), String::new()));
            }
            Event::Text(text) => {
                if let Some((_, of)) = elements.last_mut() {
                    of.push_str(text.trim());
                }
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    elements
}

fn count(elements: &[(String, String)], name: &str) -> usize {
    elements.iter().filter(|(element, _)| element == name).count()
}

#[tokio::test]
async fn the_feed_is_atom_with_the_newest_first() {
    let (site, _) = printed().await;
    let answer = site.anybody().get("/feed.atom").await;
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let feed = elements(&answer.text());
    assert_eq!((count(&feed, "entry"), count(&feed, "feed")), (7, 1));
    for (name, per) in [("id", 8), ("title", 8), ("updated", 8), ("name", 8), ("published", 7), ("summary", 7)] {
        assert_eq!(count(&feed, name), per, "{name}");
    }
    let ids: std::collections::BTreeSet<_> = feed.iter().filter(|(name, _)| name == "id").map(|(_, id)| id).collect();
    assert_eq!(ids.len(), 8);
    for (_, moment) in feed.iter().filter(|(name, _)| name == "updated" || name == "published") {
        assert!(moment.parse::<jiff::Timestamp>().is_ok(), "{moment}");
    }
    assert!(answer.text().contains("更正原因：表三一处数字有误"));
}

#[tokio::test]
async fn the_sitemap_lists_reports_and_bodies_once() {
    let (site, _) = printed().await;
    let answer = site.anybody().get("/sitemap.xml").await;
    let map = elements(&answer.text());
    let addresses: Vec<&String> = map.iter().filter(|(name, _)| name == "loc").map(|(_, text)| text).collect();
    let once: std::collections::BTreeSet<_> = addresses.iter().collect();
    assert_eq!(once.len(), addresses.len());
    assert!(addresses.iter().any(|of| of.ends_with(&format!("/reports/{}/2022", site.bodies.street))));
    assert!(addresses.iter().any(|of| of.ends_with(&format!("/bodies/{}", site.bodies.bureau))));
    assert_eq!(count(&map, "xhtml:link"), 2 * addresses.len());
    let robots = site.anybody().get("/robots.txt").await;
    assert!(
        robots.text().contains("Sitemap: http://127.0.0.1:7110/sitemap.xml")
            && robots.text().contains("Disallow: /office")
    );
    assert!(robots.header("content-type").starts_with("text/plain"));
    assert!(site.anybody().get("/favicon.ico").await.header("location").starts_with("/assets/favicon"));
}

#[tokio::test]
async fn open_data_has_every_report_and_every_cell() {
    let (site, issues) = printed().await;
    let reports = site.anybody().get("/open-data/reports.csv").await.text();
    assert_eq!(reports.lines().count(), 1 + 6);
    let header: Vec<&str> = reports.trim_start_matches('\u{feff}').lines().next().unwrap().split(',').collect();
    let at = header.iter().position(|name| *name == "requests_received").unwrap();
    let row = reports.lines().find(|line| line.contains("青禾街道办事处") && line.contains(",2023,")).unwrap();
    let received = issues[4].report.cells.number("t3.new_received.total").unwrap();
    assert_eq!(row.split(',').nth(at).unwrap(), received.to_string());
    let json = site.anybody().get("/open-data/reports.json").await.json();
    assert_eq!(json["reports"].as_array().unwrap().len(), 6);
    assert_eq!(site.anybody().get("/open-data/reports.csv?year=abc").await.status.as_u16(), 400);
    let of_year = site.anybody().get("/open-data/reports.csv?year=2021").await.text();
    assert_eq!(of_year.lines().count(), 2);
    let cells = site.anybody().get("/open-data/cells.csv?year=2023").await.text();
    assert_eq!(cells.lines().count(), 1 + 3 * 200);
    let street = site.bodies.street.as_str();
    for (address, cell) in &issues[4].report.cells.0 {
        let start = format!("{street},青禾街道办事处,2023,2021,{address},value,{},", cell.value.unwrap().normalize());
        assert!(cells.lines().any(|line| line.starts_with(&start)), "{start}");
    }
    // The unit of the value stands beside it, and apart from that which was written.
    let columns: Vec<&str> = cells.lines().next().unwrap().trim_start_matches('\u{feff}').split(',').collect();
    let column = |name: &str| columns.iter().position(|column| *column == name).unwrap();
    let (value, value_unit, unit) = (column("value"), column("value_unit"), column("unit"));
    for line in cells.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let is_money = !fields[value].is_empty() && !fields[unit].is_empty();
        assert_eq!(fields[value_unit], if is_money { "元" } else { "" }, "{line}");
    }
    assert!(cells.contains(",元,"), "{cells}");
    let bodies = site.anybody().get("/open-data/bodies.csv").await.text();
    assert_eq!(bodies.lines().count(), 1 + 8);
    // Every field that is in a file is explained, in both languages.
    for lang in ["zh-CN", "en"] {
        let page = site.anybody().get(&format!("/open-data?lang={lang}")).await.text();
        let page = Page::checked("/open-data", &page);
        let explained = page.text("main");
        for field in header
            .iter()
            .chain(&cells.lines().next().unwrap().trim_start_matches('\u{feff}').split(',').collect::<Vec<_>>())
        {
            assert!(explained.contains(field), "{field}");
        }
    }
}
