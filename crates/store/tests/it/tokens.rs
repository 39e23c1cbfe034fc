use gongkai_store::id::{PersonId, TokenId};
use gongkai_store::tokens::{self, Scope, Token};
use jiff::{SignedDuration, Timestamp};

use crate::databases::{now, on_each};
use crate::people::{enter, person};

fn after(hours: i64) -> Timestamp {
    now().checked_add(SignedDuration::from_hours(hours)).unwrap()
}

fn token(person: &PersonId, hash: &str, scope: Scope) -> Token {
    Token {
        id: TokenId::new(now()),
        token_hash: hash.to_owned(),
        person: person.clone(),
        name: "统计程序".to_owned(),
        scope,
        created_at: now(),
        expires_at: after(24),
        used_at: None,
        revoked_at: None,
    }
}

#[tokio::test]
async fn a_token_is_good_until_it_runs_out_or_is_revoked() {
    on_each(|database| async move {
        let mut on = &database;
        let (one, other) = (person("officer"), person("leader"));
        enter(&database, &one).await.unwrap();
        enter(&database, &other).await.unwrap();
        let (read, write) = (token(&one.id, "a", Scope::Read), token(&one.id, "b", Scope::Write));
        let mut transaction = database.begin().await.unwrap();
        tokens::insert(&mut transaction, &read).await.unwrap();
        tokens::insert(&mut transaction, &write).await.unwrap();
        tokens::insert(&mut transaction, &token(&other.id, "c", Scope::Read)).await.unwrap();
        tokens::touch(&mut transaction, &read.id, after(1)).await.unwrap();
        transaction.commit().await.unwrap();
        let used = Token { used_at: Some(after(1)), ..read.clone() };
        assert_eq!(tokens::by_hash(&mut on, "a", after(23)).await.unwrap(), Some(used.clone()));
        assert_eq!(tokens::by_hash(&mut on, "a", after(24)).await.unwrap(), None);
        let mut transaction = database.begin().await.unwrap();
        assert!(!tokens::revoke(&mut transaction, &other.id, &read.id, now()).await.unwrap(), "not theirs");
        assert!(tokens::revoke(&mut transaction, &one.id, &read.id, after(2)).await.unwrap());
        assert!(!tokens::revoke(&mut transaction, &one.id, &read.id, after(3)).await.unwrap());
        transaction.commit().await.unwrap();
        assert_eq!(tokens::by_hash(&mut on, "a", now()).await.unwrap(), None);
        let mut kept = tokens::of_person(&mut on, &one.id).await.unwrap();
        kept.sort_by(|a, b| a.token_hash.cmp(&b.token_hash));
        assert_eq!(kept, vec![Token { revoked_at: Some(after(2)), ..used }, write]);
        assert!(!kept[0].is_good(now()) && kept[1].is_good(now()) && !kept[1].is_good(after(24)));
    })
    .await;
}

#[tokio::test]
async fn all_tokens_of_a_person_are_revoked_at_once() {
    on_each(|database| async move {
        let mut on = &database;
        let (one, other) = (person("officer"), person("leader"));
        enter(&database, &one).await.unwrap();
        enter(&database, &other).await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        for (person, hash) in [(&one, "a"), (&one, "b"), (&other, "c")] {
            tokens::insert(&mut transaction, &token(&person.id, hash, Scope::Write)).await.unwrap();
        }
        assert_eq!(tokens::revoke_all(&mut transaction, &one.id, now()).await.unwrap(), 2);
        assert_eq!(tokens::revoke_all(&mut transaction, &one.id, now()).await.unwrap(), 0);
        transaction.commit().await.unwrap();
        assert!(tokens::by_hash(&mut on, "a", now()).await.unwrap().is_none());
        assert!(tokens::by_hash(&mut on, "c", now()).await.unwrap().is_some());
    })
    .await;
}
