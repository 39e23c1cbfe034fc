use gongkai_store::bodies::{self, Body, Browse, Kind, Level, Profile};
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BodyId, CollectionId, ObligationId, PersonId};
use gongkai_store::obligations::{self, Owing};
use gongkai_store::people::{self, Grant, Person, Role};
use gongkai_store::{Database, StoreError};
use jiff::civil::date;

use crate::databases::{now, on_each};

pub(crate) fn body(name: &str, parent: Option<&Body>) -> Body {
    let id = BodyId::new(now());
    Body {
        path: format!("{}{id}/", parent.map_or("", |parent| parent.path.as_str())),
        id,
        name: name.to_owned(),
        other_names: vec!["别名".to_owned()],
        kind: Kind::Street,
        level: Level::Township,
        region_code: Some("000101".to_owned()),
        credit_code: None,
        parent: parent.map(|parent| parent.id.clone()),
        supervisor: None,
        sort: 3,
        active: true,
        closed_on: None,
        former_names: std::collections::BTreeMap::new(),
        successor: None,
        profile: Profile { phone: "0000-0000000".to_owned(), ..Profile::default() },
        created_at: now(),
        updated_at: now(),
    }
}

pub(crate) async fn insert(database: &Database, body: &Body) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    bodies::insert(&mut transaction, body).await?;
    transaction.commit().await
}

