use gongkai_store::StoreError;
use gongkai_store::attachments;
use gongkai_store::bodies::Body;
use gongkai_store::id::PublicationId;
use gongkai_store::publications::{self, Publication, Replaced, Replacing, Search, Withdrawal};
use gongkai_store::reports::{self, Report, State};

use crate::databases::{now, on_each};
use crate::house::{body, changing, entered, report};

pub(crate) fn publication(report: &Report, version: i64, title: &str, text: &str) -> Publication {
    Publication {
        id: PublicationId::new(now()),
        body: report.body.clone(),
        year: report.year,
        version,
        report: report.id.clone(),
        title: title.to_owned(),
        text: text.to_owned(),
        reading: format!("{{\"version\":{version}}}"),
        published_at: now(),
        published_by: "主管".to_owned(),
        reason: (version > 1).then(|| "更正".to_owned()),
        is_current: true,
    }
}

#[tokio::test]
async fn a_correction_becomes_current_and_the_older_version_stays() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        let (first, mut second) = (publication(&report, 1, "年报", "甲"), publication(&report, 2, "年报", "乙"));
        second.published_at += jiff::SignedDuration::from_hours(48);
        changing(&database, async |transaction| {
            publications::insert(transaction, &first).await.unwrap();
            publications::insert(transaction, &second).await.unwrap();
        })
        .await;
        let older = Publication { is_current: false, ..first.clone() };
        assert_eq!(publications::current(&mut on, &street.id, 2023).await.unwrap(), Some(second.clone()));
        assert_eq!(publications::version(&mut on, &street.id, 2023, 1).await.unwrap(), Some(older.clone()));
        assert_eq!(publications::by_id(&mut on, &first.id).await.unwrap(), older);
        let versions = publications::versions(&mut on, &street.id, 2023).await.unwrap();
        assert_eq!(versions.iter().map(|listed| listed.version).collect::<Vec<_>>(), [2, 1]);
        // Held against the last day is the first; the day of the correction is told beside it.
        let days = versions.iter().map(|of| (of.first_published_at, of.corrected_at())).collect::<Vec<_>>();
        assert_eq!(days, [(first.published_at, Some(second.published_at)), (first.published_at, None)]);
        let mut transaction = database.begin().await.unwrap();
        let twin = publications::insert(&mut transaction, &publication(&report, 2, "年报", "丙")).await;
        assert!(matches!(twin, Err(StoreError::Conflict)), "{twin:?}");
    })
    .await;
}

#[tokio::test]
async fn a_published_version_is_not_superseded() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道办事处", None).await;
        let first = entered(&database, &street, 2023, 1).await;
        let second = entered(&database, &street, 2023, 2).await;
        changing(&database, async |transaction| {
            publications::insert(transaction, &publication(&first, 1, "年报", "甲")).await.unwrap();
            assert_eq!(reports::supersede_before(transaction, &second).await.unwrap(), 0);
        })
        .await;
        assert_eq!(reports::by_id(&mut &database, &first.id).await.unwrap().state, State::Checked);
    })
    .await;
}

