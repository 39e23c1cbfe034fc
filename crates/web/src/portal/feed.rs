//! The newest publications as an Atom feed (RFC 4287).

use axum::response::Response;
use gongkai_app::publishing::view;
use jiff::Timestamp;

use super::asked::{Address, Asked};
use super::form_table::escaped;
use super::report::why_published;
use crate::cache::Made;
use crate::error::Failure;

/// Entries in the feed.
const ENTRIES: i64 = 50;

pub(super) async fn show(asked: Asked) -> Result<Response, Failure> {
    let address = Address::path("/feed.atom");
    asked
        .kept(&address, || async {
            let tree = asked.tree().await?;
            let frame = asked.frame(&tree);
            let base = asked.site.config().public_url.trim_end_matches('/');
            let listed = view::newest(asked.site.app(), ENTRIES).await?;
            let body_updated = || tree.bodies().iter().map(|body| body.created_at).min();
            let updated =
                listed.first().map(|of| of.published_at).or_else(body_updated).unwrap_or(Timestamp::UNIX_EPOCH);
            let title = format!("{} {}", frame.site_name, frame.t("frame-title"));
            let mut feed = format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
                 xml:lang=\"{}\">\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
                 <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n<link rel=\"alternate\" \
                 type=\"text/html\" href=\"{}\"/>\n<author><name>{}</name></author>\n",
                frame.tag(),
                escaped(&format!("{base}/feed.atom")),
                escaped(title.trim()),
                frame.moment_iso(&updated),
                escaped(&format!("{base}/feed.atom")),
                escaped(&format!("{base}/")),
                escaped(&author(&frame.site_name, frame.t("frame-title"))),
            );
            for of in &listed {
                let page = format!("{base}/reports/{}/{}/versions/{}", of.body, of.year, of.version);
                let summary = why_published(&frame, of);
                let moment = frame.moment_iso(&of.published_at);
                feed.push_str(&format!(
                    "<entry>\n<id>urn:gongkai:publication:{}</id>\n<title>{}</title>\n<published>{moment}</published>\n\
                     <updated>{moment}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
                     <author><name>{}</name></author>\n<summary>{}</summary>\n</entry>\n",
                    of.id,
                    escaped(&of.title),
                    escaped(&page),
                    escaped(&of.body_name),
                    escaped(&summary),
                ));
            }
            feed.push_str("</feed>\n");
            Ok(Made::shown("application/atom+xml; charset=utf-8", feed))
        })
        .await
}

fn author(site: &str, title: String) -> String {
    if site.is_empty() { title } else { site.to_owned() }
}