#[tokio::test]
async fn what_is_entered_is_read_back() {
    on_each(|database| async move {
        let mut on = &database;
        let district = body("示例区人民政府", None);
        let street = body("青禾街道办事处", Some(&district));
        insert(&database, &district).await.unwrap();
        insert(&database, &street).await.unwrap();
        assert_eq!(bodies::by_id(&mut on, &street.id).await.unwrap(), street);
        assert_eq!(bodies::root(&mut on).await.unwrap(), Some(district.clone()));
        assert_eq!(bodies::subtree(&mut on, &district).await.unwrap(), vec![district.clone(), street.clone()]);
        assert!(street.is_within(&district.id) && !district.is_within(&street.id));
        let unknown = bodies::by_id(&mut on, &BodyId::new(now())).await;
        assert!(matches!(unknown, Err(StoreError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn siblings_have_different_names() {
    on_each(|database| async move {
        let district = body("示例区人民政府", None);
        insert(&database, &district).await.unwrap();
        insert(&database, &body("青禾街道办事处", Some(&district))).await.unwrap();
        let twin = insert(&database, &body("青禾街道办事处", Some(&district))).await;
        assert!(matches!(twin, Err(StoreError::Conflict)), "{twin:?}");
    })
    .await;
}

#[tokio::test]
async fn a_subtree_moves_as_a_whole() {
    on_each(|database| async move {
        let mut on = &database;
        let (one, other) = (body("示例区人民政府", None), body("样本区人民政府", None));
        let mut street = body("青禾街道办事处", Some(&one));
        let community = body("青禾社区", Some(&street));
        for each in [&one, &other, &street, &community] {
            insert(&database, each).await.unwrap();
        }
        let from = street.path.clone();
        street.parent = Some(other.id.clone());
        street.path = format!("{}{}/", other.path, street.id);
        let mut transaction = database.begin().await.unwrap();
        bodies::update(&mut transaction, &street).await.unwrap();
        assert_eq!(bodies::move_subtree(&mut transaction, &from, &street.path).await.unwrap(), 1);
        transaction.commit().await.unwrap();
        let moved = bodies::by_id(&mut on, &community.id).await.unwrap();
        assert!(moved.is_within(&other.id) && moved.is_within(&street.id) && !moved.is_within(&one.id));
    })
    .await;
}

#[tokio::test]
async fn who_has_which_role_is_told_by_role_and_name() {
    on_each(|database| async move {
        let street = body("青禾街道办事处", None);
        insert(&database, &street).await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        for (sign_in, role, active) in
            [("b", Role::Reviewer, true), ("a", Role::DisclosureOfficer, false), ("c", Role::Leader, true)]
        {
            let person = person(sign_in, active);
            people::insert(&mut transaction, &person).await.unwrap();
            let grant = Grant { person: person.id, body: street.id.clone(), role };
            assert!(people::grant_role(&mut transaction, &grant, now()).await.unwrap());
        }
        transaction.commit().await.unwrap();
        let staff = bodies::staff(&mut &database, &street.id).await.unwrap();
        let told: Vec<_> = staff.iter().map(|one| (one.name.as_str(), one.role, one.active)).collect();
        let expected = [("a", Role::DisclosureOfficer, false), ("c", Role::Leader, true), ("b", Role::Reviewer, true)];
        assert_eq!(told, expected);
        assert!(bodies::staff(&mut &database, &BodyId::new(now())).await.unwrap().is_empty());
    })
    .await;
}

fn person(sign_in: &str, active: bool) -> Person {
    Person {
        id: PersonId::new(now()),
        sign_in: sign_in.to_owned(),
        name: sign_in.to_owned(),
        email: None,
        phone: None,
        lang: "zh-CN".to_owned(),
        password_hash: None,
        must_change_password: false,
        password_changed_at: None,
        totp_secret: None,
        totp_since: None,
        totp_last_step: None,
        recovery_codes: Vec::new(),
        oidc_subject: None,
        failed_sign_ins: 0,
        locked_until: None,
        active,
        created_at: now(),
        updated_at: now(),
    }
}

/// While one holds a body, another who wants to hold it waits, and then sees what the first left.
#[tokio::test]
async fn a_body_that_is_held_is_not_changed_by_another() {
    on_each(|database| async move {
        let district = body("示例区人民政府", None);
        insert(&database, &district).await.unwrap();
        let writers = (0..6).map(|_| {
            let (database, id) = (database.clone(), district.id.clone());
            tokio::spawn(async move {
                for _ in 0..5 {
                    let mut transaction = database.begin().await.unwrap();
                    bodies::lock_tree(&mut transaction).await.unwrap();
                    let mut held = bodies::lock(&mut transaction, &id).await.unwrap();
                    held.sort += 1;
                    bodies::update(&mut transaction, &held).await.unwrap();
                    transaction.commit().await.unwrap();
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        let mut transaction = database.begin().await.unwrap();
        let all = bodies::lock_all(&mut transaction).await.unwrap();
        assert_eq!(all.iter().map(|body| body.sort).collect::<Vec<_>>(), [district.sort + 30]);
        let unknown = bodies::lock(&mut transaction, &BodyId::new(now())).await;
        assert!(matches!(unknown, Err(StoreError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn bodies_are_browsed_in_the_order_they_were_entered_each_with_who_supervises_it() {
    on_each(|database| async move {
        let district = Body { kind: Kind::Government, level: Level::County, ..body("示例区人民政府", None) };
        let closed = Body { active: false, ..body("旧局", Some(&district)) };
        let street = body("青禾街道办事处", Some(&district));
        let bureau = Body { supervisor: Some(street.id.clone()), ..body("示例区财政局", Some(&district)) };
        let orphan = Body { supervisor: Some(closed.id.clone()), ..body("云溪镇人民政府", Some(&closed)) };
        let all = [&district, &closed, &street, &bureau, &orphan];
        for body in all {
            insert(&database, body).await.unwrap();
        }
        let browsed = async |browse: Browse, limit| bodies::browsed(&mut &database, &browse, limit).await.unwrap();
        let mut expected = [
            (district.clone(), None),
            (street.clone(), Some(district.id.clone())),
            (bureau.clone(), Some(street.id.clone())),
            (orphan, None),
        ];
        expected.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
        assert_eq!(browsed(Browse::default(), 9).await, expected);
        let after = Browse { after: Some(expected[0].0.id.clone()), ..Browse::default() };
        assert_eq!(browsed(after, 2).await, expected[1..3]);
        let ids = |rows: Vec<(Body, Option<BodyId>)>| rows.into_iter().map(|(body, _)| body.id).collect::<Vec<_>>();
        let below = Browse { below: Some(street.clone()), ..Browse::default() };
        assert_eq!(ids(browsed(below, 9).await), std::slice::from_ref(&street.id));
        let county = Browse { level: Some(Level::County), kind: Some(Kind::Government), ..Browse::default() };
        assert_eq!(ids(browsed(county, 9).await), std::slice::from_ref(&district.id));
        // Closed without anything to be read of it; nobody is told of it by any way.
        let with_closed = || Browse { with_closed: true, ..Browse::default() };
        assert_eq!(ids(browsed(with_closed(), 9).await).len(), 4);
        crate::house::changing(&database, async |on| {
            let collection = Collection {
                id: CollectionId::new(now()),
                body: district.id.clone(),
                year: 2023,
                due: "{}".to_owned(),
                due_on: None,
                opened_at: now(),
                closed_at: None,
            };
            collections::insert(on, &collection).await.unwrap();
            let owing = [Owing { id: ObligationId::new(now()), body: closed.id.clone(), due_on: date(2024, 1, 31) }];
            obligations::insert(on, &collection.id, 2023, &owing, now()).await.unwrap();
        })
        .await;
        assert!(ids(browsed(with_closed(), 9).await).contains(&closed.id));
        assert_eq!(browsed(Browse::default(), 9).await.len(), 4);
        let none = Browse { level: Some(Level::County), kind: Some(Kind::Street), ..Browse::default() };
        assert!(browsed(none, 9).await.is_empty());
    })
    .await;
}
