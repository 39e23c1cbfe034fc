//! Every form of the office with a field left empty, or too long: what is wrong is told above it by the words of its label.

use axum::http::StatusCode;
use gongkai_store::people::Role;
use scraper::{ElementRef, Html, Selector};

use super::places::{Place, permits, routes};
use super::writes::{attempt, is_elsewhere};
use crate::test_app::TestApp;

/// What a sentence begins with that does not say what it is about.
const BARE: [&str; 6] = ["必须填写", "最多 ", "应在 ", "应填整数", "数太大", "应填"];

/// What a field is called: by its label, or the legend of the fields together, beside it, around it or within it.
fn label(html: &Html, field: &str) -> Option<String> {
    let of = |selector: &str| html.select(&Selector::parse(selector).unwrap()).next();
    let around = || {
        let field = of(&format!("[id='{field}']"))?;
        field.ancestors().filter_map(ElementRef::wrap).find(|element| element.value().name() == "label")
    };
    let found = of(&format!("label[for='{field}']"))
        .or_else(|| of(&format!("fieldset[id='{field}'] > legend")))
        .or_else(around)
        .or_else(|| of(&format!("div[id='{field}'] label")))?;
    // What a label says besides, such as that it is required, is no part of its name.
    found.text().map(str::trim).find(|text| !text.is_empty()).map(str::to_owned)
}

/// Checks every line of the summary of a page; how many there are. What is wrong goes into `faults`.
fn check(page: &str, case: &str, faults: &mut Vec<String>) -> usize {
    let html = Html::parse_document(page);
    let lines = Selector::parse(".error-summary a[href^='#']").unwrap();
    let mut checked = 0;
    for line in html.select(&lines) {
        let field = line.attr("href").unwrap().trim_start_matches('#');
        let said = line.text().collect::<String>();
        let label = label(&html, field);
        let bare = |sentence: &str| BARE.iter().any(|bare| sentence.starts_with(bare));
        if !page.contains(&format!("id=\"{field}\"")) {
            // Nobody can have typed into what is not there now; else the link has to lead somewhere.
            if page.contains(&format!("name=\"{field}\""))
                && !page.contains(&format!("type=\"hidden\" name=\"{field}\""))
            {
                faults.push(format!("{case}: nothing has the id {field}"));
            }
            continue;
        }
        if bare(&said) {
            faults.push(format!("{case}: {said} does not say of which field, {label:?}"));
        }
        if let (Some(label), Some((name, sentence))) = (&label, said.split_once('：'))
            && bare(sentence)
            && name != label
        {
            faults.push(format!("{case}: {said} calls {label} otherwise"));
        }
        checked += 1;
    }
    checked
}

#[tokio::test]
async fn the_summary_above_every_form_names_its_fields_by_their_labels() {
    let (mut lines, mut forms, mut faults) = (0, 0, Vec::new());
    let long = "长".repeat(5_000);
    for (route, permission) in routes(false).filter(|(route, _)| !is_elsewhere(route.path)) {
        let role = |place| Role::ALL.into_iter().find(|role| permits(&route, permission, *role, place));
        let Some((place, role)) = Place::ALL.into_iter().find_map(|place| Some((place, role(place)?))) else {
            continue;
        };
        let before = lines;
        let (mut site, mut field, mut values) = (TestApp::new().await, 0, ["", long.as_str()].into_iter().cycle());
        let mut whole = attempt(&site, route.path, place).await;
        while field < whole.fields.len() {
            let value = values.next().unwrap();
            let kept = std::mem::replace(&mut whole.fields[field].1, value.to_owned());
            let browser = site.sign_in_as(role, &site.bodies.district).await;
            let answer = whole.by(&browser).await;
            let case = format!("{} with {} of {} letters", route.path, whole.fields[field].0, value.len());
            drop(browser);
            if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
                lines += check(&answer.text(), &case, &mut faults);
                whole.fields[field].1 = kept;
            } else if answer.status == StatusCode::SEE_OTHER || answer.status == StatusCode::OK {
                // Something was done: begin anew.
                site = TestApp::new().await;
                whole = attempt(&site, route.path, place).await;
            } else {
                whole.fields[field].1 = kept;
            }
            field += usize::from(!value.is_empty());
        }
        forms += usize::from(lines > before);
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(forms >= 12 && lines > 20, "{lines} lines above {forms} forms");
}
