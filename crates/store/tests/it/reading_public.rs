//! What the public pages ask for, on both databases.

use gongkai_store::bodies::{self, Body, Kind, Level, Profile};
use gongkai_store::id::{BodyId, CollectionId, ObligationId, PublicationId, ReportId};
use gongkai_store::publications::{self, Progress, Publication, Words};
use gongkai_store::reports::{self, Channel, Counts, State};
use gongkai_store::{Database, owing, values};
use jiff::civil::date;

use crate::databases::{now, on_each};

async fn body(database: &Database, name: &str) -> BodyId {
    let id = BodyId::new(now());
    let body = Body {
        id: id.clone(),
        name: name.to_owned(),
        other_names: Vec::new(),
        kind: Kind::Street,
        level: Level::Township,
        region_code: None,
        credit_code: None,
        parent: None,
        path: format!("{id}/"),
        supervisor: None,
        sort: 0,
        active: true,
        closed_on: None,
        former_names: std::collections::BTreeMap::new(),
        successor: None,
        profile: Profile::default(),
        created_at: now(),
        updated_at: now(),
    };
    let mut transaction = database.begin().await.unwrap();
    bodies::insert(&mut transaction, &body).await.unwrap();
    transaction.commit().await.unwrap();
    id
}

async fn publish(database: &Database, body: &BodyId, year: i16, title: &str, text: &str) {
    let mut transaction = database.begin().await.unwrap();
    let version = reports::next_version(&mut transaction, body, year).await.unwrap();
    let report = reports::Report {
        id: ReportId::new(now()),
        body: body.clone(),
        year,
        version,
        obligation: None,
        channel: Channel::Upload,
        blob: "0".repeat(64),
        file_name: "a.docx".to_owned(),
        format: "docx".to_owned(),
        size_bytes: 1,
        state: State::Accepted,
        title: None,
        engine: None,
        counts: Counts::default(),
        received_at: now(),
        received_by: None,
        read_at: None,
    };
    reports::insert(&mut transaction, &report).await.unwrap();
    let publication = Publication {
        id: PublicationId::new(now()),
        body: body.clone(),
        year,
        version,
        report: report.id,
        title: title.to_owned(),
        text: text.to_owned(),
        reading: "{}".to_owned(),
        published_at: now(),
        published_by: "经办人".to_owned(),
        reason: None,
        is_current: true,
    };
    publications::insert(&mut transaction, &publication).await.unwrap();
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn several_words_must_all_be_there() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道").await;
        let town = body(&database, "云溪镇").await;
        publish(&database, &street, 2022, "青禾街道2022年报告", "收到申请3件，100%按时答复，WeChat 20条").await;
        publish(&database, &street, 2023, "青禾街道2023年报告", "旧版").await;
        publish(&database, &street, 2023, "青禾街道2023年报告", "收到申请5件").await;
        publish(&database, &town, 2023, "云溪镇2023年报告", "向青禾街道学习，收到申请0件").await;
        let on = &mut &database;
        let mut titles = Vec::new();
        for (words, year) in [
            (vec!["申请"], None),
            (vec!["青禾"], None),
            (vec!["青禾", "申请"], Some(2023)),
            (vec!["wechat", "100%"], None),
            (vec!["100_"], None),
            (vec!["旧版"], None),
        ] {
            let words = Words::of(words);
            let hits = publications::find_words(on, &words, year, 10, 0).await.unwrap();
            assert_eq!(publications::count_words(on, &words, year).await.unwrap(), u64::try_from(hits.len()).unwrap());
            titles.push(hits.into_iter().map(|hit| hit.listed.title).collect::<Vec<_>>());
        }
        assert_eq!(titles[0].len(), 3);
        // Those that have the word in their title come first, whatever their year.
        assert_eq!(titles[1], ["青禾街道2023年报告", "青禾街道2022年报告", "云溪镇2023年报告"]);
        titles[2].sort();
        assert_eq!(titles[2], ["云溪镇2023年报告", "青禾街道2023年报告"]);
        assert_eq!(titles[3], ["青禾街道2022年报告"]);
        assert!(titles[4].is_empty() && titles[5].is_empty());
        let words = Words::of(["申请"]);
        let second = publications::find_words(on, &words, None, 1, 1).await.unwrap();
        assert_eq!((second.len(), second[0].text.contains("申请")), (1, true));
    })
    .await;
}

