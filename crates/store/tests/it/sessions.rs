use gongkai_store::Database;
use gongkai_store::foreign_sign_ins::{self, ForeignSignIn};
use gongkai_store::id::{PersonId, SessionId};
use gongkai_store::pending_sign_ins::{self, PendingSignIn};
use gongkai_store::sessions::{self, Session};
use jiff::{SignedDuration, Timestamp};

use crate::databases::{now, on_each};
use crate::people::{enter, person};

fn after(minutes: i64) -> Timestamp {
    now().checked_add(SignedDuration::from_mins(minutes)).unwrap()
}

fn session(person: &PersonId, token: &str) -> Session {
    Session {
        id: SessionId::new(now()),
        token_hash: token.to_owned(),
        person: person.clone(),
        csrf: "csrf".to_owned(),
        created_at: now(),
        seen_at: now(),
        expires_at: after(60),
        address: "192.0.2.7".to_owned(),
        agent: "browser".to_owned(),
        second_factor: false,
        must_enrol: true,
        elsewhere: true,
    }
}

async fn open(database: &Database, session: &Session) {
    let mut transaction = database.begin().await.unwrap();
    sessions::insert(&mut transaction, session).await.unwrap();
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn a_session_lasts_until_it_runs_out() {
    on_each(|database| async move {
        let mut on = &database;
        let one = person("officer");
        enter(&database, &one).await.unwrap();
        let mut opened = session(&one.id, "a");
        open(&database, &opened).await;
        assert_eq!(sessions::by_token(&mut on, "a", after(59)).await.unwrap(), Some(opened.clone()));
        assert_eq!(sessions::by_token(&mut on, "a", after(60)).await.unwrap(), None);
        assert_eq!(sessions::by_token(&mut on, "b", now()).await.unwrap(), None);
        let mut transaction = database.begin().await.unwrap();
        sessions::touch(&mut transaction, &opened.id, after(30), after(90)).await.unwrap();
        transaction.commit().await.unwrap();
        (opened.seen_at, opened.expires_at) = (after(30), after(90));
        assert_eq!(sessions::by_token(&mut on, "a", after(60)).await.unwrap(), Some(opened));
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(sessions::forget_expired(&mut transaction, after(89)).await.unwrap(), 0);
        assert_eq!(sessions::forget_expired(&mut transaction, after(90)).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_ended_by_their_person_only() {
    on_each(|database| async move {
        let mut on = &database;
        let (one, other) = (person("officer"), person("leader"));
        enter(&database, &one).await.unwrap();
        enter(&database, &other).await.unwrap();
        let opened = [session(&one.id, "a"), session(&one.id, "b"), session(&one.id, "c")];
        for each in &opened {
            open(&database, each).await;
        }
        open(&database, &session(&other.id, "d")).await;
        let mut transaction = database.begin().await.unwrap();
        assert!(!sessions::revoke(&mut transaction, &other.id, &opened[0].id).await.unwrap());
        assert!(sessions::revoke(&mut transaction, &one.id, &opened[0].id).await.unwrap());
        assert_eq!(sessions::revoke_others(&mut transaction, &one.id, Some(&opened[1].id)).await.unwrap(), 1);
        transaction.commit().await.unwrap();
        assert_eq!(sessions::of_person(&mut on, &one.id, now()).await.unwrap(), vec![opened[1].clone()]);
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(sessions::revoke_others(&mut transaction, &one.id, None).await.unwrap(), 1);
        transaction.commit().await.unwrap();
        assert_eq!(sessions::of_person(&mut on, &other.id, now()).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn setting_up_the_second_factor_frees_all_sessions() {
    on_each(|database| async move {
        let mut on = &database;
        let (one, other) = (person("officer"), person("leader"));
        enter(&database, &one).await.unwrap();
        enter(&database, &other).await.unwrap();
        let (here, there, foreign) = (session(&one.id, "a"), session(&one.id, "b"), session(&other.id, "c"));
        for each in [&here, &there, &foreign] {
            open(&database, each).await;
        }
        let mut transaction = database.begin().await.unwrap();
        sessions::enrolled(&mut transaction, &one.id, &here.id).await.unwrap();
        transaction.commit().await.unwrap();
        let here = Session { must_enrol: false, second_factor: true, ..here };
        assert_eq!(sessions::by_token(&mut on, "a", now()).await.unwrap(), Some(here));
        let there = Session { must_enrol: false, ..there };
        assert_eq!(sessions::by_token(&mut on, "b", now()).await.unwrap(), Some(there));
        assert_eq!(sessions::by_token(&mut on, "c", now()).await.unwrap(), Some(foreign));
    })
    .await;
}

#[tokio::test]
async fn a_pending_sign_in_is_good_for_a_while_and_once() {
    on_each(|database| async move {
        let mut on = &database;
        let one = person("officer");
        enter(&database, &one).await.unwrap();
        let pending = |token: &str, minutes| PendingSignIn {
            token_hash: token.to_owned(),
            person: one.id.clone(),
            elsewhere: token == "a",
            expires_at: after(minutes),
        };
        let mut transaction = database.begin().await.unwrap();
        pending_sign_ins::insert(&mut transaction, &pending("a", 5), now()).await.unwrap();
        pending_sign_ins::insert(&mut transaction, &pending("b", 10), now()).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(pending_sign_ins::by_token(&mut on, "a", after(4)).await.unwrap(), Some(pending("a", 5)));
        assert_eq!(pending_sign_ins::by_token(&mut on, "a", after(5)).await.unwrap(), None);
        let mut transaction = database.begin().await.unwrap();
        pending_sign_ins::insert(&mut transaction, &pending("c", 20), after(6)).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(pending_sign_ins::by_token(&mut on, "a", now()).await.unwrap(), None, "what ran out is forgotten");
        let mut transaction = database.begin().await.unwrap();
        pending_sign_ins::forget(&mut transaction, &one.id).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(pending_sign_ins::by_token(&mut on, "b", now()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_begun_elsewhere_is_taken_once() {
    on_each(|database| async move {
        let begun = |token: &str, minutes| ForeignSignIn {
            token_hash: token.to_owned(),
            state: "state".to_owned(),
            nonce: "nonce".to_owned(),
            verifier: "verifier".to_owned(),
            next: "/office?a=1".to_owned(),
            expires_at: after(minutes),
        };
        let take = async |token: &str, minutes| {
            let mut transaction = database.begin().await.unwrap();
            let taken = foreign_sign_ins::take(&mut transaction, token, after(minutes)).await.unwrap();
            transaction.commit().await.unwrap();
            taken
        };
        let mut transaction = database.begin().await.unwrap();
        foreign_sign_ins::insert(&mut transaction, &begun("a", 10), now()).await.unwrap();
        foreign_sign_ins::insert(&mut transaction, &begun("b", 10), now()).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(take("x", 1).await, None);
        assert_eq!(take("a", 9).await, Some(begun("a", 10)));
        assert_eq!(take("a", 9).await, None, "once");
        assert_eq!(take("b", 10).await, None, "too late");
    })
    .await;
}
