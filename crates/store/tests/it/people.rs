use gongkai_store::bodies::{self, Body, Kind, Level, Profile};
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::people::{self, Grant, Person, Role};
use gongkai_store::{Database, StoreError};
use jiff::SignedDuration;

use crate::databases::{now, on_each};

/// A person of whom every column holds something.
pub(crate) fn person(sign_in: &str) -> Person {
    Person {
        id: PersonId::new(now()),
        sign_in: sign_in.to_owned(),
        name: "经办人".to_owned(),
        email: Some("officer@example.com".to_owned()),
        phone: Some("0000-1234567".to_owned()),
        lang: "zh-CN".to_owned(),
        password_hash: Some("$argon2id$".to_owned()),
        must_change_password: true,
        password_changed_at: Some(now()),
        totp_secret: Some("GEZDGNBVGY3TQOJQ".to_owned()),
        totp_since: Some(now()),
        totp_last_step: Some(56_000_000),
        recovery_codes: vec!["a".to_owned(), "b".to_owned()],
        oidc_subject: Some(format!("subject of {sign_in}")),
        failed_sign_ins: 2,
        locked_until: Some(now().checked_add(SignedDuration::from_mins(5)).unwrap()),
        active: true,
        created_at: now(),
        updated_at: now(),
    }
}

/// Enters a person.
pub(crate) async fn enter(database: &Database, person: &Person) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    people::insert(&mut transaction, person).await?;
    transaction.commit().await
}

async fn enter_body(database: &Database) -> BodyId {
    let id = BodyId::new(now());
    let body = Body {
        path: format!("{id}/"),
        id: id.clone(),
        name: "示例区人民政府".to_owned(),
        other_names: Vec::new(),
        kind: Kind::Government,
        level: Level::County,
        region_code: None,
        credit_code: None,
        parent: None,
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

#[tokio::test]
async fn what_is_entered_is_found_by_id_name_and_subject() {
    on_each(|database| async move {
        let mut on = &database;
        let (one, other) = (person("officer"), person("leader"));
        enter(&database, &one).await.unwrap();
        enter(&database, &other).await.unwrap();
        assert_eq!(people::by_id(&mut on, &one.id).await.unwrap(), one);
        assert_eq!(people::by_sign_in(&mut on, "leader").await.unwrap(), Some(other.clone()));
        assert_eq!(people::by_sign_in(&mut on, "nobody").await.unwrap(), None);
        assert_eq!(people::by_oidc_subject(&mut on, "subject of officer").await.unwrap(), Some(one.clone()));
        assert_eq!(people::all(&mut on).await.unwrap(), vec![other, one]);
        let unknown = people::by_id(&mut on, &PersonId::new(now())).await;
        assert!(matches!(unknown, Err(StoreError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_name_to_sign_in_with_is_one_persons() {
    on_each(|database| async move {
        let one = person("officer");
        enter(&database, &one).await.unwrap();
        let twin = Person { oidc_subject: None, ..person("officer") };
        assert!(matches!(enter(&database, &twin).await, Err(StoreError::Conflict)));
        let mut other = person("leader");
        enter(&database, &other).await.unwrap();
        other.sign_in = "officer".to_owned();
        let mut transaction = database.begin().await.unwrap();
        assert!(matches!(people::update(&mut transaction, &other).await, Err(StoreError::Conflict)));
    })
    .await;
}

#[tokio::test]
async fn a_person_is_written_anew() {
    on_each(|database| async move {
        let mut one = person("officer");
        enter(&database, &one).await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(people::hold(&mut transaction, &one.id).await.unwrap(), one);
        one = Person {
            email: None,
            phone: None,
            password_hash: None,
            password_changed_at: None,
            totp_secret: None,
            totp_since: None,
            totp_last_step: None,
            recovery_codes: Vec::new(),
            locked_until: None,
            active: false,
            ..one
        };
        people::update(&mut transaction, &one).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(people::by_id(&mut &database, &one.id).await.unwrap(), one);
        let mut transaction = database.begin().await.unwrap();
        let unknown = people::update(&mut transaction, &person("nobody")).await;
        assert!(matches!(unknown, Err(StoreError::NotFound)));
    })
    .await;
}

/// Guesses made at once must all be counted: who holds a person keeps the others waiting.
#[tokio::test]
async fn who_holds_a_person_keeps_others_waiting() {
    on_each(|database| async move {
        let one = Person { failed_sign_ins: 0, ..person("officer") };
        enter(&database, &one).await.unwrap();
        let guesses = (0..12).map(|_| {
            let (database, id) = (database.clone(), one.id.clone());
            tokio::spawn(async move {
                let mut transaction = database.begin().await.unwrap();
                let mut held = people::hold(&mut transaction, &id).await.unwrap();
                tokio::task::yield_now().await;
                held.failed_sign_ins += 1;
                people::update(&mut transaction, &held).await.unwrap();
                transaction.commit().await.unwrap();
            })
        });
        for guess in guesses.collect::<Vec<_>>() {
            guess.await.unwrap();
        }
        assert_eq!(people::by_id(&mut &database, &one.id).await.unwrap().failed_sign_ins, 12);
    })
    .await;
}

#[tokio::test]
async fn roles_are_given_and_taken_once() {
    on_each(|database| async move {
        let mut on = &database;
        let (body, one) = (enter_body(&database).await, person("officer"));
        enter(&database, &one).await.unwrap();
        let grant = |role| Grant { person: one.id.clone(), body: body.clone(), role };
        let mut transaction = database.begin().await.unwrap();
        assert!(people::grant_role(&mut transaction, &grant(Role::Reviewer), now()).await.unwrap());
        assert!(!people::grant_role(&mut transaction, &grant(Role::Reviewer), now()).await.unwrap());
        assert!(people::grant_role(&mut transaction, &grant(Role::Auditor), now()).await.unwrap());
        transaction.commit().await.unwrap();
        let both = vec![grant(Role::Auditor), grant(Role::Reviewer)];
        assert_eq!(people::grants_of(&mut on, &one.id).await.unwrap(), both);
        assert_eq!(people::grants(&mut on).await.unwrap(), both);
        let bodies = bodies::with_roles_of(&mut on, &one.id).await.unwrap();
        assert_eq!(bodies.iter().map(|body| &body.id).collect::<Vec<_>>(), [&body]);
        let mut transaction = database.begin().await.unwrap();
        assert!(people::revoke_role(&mut transaction, &grant(Role::Reviewer)).await.unwrap());
        assert!(!people::revoke_role(&mut transaction, &grant(Role::Reviewer)).await.unwrap());
        transaction.commit().await.unwrap();
        assert_eq!(people::grants_of(&mut on, &one.id).await.unwrap(), vec![grant(Role::Auditor)]);
    })
    .await;
}
