use gongkai_store::id::PersonId;
use gongkai_store::idempotency::{self, Answer, Claim, Horizon, Kept, Key, Stand};
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::{Database, StoreError};
use jiff::{SignedDuration, Timestamp};

use crate::databases::{now, on_each};

fn after(seconds: i64) -> Timestamp {
    now().checked_add(SignedDuration::from_secs(seconds)).unwrap()
}

fn key(actor: &str, key: &str) -> Key {
    Key { actor: actor.to_owned(), key: key.to_owned() }
}

/// Kept for an hour, a minute for those that never ended.
fn horizon(at: Timestamp) -> Horizon {
    Horizon {
        kept_since: at.checked_sub(SignedDuration::from_hours(1)).unwrap(),
        begun_since: at.checked_sub(SignedDuration::from_mins(1)).unwrap(),
    }
}

async fn claim(database: &Database, key: &Key, hash: &str, at: Timestamp) -> bool {
    let mut transaction = database.begin().await.unwrap();
    let claimed = idempotency::claim(&mut transaction, key, hash, horizon(at), at).await.unwrap();
    transaction.commit().await.unwrap();
    claimed
}

async fn keep(database: &Database, key: &Key, begun: Timestamp, status: u16) -> bool {
    let answer = Answer { status, response: "{}".to_owned() };
    let mut transaction = database.begin().await.unwrap();
    let claim = Claim { key: key.clone(), begun };
    let kept = idempotency::keep(&mut transaction, &claim, &answer).await.unwrap();
    transaction.commit().await.unwrap();
    kept
}

#[tokio::test]
async fn a_key_is_claimed_once_and_keeps_its_answer() {
    on_each(|database| async move {
        let mut on = &database;
        let (one, other) = (key("a", "k"), key("b", "k"));
        assert!(claim(&database, &one, "h1", now()).await);
        assert!(claim(&database, &other, "h1", now()).await, "each actor has keys of their own");
        assert!(!claim(&database, &one, "h2", after(1)).await);
        let begun = Kept { request_hash: "h1".to_owned(), stand: Stand::InProgress, at: now() };
        assert_eq!(idempotency::find(&mut on, &one).await.unwrap(), Some(begun.clone()));
        assert!(!keep(&database, &one, after(1), 500).await, "not the claim that holds");
        assert!(keep(&database, &one, now(), 201).await);
        assert!(!keep(&database, &one, now(), 200).await, "an answer never changes");
        let stand = Stand::Answered(Answer { status: 201, response: "{}".to_owned() });
        assert_eq!(idempotency::find(&mut on, &one).await.unwrap(), Some(Kept { stand, ..begun }));
        assert!(!claim(&database, &one, "h1", after(3599)).await);
        assert_eq!(idempotency::find(&mut on, &key("c", "k")).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn what_never_ended_or_is_old_is_claimed_anew() {
    on_each(|database| async move {
        let mut on = &database;
        let (dead, done) = (key("a", "dead"), key("a", "done"));
        claim(&database, &dead, "h", now()).await;
        claim(&database, &done, "h", now()).await;
        keep(&database, &done, now(), 200).await;
        assert!(!claim(&database, &dead, "h", after(59)).await);
        assert!(claim(&database, &dead, "h", after(61)).await);
        // The one that was taken for dead comes back too late.
        assert!(!keep(&database, &dead, now(), 200).await);
        assert!(!claim(&database, &done, "h", after(61)).await);
        assert!(claim(&database, &done, "h", after(3601)).await);
        let mut transaction = database.begin().await.unwrap();
        let held = |key: &Key, begun| Claim { key: key.clone(), begun };
        idempotency::release(&mut transaction, &held(&done, now())).await.unwrap();
        idempotency::release(&mut transaction, &held(&dead, after(61))).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(idempotency::find(&mut on, &dead).await.unwrap(), None);
        assert!(idempotency::find(&mut on, &done).await.unwrap().is_some(), "a claim lets go of itself only");
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(idempotency::forget_before(&mut transaction, after(3601)).await.unwrap(), 0);
        assert_eq!(idempotency::forget_before(&mut transaction, after(3602)).await.unwrap(), 1);
        transaction.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn of_two_nodes_one_claims() {
    on_each(|database| async move {
        let of = key("a", "k");
        let tries = (0..8).map(|_| {
            let (database, of) = (database.clone(), of.clone());
            tokio::spawn(async move { claim(&database, &of, "h", now()).await })
        });
        let mut claimed = 0;
        for each in tries.collect::<Vec<_>>() {
            claimed += i32::from(each.await.unwrap());
        }
        assert_eq!(claimed, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_done_says_so_in_its_own_transaction() {
    on_each(|database| async move {
        let mut on = &database;
        let of = key("a", "k");
        let held = Claim { key: of.clone(), begun: now() };
        let actor = Actor { claim: Some(held.clone()), ..Actor::person(PersonId::new(now()), "经办人") };
        let event = || Event::system("person", "a", "person_entered");
        let stand = async || {
            let mut on = &database;
            idempotency::find(&mut on, &of).await.unwrap().map(|kept| kept.stand)
        };
        claim(&database, &of, "h", now()).await;
        // The program stops before the commit: nothing is done, and the key says nothing else.
        let mut transaction = database.begin().await.unwrap();
        journal::append(&mut transaction, &actor, now(), event()).await.unwrap();
        drop(transaction);
        assert_eq!((stand().await, journal::position(&mut on).await.unwrap()), (Some(Stand::InProgress), 0));
        // It stops after it: done, by however many entries, and never begun anew.
        let mut transaction = database.begin().await.unwrap();
        journal::append(&mut transaction, &actor, now(), event()).await.unwrap();
        journal::append(&mut transaction, &actor, now(), event()).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(stand().await, Some(Stand::CarriedOut));
        assert!(!claim(&database, &of, "h", after(61)).await);
        let mut transaction = database.begin().await.unwrap();
        idempotency::release(&mut transaction, &held).await.unwrap();
        assert_eq!(idempotency::release_all(&mut transaction).await.unwrap(), 0);
        transaction.commit().await.unwrap();
        assert!(keep(&database, &of, now(), 201).await, "the answer comes afterwards");
        assert!(matches!(stand().await, Some(Stand::Answered(_))));
        // Whoever lost the key to a later request does nothing.
        let late = key("a", "late");
        claim(&database, &late, "h", now()).await;
        assert!(claim(&database, &late, "h", after(61)).await);
        let actor = Actor { claim: Some(Claim { key: late.clone(), begun: now() }), ..actor };
        let mut transaction = database.begin().await.unwrap();
        let lost = journal::append(&mut transaction, &actor, now(), event()).await;
        assert!(matches!(lost, Err(StoreError::ClaimLost)), "{lost:?}");
        assert_eq!(idempotency::release_all(&mut transaction).await.unwrap(), 1);
    })
    .await;
}
