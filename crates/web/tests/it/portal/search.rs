use super::html::Page;
use super::press::{printed, publish};

#[tokio::test]
async fn words_are_found_in_bodies_titles_and_text_and_marked() {
    let (site, issues) = printed().await;
    let get = |query: &'static str| {
        let site = &site;
        async move {
            let address = format!("/search?{query}");
            Page::checked(&address, &site.anybody().get(&address).await.text())
        }
    };
    // 青禾: a street, a community, and the four current reports of the street.
    let page = get("q=%E9%9D%92%E7%A6%BE").await;
    assert!(page.text("#found-bodies + ul").contains("青禾社区"));
    assert_eq!(page.all("section.card").len(), 4);
    assert!(page.all("section.card h3 mark").iter().all(|mark| mark.text().collect::<String>() == "青禾"));
    let year = get("q=%E9%9D%92%E7%A6%BE&year=2021").await;
    assert_eq!(year.all("section.card").len(), 1);
    let both = get("q=%E4%BA%91%E6%BA%AA+%E9%9D%92%E7%A6%BE").await;
    assert_eq!(both.all("section.card").len(), 0);
    let word: String = issues[4].report.sections[0].lines[0].text.chars().take(6).collect();
    let encoded: String = form_urlencoded::byte_serialize(word.as_bytes()).collect();
    let address = format!("/search?q={encoded}");
    let text = Page::checked(&address, &site.anybody().get(&address).await.text());
    assert!(!text.all("section.card p mark").is_empty());
    let none = get("q=%E5%AD%99%E6%82%9F%E7%A9%BA").await;
    assert!(none.text("main").contains("没有找到含“孙悟空”的内容"));
}

#[tokio::test]
async fn many_hits_are_spread_over_pages() {
    let (site, _) = printed().await;
    let bureau = site.bodies.bureau.clone();
    for year in 2000..2030 {
        publish(&site, &bureau, "示例区财政局", year, 1, None).await;
    }
    let get = |page: u32| {
        let site = &site;
        async move {
            let address = format!("/search?q=%E8%B4%A2%E6%94%BF%E5%B1%80&page={page}");
            Page::checked(&address, &site.anybody().get(&address).await.text())
        }
    };
    let (first, second) = (get(1).await, get(2).await);
    assert_eq!((first.all("section.card").len(), second.all("section.card").len()), (20, 10));
    assert!(first.text(".pagination p").contains("第 1–20 条，共 30 条"));
    assert_eq!(first.all(".pagination a[rel=next]").len(), 1);
    assert!(second.text(".pagination [aria-current]").contains('2'));
    // Beyond the last page the last one is shown.
    assert_eq!(get(99).await.all("section.card").len(), 10);
}
