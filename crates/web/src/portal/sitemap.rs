//! What pages there are: for people, and for search engines (the sitemap protocol, robots.txt).

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_app::publishing::view;
use gongkai_law::Lang;
use gongkai_store::publications::Listed;

use super::asked::{Address, Asked, made};
use super::form_table::escaped;
use super::head::Head;
use crate::cache::Made;
use crate::error::Failure;
use crate::frame::Frame;

#[derive(Debug, Template)]
#[template(path = "portal/sitemap.html")]
struct SitemapPage {
    frame: Frame,
    head: Head,
    years: Vec<(i16, Vec<Listed>)>,
}

/// Pages that are always there.
const PAGES: [(&str, &str); 12] = [
    ("/", "portal-home"),
    ("/guide", "column-guide"),
    ("/rules", "column-rules"),
    ("/catalogue", "column-catalogue"),
    ("/reports", "column-reports"),
    ("/requests", "column-requests"),
    ("/bodies", "portal-bodies"),
    ("/compare", "portal-compare-title"),
    ("/league", "portal-league-title"),
    ("/totals", "portal-totals-title"),
    ("/search", "frame-search"),
    ("/open-data", "portal-open-data"),
];

/// The most addresses one sitemap may have.
const MOST: usize = 50_000;

impl SitemapPage {
    fn pages() -> [(&'static str, &'static str); 12] {
        PAGES
    }
}

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let address = Address::path("/sitemap");
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let mut years: Vec<(i16, Vec<Listed>)> = Vec::new();
            for listed in view::all(asked.site.app()).await? {
                match years.last_mut() {
                    Some((year, of_year)) if *year == listed.year => of_year.push(listed),
                    _ => years.push((listed.year, vec![listed])),
                }
            }
            let head = asked.head(&frame, &address, "portal-sitemap", frame.t("portal-sitemap"));
            made(&SitemapPage { frame, head, years })
        })
        .await
}

pub(super) async fn xml(asked: Asked) -> Result<Response, Failure> {
    let address = Address::path("/sitemap.xml");
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let base = asked.site.config().public_url.trim_end_matches('/');
            let mut xml = String::from(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset \
                 xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
            );
            let reports = view::all(asked.site.app()).await?;
            let fixed = PAGES.iter().filter(|(path, _)| *path != "/search").map(|(path, _)| ((*path).to_owned(), None));
            let of_reports =
                reports.iter().map(|of| (format!("/reports/{}/{}", of.body, of.year), Some(of.published_at)));
            let of_bodies = tree.bodies().iter().map(|body| (format!("/bodies/{}", body.id), Some(body.updated_at)));
            for (path, changed) in fixed.chain(of_reports).chain(of_bodies).take(MOST) {
                xml.push_str("<url><loc>");
                xml.push_str(&escaped(&format!("{base}{path}")));
                xml.push_str("</loc>");
                if let Some(changed) = changed {
                    let day = gongkai_app::beijing(changed).date();
                    xml.push_str(&format!("<lastmod>{day}</lastmod>"));
                }
                for lang in [Lang::ZhCn, Lang::En] {
                    let href = Address::new(&path, &[("lang", lang.tag())]).whole();
                    xml.push_str(&format!(
                        "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                        lang.tag(),
                        escaped(&format!("{base}{href}"))
                    ));
                }
                xml.push_str("</url>\n");
            }
            xml.push_str("</urlset>\n");
            Ok(Made::shown("application/xml; charset=utf-8", xml))
        })
        .await
}

pub(super) async fn robots(asked: Asked) -> Response {
    let base = asked.site.config().public_url.trim_end_matches('/');
    let text = format!(
        "User-agent: *\nDisallow: /office\nDisallow: /account\nDisallow: /sign-in\nDisallow: /api/\nDisallow: /search\n\
         Disallow: /compare?\n\nSitemap: {base}/sitemap.xml\n"
    );
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
    ];
    (headers, text).into_response()
}

/// Programs that look for an icon at the old place find the one there is.
pub(super) async fn icon(asked: Asked) -> Response {
    Redirect::permanent(&asked.site.assets().path("favicon.svg")).into_response()
}
