use gongkai_store::bodies::Body;
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::journal::{self, Actor, Event, Filter, Scope};
use gongkai_store::{Database, StoreError};

use crate::bodies::{body, insert};
use crate::databases::{now, on_each};

async fn write(database: &Database, actor: &Actor, event: Event) {
    let mut transaction = database.begin().await.unwrap();
    journal::append(&mut transaction, actor, now(), event).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn subjects(database: &Database, filter: &Filter) -> Vec<String> {
    let entries = journal::entries(&mut &*database, filter, 99).await.unwrap();
    let mut subjects: Vec<String> = entries.into_iter().map(|entry| entry.subject_id).collect();
    subjects.reverse();
    subjects
}

#[tokio::test]
async fn a_scope_holds_bodies_subtrees_and_the_system() {
    on_each(|database| async move {
        let district = body("示例区人民政府", None);
        let street = body("青禾街道办事处", Some(&district));
        let community = body("青禾社区", Some(&street));
        let other = body("样本区人民政府", None);
        let program = Actor::program("test");
        for each in [&district, &street, &community, &other] {
            insert(&database, each).await.unwrap();
            write(&database, &program, Event::of(&each.id, "body", &each.name, "body_entered")).await;
        }
        write(&database, &program, Event::system("person", "system", "signed_in")).await;
        let check = async |bodies: &[&Body], subtrees: &[&Body], system: bool, expected: &[&str]| {
            let ids = |of: &[&Body]| of.iter().map(|body| body.id.clone()).collect::<Vec<BodyId>>();
            let scope = Scope { bodies: ids(bodies), subtrees: ids(subtrees), system };
            let filter = Filter { scope: Some(scope), ..Filter::default() };
            assert_eq!(subjects(&database, &filter).await, expected);
        };
        check(&[], &[], false, &[]).await;
        check(&[], &[], true, &["system"]).await;
        check(&[&street], &[], false, &["青禾街道办事处"]).await;
        check(&[], &[&street], false, &["青禾街道办事处", "青禾社区"]).await;
        check(&[&street, &other], &[&street], true, &["青禾街道办事处", "青禾社区", "样本区人民政府", "system"]).await;
        check(&[], &[&district, &other], false, &["示例区人民政府", "青禾街道办事处", "青禾社区", "样本区人民政府"])
            .await;
        assert_eq!(subjects(&database, &Filter::default()).await.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn entries_are_found_by_who_made_them() {
    on_each(|database| async move {
        let (person, of) = (PersonId::new(now()), BodyId::new(now()));
        let actor = Actor::person(person.clone(), "经办人");
        write(&database, &actor, Event::of(&of, "body", "1", "body_entered")).await;
        write(&database, &Actor::program("test"), Event::of(&of, "body", "2", "body_entered")).await;
        let filter = Filter { actor_id: Some(person.to_string()), ..Filter::default() };
        assert_eq!(subjects(&database, &filter).await, ["1"]);
    })
    .await;
}

/// Two that write into the same two chains, each in another order, do not wait for each other for ever.
#[tokio::test]
async fn writers_of_several_chains_do_not_block_each_other() {
    on_each(|database| async move {
        let (one, other) = (BodyId::new(now()), BodyId::new(now()));
        let writers = (0..12).map(|number| {
            let database = database.clone();
            let pair = if number % 2 == 0 { [one.clone(), other.clone()] } else { [other.clone(), one.clone()] };
            tokio::spawn(async move {
                for _ in 0..5 {
                    let mut transaction = database.begin().await?;
                    for chain in &pair {
                        let event = Event::of(chain, "body", chain, "body_entered");
                        journal::append(&mut transaction, &Actor::program("test"), now(), event).await?;
                    }
                    transaction.commit().await?;
                }
                Ok::<(), StoreError>(())
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap().unwrap();
        }
        let held = journal::verify_all(&mut &database).await.unwrap();
        assert_eq!(held.iter().map(|chain| chain.as_ref().unwrap().entries).collect::<Vec<_>>(), [60, 60]);
    })
    .await;
}

#[tokio::test]
async fn entries_are_read_onward_from_where_one_was() {
    on_each(|database| async move {
        let (own, other) = (BodyId::new(now()), BodyId::new(now()));
        let program = Actor::program("test");
        for (of, subject) in [(&own, "1"), (&other, "2"), (&own, "3"), (&own, "4")] {
            write(&database, &program, Event::of(of, "body", subject, "body_entered")).await;
        }
        let filter = |after| Filter { chain: Some(own.to_string()), after, ..Filter::default() };
        let onward = async |after, limit| {
            let entries = journal::entries_onward(&mut &database, &filter(after), limit).await.unwrap();
            entries.into_iter().map(|entry| (entry.subject_id, entry.position)).collect::<Vec<_>>()
        };
        let first = onward(None, 2).await;
        assert_eq!(first.iter().map(|(subject, _)| subject.as_str()).collect::<Vec<_>>(), ["1", "3"]);
        let rest = onward(first.last().map(|(_, position)| *position), 2).await;
        assert_eq!(rest.iter().map(|(subject, _)| subject.as_str()).collect::<Vec<_>>(), ["4"]);
        assert_eq!(onward(rest.last().map(|(_, position)| *position), 2).await, []);
    })
    .await;
}
