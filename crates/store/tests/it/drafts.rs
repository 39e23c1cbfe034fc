use std::collections::BTreeMap;

use gongkai_store::bodies::Body;
use gongkai_store::collections::{self, Collection};
use gongkai_store::corrections::{self, Correction};
use gongkai_store::drafts::{self, Draft, State};
use gongkai_store::id::{BodyId, CollectionId, DraftId, ObligationId, PersonId, PublicationId, ReportId};
use gongkai_store::obligations::{self, Owing};
use gongkai_store::publications::{self, Publication};
use gongkai_store::reports::{self, Channel, Counts, Reading, Report, SignedSums, Sums};
use gongkai_store::totals::{self, Which};
use gongkai_store::{Database, StoreError, migrations};
use jiff::civil::date;

use crate::databases::{now, on_each};
use crate::house::body;

fn draft(body: &Body, year: i16) -> Draft {
    Draft {
        id: DraftId::new(now()),
        body: body.id.clone(),
        year,
        edition: "2021".to_owned(),
        cells: BTreeMap::from([("t3.new_received.total".to_owned(), "1’2“是”\\".to_owned())]),
        sections: BTreeMap::from([(1, "第一行\n第二行".to_owned())]),
        attachments: vec![crate::house::attachment()],
        members: vec![ReportId::new(now())],
        state: State::Draft,
        revision: 1,
        updated_at: now(),
        updated_by: "经办人".to_owned(),
        submitted_at: None,
        submitted_by: None,
        signed_at: None,
        signed_by: None,
        note: None,
        explanation: None,
        report: None,
        absent: Some(vec!["云溪镇人民政府".to_owned()]),
        absent_reason: Some("当年新设".to_owned()),
        sums: Some(Sums {
            which: Which::Checked,
            at: now(),
            cells: BTreeMap::from([("t3.new_received.total".to_owned(), "11".to_owned())]),
        }),
        override_reason: Some("含本级数据".to_owned()),
        correction_note: None,
        signed_as: None,
    }
}

