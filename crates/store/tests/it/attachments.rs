use std::collections::BTreeMap;

use gongkai_store::StoreError;
use gongkai_store::attachments::{self, Attachment, Looked, Seen};
use gongkai_store::id::ReportId;
use gongkai_store::paper_figures::{self, PaperFigures};

use crate::databases::{now, on_each};
use crate::house::{body, changing, entered};

#[tokio::test]
async fn a_version_of_a_report_has_files_of_its_own() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        assert_eq!(attachments::of_report(&mut on, &report.id).await.unwrap(), []);
        let file = Attachment {
            blob: "00".to_owned(),
            name: "附件“一”.pdf".to_owned(),
            size_bytes: 7,
            at: now(),
            by: "经办人".to_owned(),
            seen: Seen::WithReport,
            looked: Some(Looked { count: 2, masked: vec!["138****1234".to_owned()], is_whole: true }),
        };
        let nobody = ReportId::new(now());
        changing(&database, async |transaction| {
            attachments::set(transaction, &report.id, std::slice::from_ref(&file)).await.unwrap();
            let lost = attachments::set(transaction, &nobody, &[]).await;
            assert!(matches!(lost, Err(StoreError::NotFound)), "{lost:?}");
        })
        .await;
        let other = entered(&database, &street, 2022, 1).await.id;
        let all = attachments::of_reports(&mut on, &[other, report.id.clone(), nobody.clone()]).await.unwrap();
        assert_eq!(all, BTreeMap::from([(report.id.clone(), vec![file.clone()])]));
        assert_eq!(attachments::of_report(&mut on, &report.id).await.unwrap(), [file]);
        assert!(matches!(attachments::of_report(&mut on, &nobody).await, Err(StoreError::NotFound)));
    })
    .await;
}

#[test]
fn what_was_attached_before_anybody_asked_is_for_the_office() {
    let old = r#"{"blob":"00","name":"a.pdf","size_bytes":1,"at":"2024-01-15T01:00:00Z","by":"经办人"}"#;
    let kept = serde_json::from_str::<Attachment>(old).unwrap();
    assert_eq!((kept.seen, kept.looked.as_ref()), (Seen::InOffice, None));
    for seen in [Seen::WithReport, Seen::InOffice] {
        assert_eq!(Seen::parse(seen.id()), Some(seen));
    }
    let looked = Some(Looked { count: 1, ..Looked::default() });
    let exposes = |seen, looked| Attachment { seen, looked, ..kept.clone() }.exposes().is_some();
    assert!(exposes(Seen::WithReport, looked.clone()) && !exposes(Seen::InOffice, looked));
    assert!(!exposes(Seen::WithReport, Some(Looked::default())) && !exposes(Seen::WithReport, None));
}

#[tokio::test]
async fn figures_on_paper_are_one_set_a_year() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let mut figures = PaperFigures {
            body: street.id.clone(),
            year: 2022,
            cells: BTreeMap::from([("t3.carried_out.total".to_owned(), "3".to_owned())]),
            source: "2022年年报（纸质）".to_owned(),
            updated_at: now(),
            updated_by: "经办人".to_owned(),
        };
        changing(&database, async |transaction| paper_figures::save(transaction, &figures).await.unwrap()).await;
        figures.cells.insert("t3.carried_out.total".to_owned(), "4".to_owned());
        changing(&database, async |transaction| paper_figures::save(transaction, &figures).await.unwrap()).await;
        assert_eq!(paper_figures::of_year(&mut on, &street.id, 2022).await.unwrap(), Some(figures));
        assert_eq!(paper_figures::of_year(&mut on, &street.id, 2021).await.unwrap(), None);
        changing(&database, async |transaction| {
            assert!(paper_figures::remove(transaction, &street.id, 2022).await.unwrap());
            assert!(!paper_figures::remove(transaction, &street.id, 2022).await.unwrap());
        })
        .await;
    })
    .await;
}