#[tokio::test]
async fn all_current_reports_come_by_year() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道").await;
        for (year, title) in [(2021, "a"), (2023, "b"), (2023, "c"), (2022, "d")] {
            publish(&database, &street, year, title, "").await;
        }
        let all = publications::all(&mut &database).await.unwrap();
        let all: Vec<_> = all.iter().map(|listed| (listed.year, listed.title.as_str(), listed.version)).collect();
        assert_eq!(all, [(2023, "c", 2), (2022, "d", 1), (2021, "a", 1)]);
    })
    .await;
}

#[tokio::test]
async fn who_owes_is_told_without_the_excused() {
    on_each(|database| async move {
        let (street, town) = (body(&database, "青禾街道").await, body(&database, "云溪镇").await);
        assert_eq!(owing::newest_year(&mut &database, 2100).await.unwrap(), None);
        let mut transaction = database.begin().await.unwrap();
        for (owner, due) in [(&street, date(2024, 1, 31)), (&town, date(2024, 2, 20))] {
            let collection = CollectionId::new(now());
            let collections =
                "INSERT INTO collections (id, body_id, year, due, opened_at) VALUES ($1, $2, 2023, '{}', $3)";
            transaction.execute(collections, values![&collection, owner, now()]).await.unwrap();
            for (body, excused) in [(&street, None), (&town, Some("撤并".to_owned()))] {
                let obligations = "INSERT INTO obligations (id, collection_id, body_id, year, due_on, state, excused,
                                                            updated_at)
                                   VALUES ($1, $2, $3, 2023, $4, 'owed', $5, $6)";
                let values = values![&ObligationId::new(now()), &collection, body, due, excused, now()];
                transaction.execute(obligations, values).await.unwrap();
            }
        }
        transaction.commit().await.unwrap();
        let owing = owing::about(&mut &database, 2023).await.unwrap();
        assert_eq!(owing, [owing::Owing { body: street.clone(), due_on: date(2024, 1, 31) }], "the earliest");
        let execute = async |text: &'static str| {
            let mut transaction = database.begin().await.unwrap();
            transaction.execute(text, values![&street]).await.unwrap();
            transaction.commit().await.unwrap();
        };
        execute("UPDATE collections SET closed_at = opened_at WHERE body_id = $1").await;
        let owing = owing::about(&mut &database, 2023).await.unwrap();
        assert_eq!(owing, [owing::Owing { body: street.clone(), due_on: date(2024, 2, 20) }], "of those still open");
        execute("UPDATE bodies SET closed_on = '2023-12-31' WHERE id = $1").await;
        assert_eq!(owing::about(&mut &database, 2023).await.unwrap(), [], "closed by the end of the year");
        execute("UPDATE bodies SET closed_on = '2024-01-01' WHERE id = $1").await;
        assert_eq!(owing::about(&mut &database, 2023).await.unwrap().len(), 1);
        assert_eq!(owing::about(&mut &database, 2022).await.unwrap(), []);
        assert_eq!(owing::newest_year(&mut &database, 2024).await.unwrap(), Some(2023));
        assert_eq!(owing::newest_year(&mut &database, 2023).await.unwrap(), None);
        // Whoever published counts, excused or not.
        let street = gongkai_store::bodies::by_id(&mut &database, &street).await.unwrap();
        let progress = async |year| publications::progress(&mut &database, &street, year).await.unwrap();
        assert_eq!(progress(2023).await, Progress { counted: 1, published: 0, owing: 1 });
        publish(&database, &street.id, 2023, "a", "").await;
        assert_eq!(progress(2023).await, Progress { counted: 1, published: 1, owing: 1 });
        let town = gongkai_store::bodies::by_id(&mut &database, &town).await.unwrap();
        publish(&database, &town.id, 2023, "b", "").await;
        let of_town = publications::progress(&mut &database, &town, 2023).await.unwrap();
        assert_eq!(of_town, Progress { counted: 1, published: 1, owing: 0 });
        assert_eq!(progress(2022).await, Progress::default());
    })
    .await;
}