async fn entered(database: &Database, draft: &Draft) -> Result<(), StoreError> {
    let mut transaction = database.begin().await.unwrap();
    drafts::insert(&mut transaction, draft).await?;
    transaction.commit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_begun_after_a_report_came_in_is_of_its_next_version() {
    on_each(async |database| {
        let street = body(&database, "青禾街道", None).await;
        let stands = async |year| {
            let listed = drafts::listed(&mut &database, std::slice::from_ref(&street.id)).await.unwrap();
            let row = listed.into_iter().find(|row| row.year == year).unwrap();
            (row.is_next, row.is_overtaken)
        };
        crate::house::entered(&database, &street, 2023, 1).await;
        entered(&database, &draft(&street, 2023)).await.unwrap();
        assert_eq!(stands(2023).await, (true, false));
        crate::house::entered(&database, &street, 2023, 2).await;
        assert_eq!(stands(2023).await, (true, true), "a newer one overtook it");
        // One begun before anything came in is of no next version.
        entered(&database, &draft(&street, 2022)).await.unwrap();
        assert_eq!(stands(2022).await, (false, false));
        crate::house::entered(&database, &street, 2022, 1).await;
        assert_eq!(stands(2022).await, (false, true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_comes_back_as_it_was_and_there_is_one_a_year() {
    on_each(async |database| {
        let street = body(&database, "青禾街道", None).await;
        let mut kept = draft(&street, 2023);
        entered(&database, &kept).await.unwrap();
        assert_eq!(drafts::by_id(&mut &database, &kept.id).await.unwrap(), kept);
        assert!(matches!(entered(&database, &draft(&street, 2023)).await, Err(StoreError::Conflict)));
        entered(&database, &draft(&street, 2022)).await.unwrap();

        kept.state = State::Signed;
        kept.signed_at = Some(now());
        kept.signed_by = Some("负责人".to_owned());
        kept.note = Some("请核对".to_owned());
        kept.explanation = Some("上年有误".to_owned());
        kept.correction_note = Some("更正受理数".to_owned());
        kept.report = Some(ReportId::new(now()));
        let mut transaction = database.begin().await.unwrap();
        assert!(drafts::save(&mut transaction, &mut kept).await.unwrap());
        transaction.commit().await.unwrap();
        assert_eq!(kept.revision, 2);
        assert_eq!(drafts::of_year(&mut &database, &street.id, 2023).await.unwrap(), Some(kept.clone()));

        // Open again it still has what was signed.
        let signed = kept.clone();
        kept.signed_as = Some(Box::new(signed.clone()));
        kept.state = State::Draft;
        kept.sections.clear();
        let is_next =
            async || drafts::listed(&mut &database, std::slice::from_ref(&street.id)).await.unwrap()[0].is_next;
        assert!(!is_next().await);
        let mut transaction = database.begin().await.unwrap();
        assert!(drafts::save(&mut transaction, &mut kept).await.unwrap());
        transaction.commit().await.unwrap();
        let found = drafts::by_id(&mut &database, &kept.id).await.unwrap();
        assert_eq!((&found, found.signed_as.as_deref()), (&kept, Some(&signed)));
        assert!(is_next().await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_an_older_revision_is_not_written() {
    on_each(async |database| {
        let street = body(&database, "青禾街道", None).await;
        let kept = draft(&street, 2023);
        entered(&database, &kept).await.unwrap();
        let save = async |mut draft: Draft, text: &str| {
            draft.sections.insert(5, text.to_owned());
            let mut transaction = database.begin().await.unwrap();
            let saved = drafts::save(&mut transaction, &mut draft).await.unwrap();
            transaction.commit().await.unwrap();
            saved
        };
        assert!(save(kept.clone(), "先").await);
        assert!(!save(kept.clone(), "后").await);
        let now = drafts::by_id(&mut &database, &kept.id).await.unwrap();
        assert_eq!((now.revision, now.sections[&5].as_str()), (2, "先"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn years_are_those_owed_and_those_drafted() {
    on_each(async |database| {
        let district = body(&database, "示例区", None).await;
        let street = body(&database, "青禾街道", Some(&district)).await;
        let mut transaction = database.begin().await.unwrap();
        for (year, due_on) in [(2023, date(2024, 1, 31)), (2022, date(2023, 1, 31))] {
            let collection = Collection {
                id: CollectionId::new(now()),
                body: district.id.clone(),
                year,
                due: "{}".to_owned(),
                due_on: None,
                opened_at: now(),
                closed_at: None,
            };
            collections::insert(&mut transaction, &collection).await.unwrap();
            let owing = [Owing { id: ObligationId::new(now()), body: street.id.clone(), due_on }];
            obligations::insert(&mut transaction, &collection.id, year, &owing, now()).await.unwrap();
        }
        transaction.commit().await.unwrap();
        entered(&database, &draft(&street, 2023)).await.unwrap();
        entered(&database, &draft(&street, 2020)).await.unwrap();
        entered(&database, &draft(&district, 2023)).await.unwrap();
        let listed = drafts::listed(&mut &database, std::slice::from_ref(&street.id)).await.unwrap();
        let seen: Vec<_> = listed.iter().map(|row| (row.year, row.due_on, row.owed, row.state)).collect();
        let owed = Some(obligations::State::Owed);
        assert_eq!(
            seen,
            [
                (2023, Some(date(2024, 1, 31)), owed, Some(State::Draft)),
                (2022, Some(date(2023, 1, 31)), owed, None),
                (2020, None, None, Some(State::Draft)),
            ]
        );
        assert_eq!(drafts::listed(&mut &database, &[]).await.unwrap(), []);
    })
    .await;
}

fn report(body: &Body, version: i64, state: reports::State) -> Report {
    Report {
        id: ReportId::new(now()),
        body: body.id.clone(),
        year: 2023,
        version,
        obligation: None,
        channel: Channel::Upload,
        blob: "00".to_owned(),
        file_name: "年报.docx".to_owned(),
        format: "docx".to_owned(),
        size_bytes: 1,
        state,
        title: None,
        engine: None,
        counts: Counts::default(),
        received_at: now(),
        received_by: None,
        read_at: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_total_counts_the_newest_report_that_does_and_what_was_published() {
    on_each(async |database| {
        let district = body(&database, "示例区", None).await;
        let mut streets = Vec::new();
        for name in ["青禾街道", "白石街道", "云溪镇"] {
            streets.push(body(&database, name, Some(&district)).await);
        }
        let [green, white, cloud] = streets.as_slice() else { panic!() };
        let (old, new) = (report(green, 1, reports::State::Accepted), report(green, 2, reports::State::Checked));
        let published = report(white, 1, reports::State::Accepted);
        let mut transaction = database.begin().await.unwrap();
        for (report, reading) in [(&old, "old"), (&new, "new"), (&published, "as read")] {
            reports::insert(&mut transaction, report).await.unwrap();
            let reading = Reading {
                title: None,
                reading: reading.to_owned(),
                engine: "1".to_owned(),
                counts: Counts::default(),
                at: now(),
            };
            reports::set_reading(&mut transaction, &report.id, &reading).await.unwrap();
        }
        let publication = Publication {
            id: PublicationId::new(now()),
            body: white.id.clone(),
            year: 2023,
            version: 3,
            report: published.id.clone(),
            title: "年报".to_owned(),
            text: String::new(),
            reading: "as published".to_owned(),
            published_at: now(),
            published_by: "经办人".to_owned(),
            reason: None,
            is_current: true,
        };
        publications::insert(&mut transaction, &publication).await.unwrap();
        let correction = Correction {
            report: new.id.clone(),
            address: "t3.total.total".to_owned(),
            seq: 1,
            read_cell: "{}".to_owned(),
            cell: None,
            reason: "看错".to_owned(),
            person_id: PersonId::new(now()),
            person: "经办人".to_owned(),
            at: now(),
        };
        corrections::insert(&mut transaction, &correction).await.unwrap();
        transaction.commit().await.unwrap();
        let bodies: Vec<BodyId> = streets.iter().map(|street| street.id.clone()).collect();
        let check = async |which, expected: &[(&Body, &str, Option<i64>)]| {
            let counted = totals::counted(&mut &database, &bodies, 2023, which).await.unwrap();
            let seen: Vec<_> = counted
                .iter()
                .map(|counted| (&counted.report.body, counted.reading.as_deref().unwrap(), counted.published))
                .collect();
            let expected: Vec<_> = expected.iter().map(|(body, reading, at)| (&body.id, *reading, *at)).collect();
            assert_eq!(seen, expected);
        };
        check(Which::Accepted, &[(green, "old", None), (white, "as published", Some(3))]).await;
        check(Which::Checked, &[(green, "new", None), (white, "as published", Some(3))]).await;
        assert_eq!(totals::counted(&mut &database, &bodies, 2022, Which::Checked).await.unwrap(), []);
        let returned = async |id| {
            let mut transaction = database.begin().await.unwrap();
            reports::set_state(&mut transaction, id, reports::State::Returned).await.unwrap();
            transaction.commit().await.unwrap();
        };
        returned(&new.id).await;
        check(Which::Checked, &[(green, "old", None), (white, "as published", Some(3))]).await;
        returned(&old.id).await;
        check(Which::Checked, &[(white, "as published", Some(3))]).await;
        check(Which::Accepted, &[(white, "as published", Some(3))]).await;
        let of = corrections::of_reports(&mut &database, &[old.id.clone(), new.id.clone()]).await.unwrap();
        assert_eq!(of, BTreeMap::from([(correction.report.clone(), vec![correction])]));
        assert!(
            totals::counted(&mut &database, std::slice::from_ref(&cloud.id), 2023, Which::Checked)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_published_counts_until_a_version_that_counts_comes_or_it_is_withdrawn() {
    on_each(async |database| {
        let street = body(&database, "白石街道", None).await;
        let first = crate::house::entered(&database, &street, 2023, 1).await;
        let publication = Publication {
            id: PublicationId::new(now()),
            body: street.id.clone(),
            year: 2023,
            version: 1,
            report: first.id.clone(),
            title: "年报".to_owned(),
            text: String::new(),
            reading: "{}".to_owned(),
            published_at: now(),
            published_by: "经办人".to_owned(),
            reason: None,
            is_current: true,
        };
        let put = async |report: &Report, state| {
            let mut transaction = database.begin().await.unwrap();
            reports::set_state(&mut transaction, &report.id, state).await.unwrap();
            transaction.commit().await.unwrap();
        };
        // The version that counts among those accepted, and among those checked.
        let counts = async || {
            let mut versions = Vec::new();
            for which in Which::ALL {
                let counted =
                    totals::counted(&mut &database, std::slice::from_ref(&street.id), 2023, which).await.unwrap();
                versions.push(counted.first().map(|of| of.report.version));
            }
            versions
        };
        put(&first, reports::State::Returned).await;
        assert_eq!(counts().await, [None, None]);
        let mut transaction = database.begin().await.unwrap();
        publications::insert(&mut transaction, &publication).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(counts().await, [Some(1), Some(1)], "returned, and public");
        let second = crate::house::entered(&database, &street, 2023, 2).await;
        assert_eq!(counts().await, [Some(1), Some(2)]);
        put(&second, reports::State::Returned).await;
        assert_eq!(counts().await, [Some(1), Some(1)]);
        put(&second, reports::State::Accepted).await;
        assert_eq!(counts().await, [Some(2), Some(2)]);
        put(&second, reports::State::Returned).await;
        let withdrawal =
            publications::Withdrawal { at: now(), by: "主管".to_owned(), reason: "含有个人信息".to_owned() };
        let mut transaction = database.begin().await.unwrap();
        publications::withdraw(&mut transaction, &street.id, 2023, &[1], &withdrawal).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(counts().await, [None, None]);
    })
    .await;
}

/// What older programs kept with the draft only.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_with_a_signed_version_is_kept_with_it_afterwards() {
    on_each(async |database| {
        let street = body(&database, "青禾街道", None).await;
        let report = crate::house::entered(&database, &street, 2023, 1).await;
        let signed = Draft {
            state: State::Signed,
            report: Some(report.id.clone()),
            explanation: Some("总计以台账为准".to_owned()),
            submitted_by: Some("经办人".to_owned()),
            submitted_at: Some(now()),
            ..draft(&street, 2023)
        };
        entered(&database, &signed).await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        crate::house::take_back(&mut transaction, 15).await;
        transaction.commit().await.unwrap();
        migrations::run(&database, now()).await.unwrap();
        let expected = reports::Said {
            explanation: signed.explanation,
            absent: vec!["云溪镇人民政府".to_owned()],
            absent_reason: Some("当年新设".to_owned()),
            by: signed.submitted_by,
            at: signed.submitted_at,
        };
        assert_eq!(reports::said(&mut &database, &report.id).await.unwrap(), expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sums_of_a_total_stay_with_its_version() {
    on_each(async |database| {
        let street = body(&database, "青禾街道", None).await;
        let report = crate::house::entered(&database, &street, 2023, 1).await;
        assert_eq!(reports::signed_sums(&mut &database, &report.id).await.unwrap(), None);
        let draft = draft(&street, 2023);
        let kept = SignedSums { sums: draft.sums.clone().unwrap(), reason: draft.override_reason.clone() };
        let mut transaction = database.begin().await.unwrap();
        reports::set_sums(&mut transaction, &report.id, &kept).await.unwrap();
        let gone = reports::set_sums(&mut transaction, &ReportId::new(now()), &kept).await;
        assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
        transaction.commit().await.unwrap();
        assert_eq!(reports::signed_sums(&mut &database, &report.id).await.unwrap(), Some(kept));
    })
    .await;
}