async fn published(database: &gongkai_store::Database, body: &Body, year: i16, text: &str) {
    let report = entered(database, body, year, 1).await;
    let title = format!("{}{year}年年报", body.name);
    changing(database, async |transaction| {
        publications::insert(transaction, &publication(&report, 1, &title, text)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_is_published_is_listed_and_found() {
    on_each(|database| async move {
        let mut on = &database;
        let district = body(&database, "示例区人民政府", None).await;
        let street = body(&database, "青禾街道办事处", Some(&district)).await;
        let foreign = body(&database, "样本区人民政府", None).await;
        published(&database, &street, 2022, "公开50%的文件 ABC").await;
        published(&database, &street, 2023, "全年公开5条").await;
        published(&database, &district, 2023, "全区").await;
        published(&database, &foreign, 2023, "别处").await;
        let years = |listed: Vec<publications::Listed>| listed.iter().map(|listed| listed.year).collect::<Vec<_>>();
        assert_eq!(years(publications::of_body(&mut on, &street.id).await.unwrap()), [2023, 2022]);
        assert_eq!(publications::of_year(&mut on, &district, 2023).await.unwrap().len(), 2);
        assert_eq!(publications::years(&mut on, &district).await.unwrap(), [2023, 2022]);
        assert_eq!(publications::newest(&mut on, 3).await.unwrap().len(), 3);
        let trend = publications::readings_of_body(&mut on, &street.id).await.unwrap();
        assert_eq!(trend.iter().map(|(listed, _)| listed.year).collect::<Vec<_>>(), [2022, 2023]);
        let readings = publications::readings_of_year(&mut on, &district, 2023).await.unwrap();
        assert_eq!(readings.iter().map(|(_, reading)| reading.as_str()).collect::<Vec<_>>(), [r#"{"version":1}"#; 2]);

        let search = async |words: &str, year: Option<i16>| {
            let wanted = Search { words: words.to_owned(), year, body: None };
            let hits = publications::search(&mut &database, &wanted, 50, 0).await.unwrap();
            assert_eq!(publications::found(&mut &database, &wanted).await.unwrap(), i64::try_from(hits.len()).unwrap());
            hits.len()
        };
        assert_eq!(search("", None).await, 4);
        assert_eq!(search("", Some(2023)).await, 3);
        assert_eq!(search("青禾", None).await, 2);
        assert_eq!(search("全年公开", None).await, 1);
        assert_eq!(search("abc", None).await, 1);
        assert_eq!((search("50%", None).await, search("5%", None).await, search("_", None).await), (1, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn publications_are_browsed_in_the_order_they_were_published() {
    on_each(|database| async move {
        let district = body(&database, "示例区人民政府", None).await;
        let street = body(&database, "青禾街道办事处", Some(&district)).await;
        let of_street = entered(&database, &street, 2023, 1).await;
        let of_district = entered(&database, &district, 2022, 1).await;
        let street_first = publication(&of_street, 1, "年报", "甲");
        let district_first = publication(&of_district, 1, "年报", "乙");
        let street_second = publication(&of_street, 2, "年报", "丙");
        changing(&database, async |transaction| {
            for publication in [&street_first, &district_first, &street_second] {
                publications::insert(transaction, publication).await.unwrap();
            }
        })
        .await;
        let check = async |top: &Body, year, after: Option<&PublicationId>, expected: &[&PublicationId]| {
            let listed = publications::browsed(&mut &database, top, year, after, 9).await.unwrap();
            assert_eq!(listed.iter().map(|listed| &listed.id).collect::<Vec<_>>(), expected);
        };
        check(&district, None, None, &[&district_first.id, &street_second.id]).await;
        check(&district, None, Some(&district_first.id), &[&street_second.id]).await;
        check(&district, Some(2022), None, &[&district_first.id]).await;
        check(&street, None, None, &[&street_second.id]).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_withdrawn_is_in_no_list_and_its_number_is_not_given_again() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let report = entered(&database, &street, 2023, 1).await;
        let later = entered(&database, &street, 2023, 2).await;
        let withdrawal = Withdrawal { at: now(), by: "主管".to_owned(), reason: "含有个人信息".to_owned() };
        changing(&database, async |transaction| {
            publications::insert(transaction, &publication(&report, 1, "年报", "甲")).await.unwrap();
            publications::insert(transaction, &publication(&report, 2, "年报", "乙")).await.unwrap();
            let done = publications::withdraw(transaction, &street.id, 2023, &[2], &withdrawal).await.unwrap();
            assert_eq!(done, 1);
            let again = publications::withdraw(transaction, &street.id, 2023, &[2, 9], &withdrawal).await.unwrap();
            assert_eq!(again, 0);
        })
        .await;
        assert_eq!(publications::current(&mut on, &street.id, 2023).await.unwrap(), None);
        assert_eq!(publications::version(&mut on, &street.id, 2023, 2).await.unwrap(), None);
        assert!(publications::version(&mut on, &street.id, 2023, 1).await.unwrap().is_some());
        let versions = publications::versions(&mut on, &street.id, 2023).await.unwrap();
        let shown: Vec<_> = versions.iter().map(|of| (of.version, of.is_current, of.withdrawn.clone())).collect();
        assert_eq!(shown, [(2, false, Some(withdrawal.clone())), (1, false, None)]);
        assert_eq!(publications::years(&mut on, &street).await.unwrap(), [0_i16; 0]);
        let gone = async |year| {
            let gone = publications::withdrawn(&mut &database, &street, year).await.unwrap();
            gone.iter().map(|of| (of.version, of.withdrawn.clone())).collect::<Vec<_>>()
        };
        assert_eq!(gone(Some(2023)).await, [(2, Some(withdrawal.clone()))]);
        assert_eq!((gone(None).await.len(), gone(Some(2022)).await.len()), (1, 0));
        assert_eq!(publications::withdrawn_of_body(&mut on, &street.id).await.unwrap()[0].version, 2);
        let newest = publications::newest(&mut on, 9).await.unwrap();
        assert_eq!(newest, [], "the older version is nothing new");
        // The report is as one that was never published, once all of it is withdrawn.
        assert_eq!(reports::of_ids(&mut on, std::slice::from_ref(&report.id)).await.unwrap()[0].published, Some(1));
        changing(&database, async |transaction| {
            publications::withdraw(transaction, &street.id, 2023, &[1], &withdrawal).await.unwrap();
            assert_eq!(reports::supersede_before(transaction, &later).await.unwrap(), 1);
        })
        .await;
        assert_eq!(reports::of_ids(&mut on, &[report.id]).await.unwrap()[0].published, None);
        assert_eq!(publications::next_version(&mut on, &street.id, 2023).await.unwrap(), 3);
        assert_eq!(gone(None).await, [(2, Some(withdrawal))], "once for each report");
        changing(&database, async |transaction| {
            publications::insert(transaction, &publication(&later, 3, "年报", "丙")).await.unwrap();
        })
        .await;
        assert!(gone(None).await.is_empty(), "something is in its place");
        assert!(publications::withdrawn_of_body(&mut on, &street.id).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_was_withdrawn_stands_beside_the_same_file_handed_in_again() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道办事处", None).await;
        let first = entered(&database, &street, 2023, 1).await;
        let withdrawal = Withdrawal { at: now(), by: "主管".to_owned(), reason: "含有个人信息".to_owned() };
        changing(&database, async |transaction| {
            publications::insert(transaction, &publication(&first, 1, "年报", "甲")).await.unwrap();
            publications::withdraw(transaction, &street.id, 2023, &[1], &withdrawal).await.unwrap();
            publications::insert(transaction, &publication(&first, 2, "年报", "乙")).await.unwrap();
        })
        .await;
        let other = entered(&database, &street, 2023, 2).await;
        let again = Report { blob: first.blob.clone(), ..report(&street, 2023, 3) };
        changing(&database, async |transaction| reports::insert(transaction, &again).await.unwrap()).await;
        let beside = async |report: &Report| {
            let beside = publications::beside(&mut &database, std::slice::from_ref(&report.id)).await.unwrap();
            beside.into_iter().map(|of| (of.version, of.is_current, of.withdrawn)).collect::<Vec<_>>()
        };
        assert_eq!(beside(&first).await, [(2, true, None), (1, false, Some(withdrawal.clone()))]);
        assert_eq!(beside(&again).await, [(1, false, Some(withdrawal))]);
        assert_eq!(beside(&other).await, []);
    })
    .await;
}

#[tokio::test]
async fn what_replaces_another_version_stands_beside_what_the_public_reads() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道办事处", None).await;
        let other = body(&database, "白石街道办事处", None).await;
        let (first, unpublished) =
            (entered(&database, &street, 2023, 1).await, entered(&database, &other, 2023, 1).await);
        let (new, withdrawn) = (entered(&database, &street, 2023, 2).await, entered(&database, &other, 2022, 1).await);
        let after_withdrawn = entered(&database, &other, 2022, 2).await;
        let file = crate::house::attachment();
        let withdrawal = Withdrawal { at: now(), by: "主管".to_owned(), reason: "误发".to_owned() };
        let reading = reports::Reading {
            title: None,
            reading: "{}".to_owned(),
            engine: "1".to_owned(),
            counts: reports::Counts::default(),
            at: now(),
        };
        changing(&database, async |transaction| {
            attachments::set(transaction, &first.id, std::slice::from_ref(&file)).await.unwrap();
            reports::set_reading(transaction, &new.id, &reading).await.unwrap();
            reports::set_correction_note(transaction, &new.id, "一格填错").await.unwrap();
            publications::insert(transaction, &publication(&first, 1, "年报", "甲")).await.unwrap();
            publications::insert(transaction, &publication(&withdrawn, 1, "年报", "乙")).await.unwrap();
            publications::withdraw(transaction, &other.id, 2022, &[1], &withdrawal).await.unwrap();
        })
        .await;
        let all = [&first, &unpublished, &new, &withdrawn, &after_withdrawn].map(|report| report.id.clone());
        let expected = [
            Replacing {
                report: new.id.clone(),
                body_name: street.name.clone(),
                year: 2023,
                read: Some("{}".to_owned()),
                files: Vec::new(),
                has_note: true,
                public: Some(Replaced {
                    version: 1,
                    title: "年报".to_owned(),
                    reading: r#"{"version":1}"#.to_owned(),
                    files: vec![file],
                }),
            },
            Replacing {
                report: after_withdrawn.id.clone(),
                body_name: other.name.clone(),
                year: 2022,
                read: None,
                files: Vec::new(),
                has_note: false,
                public: None,
            },
        ];
        assert_eq!(publications::replacing(&mut &database, &all).await.unwrap(), expected);
        let readings = reports::readings(&mut &database, &all).await.unwrap();
        assert_eq!(readings.into_iter().collect::<Vec<_>>(), [(new.id.clone(), "{}".to_owned())]);
    })
    .await;
}
