use std::collections::BTreeSet;

use gongkai_store::Database;
use gongkai_store::jobs::{self, Job, State};
use jiff::{SignedDuration, Timestamp};

use crate::databases::{now, on_each};

fn after(seconds: i64) -> Timestamp {
    now().checked_add(SignedDuration::from_secs(seconds)).unwrap()
}

async fn write(database: &Database, job: &Job) -> bool {
    let mut transaction = database.begin().await.unwrap();
    let written = jobs::enqueue(&mut transaction, job).await.unwrap();
    transaction.commit().await.unwrap();
    written
}

async fn claim(database: &Database, worker: &str, at: Timestamp) -> Option<Job> {
    let mut transaction = database.begin().await.unwrap();
    let until = at.checked_add(SignedDuration::from_secs(60)).unwrap();
    let job = jobs::claim(&mut transaction, worker, at, until).await.unwrap();
    transaction.commit().await.unwrap();
    job
}

#[tokio::test]
async fn a_job_is_written_once_taken_and_done() {
    on_each(|database| async move {
        let mut on = &database;
        let job = Job { unique_key: Some("one".to_owned()), ..Job::new("read_upload", "{}".to_owned(), now()) };
        assert!(!jobs::is_due(&mut on, now()).await.unwrap());
        assert!(write(&database, &job).await);
        let twin = Job { unique_key: Some("one".to_owned()), ..Job::new("read_upload", "{}".to_owned(), now()) };
        assert!(!write(&database, &twin).await, "the same work waits twice");
        assert_eq!(jobs::list(&mut on, Some(State::Queued), 9).await.unwrap(), vec![job.clone()]);
        assert!(jobs::is_due(&mut on, now()).await.unwrap());
        let taken = claim(&database, "a", now()).await.unwrap();
        assert_eq!((taken.id.clone(), taken.attempts, taken.state), (job.id.clone(), 1, State::Running));
        assert!(claim(&database, "b", now()).await.is_none());
        // Work asked for while the first runs may concern what came later: it waits anew.
        assert!(write(&database, &twin).await);
        let mut transaction = database.begin().await.unwrap();
        assert!(!jobs::succeed(&mut transaction, &job.id, "b", now()).await.unwrap(), "not b's job");
        assert!(jobs::succeed(&mut transaction, &job.id, "a", now()).await.unwrap());
        transaction.commit().await.unwrap();
        let done = jobs::by_id(&mut on, &job.id).await.unwrap();
        assert_eq!((done.state, done.finished_at, done.locked_by), (State::Done, Some(now()), None));
        let counts: BTreeSet<_> =
            jobs::counts(&mut on).await.unwrap().into_iter().map(|(state, count)| (state.id(), count)).collect();
        assert_eq!(counts, BTreeSet::from([("done", 1), ("queued", 1)]));
        let mut transaction = database.begin().await.unwrap();
        assert_eq!(jobs::forget_done(&mut transaction, now()).await.unwrap(), 0);
        assert_eq!(jobs::forget_done(&mut transaction, after(1)).await.unwrap(), 1);
        transaction.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn many_workers_never_take_one_job_twice() {
    on_each(|database| async move {
        let mut transaction = database.begin().await.unwrap();
        let sixty: Vec<Job> = (0..60).map(|_| Job::new("read_upload", "{\"a\":1}".to_owned(), now())).collect();
        jobs::enqueue_all(&mut transaction, &sixty, now()).await.unwrap();
        transaction.commit().await.unwrap();
        let workers: Vec<_> = (0..6)
            .map(|number| {
                let database = database.clone();
                tokio::spawn(async move {
                    let worker = format!("worker-{number}");
                    let mut taken = Vec::new();
                    // With rows locked by others PostgreSQL may find none for a moment; nobody waits for that.
                    while jobs::is_due(&mut &database, now()).await.unwrap() {
                        taken.extend(claim(&database, &worker, now()).await.map(|job| job.id));
                    }
                    taken
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            all.extend(worker.await.unwrap());
        }
        assert_eq!((all.len(), all.iter().collect::<BTreeSet<_>>().len()), (60, 60));
    })
    .await;
}

#[tokio::test]
async fn a_silent_nodes_job_is_taken_up_and_the_silent_node_has_lost_it() {
    on_each(|database| async move {
        let mut on = &database;
        write(&database, &Job::new("read_upload", "{}".to_owned(), now())).await;
        let first = claim(&database, "dead", now()).await.unwrap();
        assert!(claim(&database, "other", after(59)).await.is_none(), "the lease still holds");
        let mut transaction = database.begin().await.unwrap();
        assert!(jobs::prolong(&mut transaction, &first.id, "dead", after(90)).await.unwrap());
        transaction.commit().await.unwrap();
        assert!(claim(&database, "other", after(61)).await.is_none(), "it was prolonged");
        assert!(jobs::is_due(&mut on, after(90)).await.unwrap());
        let again = claim(&database, "other", after(90)).await.unwrap();
        assert_eq!((again.id.clone(), again.attempts), (first.id.clone(), 2));
        let mut transaction = database.begin().await.unwrap();
        assert!(!jobs::prolong(&mut transaction, &first.id, "dead", after(200)).await.unwrap());
        assert!(!jobs::succeed(&mut transaction, &first.id, "dead", after(91)).await.unwrap());
        assert!(jobs::succeed(&mut transaction, &first.id, "other", after(91)).await.unwrap());
        transaction.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_failed_job_waits_is_given_up_and_can_be_tried_again() {
    on_each(|database| async move {
        let mut on = &database;
        write(&database, &Job::new("send_message", "{}".to_owned(), now())).await;
        let job = claim(&database, "a", now()).await.unwrap();
        let mut transaction = database.begin().await.unwrap();
        assert!(jobs::fail(&mut transaction, &job.id, "a", "no route", Some(after(10)), now()).await.unwrap());
        transaction.commit().await.unwrap();
        assert!(!jobs::is_due(&mut on, after(9)).await.unwrap());
        let job = claim(&database, "a", after(10)).await.unwrap();
        assert_eq!((job.attempts, job.problem.as_deref()), (2, Some("no route")));
        let mut transaction = database.begin().await.unwrap();
        assert!(!jobs::retry(&mut transaction, &job.id, after(11)).await.unwrap(), "it runs");
        assert!(jobs::fail(&mut transaction, &job.id, "a", "no route", None, after(11)).await.unwrap());
        transaction.commit().await.unwrap();
        assert_eq!(jobs::list(&mut on, Some(State::Failed), 9).await.unwrap().len(), 1);
        assert!(claim(&database, "a", after(9999)).await.is_none());
        let mut transaction = database.begin().await.unwrap();
        assert!(jobs::retry(&mut transaction, &job.id, after(12)).await.unwrap());
        transaction.commit().await.unwrap();
        assert_eq!(claim(&database, "a", after(12)).await.unwrap().attempts, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_committed_is_no_job() {
    on_each(|database| async move {
        let mut transaction = database.begin().await.unwrap();
        jobs::enqueue(&mut transaction, &Job::new("send_message", "{}".to_owned(), now())).await.unwrap();
        drop(transaction);
        assert!(claim(&database, "a", now()).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn of_several_nodes_one_takes_the_turn() {
    on_each(|database| async move {
        let mut on = &database;
        let take = |at: Timestamp, next: Timestamp| {
            let database = database.clone();
            tokio::spawn(async move {
                let mut transaction = database.begin().await.unwrap();
                let taken = jobs::take_turn(&mut transaction, "reminders", at, next).await.unwrap();
                transaction.commit().await.unwrap();
                taken
            })
        };
        assert_eq!(jobs::ran_at(&mut on, "reminders").await.unwrap(), None);
        let nodes: Vec<_> = (0..4).map(|_| take(now(), after(600))).collect();
        let mut turns = 0;
        for node in nodes {
            turns += usize::from(node.await.unwrap());
        }
        assert_eq!(turns, 1);
        assert!(!take(after(599), after(1200)).await.unwrap());
        assert!(take(after(600), after(1200)).await.unwrap());
        assert_eq!(jobs::ran_at(&mut on, "reminders").await.unwrap(), Some(after(600)));
    })
    .await;
}
