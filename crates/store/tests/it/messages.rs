use gongkai_store::StoreError;
use gongkai_store::bodies::Body;
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{CollectionId, MessageId, WebhookId};
use gongkai_store::messages::{self, Channel, Filter, Kind, Message, Reminded, State, Unsent};
use gongkai_store::returns::{self, Extension, Return};
use gongkai_store::webhooks::{self, Delivery, Webhook};
use jiff::{SignedDuration, Timestamp};

use crate::databases::{now, on_each};
use crate::house::{body, entered};
use crate::returns::returned_for;

fn message(to: &Body, channel: Channel, at: Timestamp) -> Message {
    Message {
        id: MessageId::new(at),
        body: to.id.clone(),
        from: None,
        collection: None,
        kind: Kind::Note,
        stage: -2,
        once: None,
        channel,
        address: "office@example.test".to_owned(),
        subject: "关于年度报告".to_owned(),
        text: "请于月底前报送。".to_owned(),
        state: State::Queued,
        attempts: 0,
        not_before: at,
        sent_at: None,
        read_at: None,
        problem: None,
        created_at: at,
        created_by: "经办人".to_owned(),
    }
}

#[tokio::test]
async fn what_is_told_once_is_not_told_twice() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道", None).await;
        let told = Message { once: Some("receipt 1".to_owned()), ..message(&street, Channel::Inbox, now()) };
        let enter = async |message: &Message| {
            let mut transaction = database.begin().await.unwrap();
            messages::insert(&mut transaction, message).await?;
            transaction.commit().await
        };
        assert!(!messages::is_told(&mut &database, "receipt 1").await.unwrap());
        enter(&told).await.unwrap();
        assert!(messages::is_told(&mut &database, "receipt 1").await.unwrap());
        let twin = Message { id: MessageId::new(now()), ..told };
        assert!(matches!(enter(&twin).await, Err(StoreError::Conflict)));
        // Messages that say nothing of the kind are as many as one likes.
        for _ in 0..2 {
            enter(&message(&street, Channel::Mail, now())).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_message_is_kept_and_its_fate_noted() {
    on_each(|database| async move {
        let mut on = &database;
        let district = body(&database, "示例区人民政府", None).await;
        let street = body(&database, "青禾街道办事处", Some(&district)).await;
        let mut one = message(&street, Channel::Inbox, now());
        let mut transaction = database.begin().await.unwrap();
        messages::insert(&mut transaction, &one).await.unwrap();
        messages::insert(&mut transaction, &message(&district, Channel::Mail, now())).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(messages::by_id(&mut on, &one.id).await.unwrap(), one);
        one.state = State::Sent;
        one.attempts = 2;
        one.sent_at = Some(now());
        one.problem = Some("timeout".to_owned());
        let mut transaction = database.begin().await.unwrap();
        messages::update(&mut transaction, &one).await.unwrap();
        let unknown = messages::update(&mut transaction, &message(&street, Channel::Sms, now())).await;
        assert!(matches!(unknown, Err(StoreError::NotFound)));
        transaction.commit().await.unwrap();
        assert_eq!(messages::by_id(&mut on, &one.id).await.unwrap(), one);
        assert_eq!(messages::unread(&mut on, &street.id).await.unwrap(), 1);
        let below = Filter { to_path: Some(street.path.clone()), ..Filter::default() };
        let found = messages::list(&mut on, &below, 10).await.unwrap();
        assert_eq!((found.len(), found[0].body_name.as_str()), (1, "青禾街道办事处"));
        let all = messages::list(&mut on, &Filter::default(), 10).await.unwrap();
        assert_eq!(all.len(), 2);
        let older = Filter { before: Some(all[0].message.id.clone()), ..Filter::default() };
        assert_eq!(messages::list(&mut on, &older, 10).await.unwrap().len(), 1);
        let mail = Filter { channel: Some(Channel::Mail), state: Some(State::Queued), ..Filter::default() };
        assert_eq!(messages::list(&mut on, &mail, 10).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_has_not_gone_out_is_counted_by_channel() {
    on_each(|database| async move {
        let mut on = &database;
        let street = body(&database, "青禾街道办事处", None).await;
        let kept = [
            (Channel::Mail, State::Queued, 0),
            (Channel::Mail, State::Queued, 2),
            (Channel::Mail, State::Failed, 8),
            (Channel::Chat, State::Failed, 1),
            (Channel::Sms, State::Sent, 1),
        ];
        let mut transaction = database.begin().await.unwrap();
        for (channel, state, attempts) in kept {
            let one = Message { state, attempts, ..message(&street, channel, now()) };
            messages::insert(&mut transaction, &one).await.unwrap();
        }
        transaction.commit().await.unwrap();
        let unsent = messages::unsent(&mut on, now()).await.unwrap();
        let (chat, mail) = (Unsent { retried: 0, failed: 1 }, Unsent { retried: 1, failed: 1 });
        assert_eq!(unsent, [(Channel::Chat, chat), (Channel::Mail, mail)]);
        // What was given up long ago is told no more.
        let later = now() + SignedDuration::from_hours(1);
        let unsent = messages::unsent(&mut on, later).await.unwrap();
        assert_eq!(unsent, [(Channel::Mail, Unsent { retried: 1, failed: 0 })]);
    })
    .await;
}

#[tokio::test]
async fn webhooks_of_a_body_and_of_those_above_are_told() {
    on_each(|database| async move {
        let mut on = &database;
        let district = body(&database, "示例区人民政府", None).await;
        let street = body(&database, "青禾街道办事处", Some(&district)).await;
        let webhook = |of: &Body| Webhook {
            id: WebhookId::new(now()),
            body: of.id.clone(),
            url: "http://localhost/hook".to_owned(),
            secret: "secret".to_owned(),
            active: true,
            gone_at: None,
            created_at: now(),
            created_by: "管理员".to_owned(),
        };
        let (above, own) = (webhook(&district), webhook(&street));
        let mut transaction = database.begin().await.unwrap();
        webhooks::insert(&mut transaction, &above).await.unwrap();
        webhooks::insert(&mut transaction, &own).await.unwrap();
        transaction.commit().await.unwrap();
        let told = webhooks::told_of(&mut on, &street.path).await.unwrap();
        assert_eq!(told, vec![above.clone(), own.clone()]);
        assert_eq!(webhooks::told_of(&mut on, &district.path).await.unwrap(), vec![above.clone()]);
        let mut delivery = Delivery {
            id: "0190b5a0c00070008000000000000001".to_owned(),
            webhook: own.id.clone(),
            event: "report_published".to_owned(),
            payload: "{}".to_owned(),
            state: "queued".to_owned(),
            attempts: 0,
            status: None,
            problem: None,
            created_at: now(),
            finished_at: None,
        };
        let mut transaction = database.begin().await.unwrap();
        webhooks::switch(&mut transaction, &above.id, false).await.unwrap();
        webhooks::insert_delivery(&mut transaction, &delivery).await.unwrap();
        delivery.status = Some(503);
        delivery.attempts = 1;
        webhooks::update_delivery(&mut transaction, &delivery).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(webhooks::told_of(&mut on, &street.path).await.unwrap(), vec![own.clone()]);
        assert_eq!(webhooks::deliveries(&mut on, &own.id, 5).await.unwrap(), vec![delivery.clone()]);
        assert_eq!(webhooks::waiting(&mut on).await.unwrap(), vec![(delivery.id.clone(), own.id.clone())]);
        // Of each webhook the newest, were it an older one that is tried last.
        let older = Delivery {
            id: delivery.id.replace("0190b5a0c", "0190b5a0b"),
            state: "sent".to_owned(),
            ..delivery.clone()
        };
        let mut transaction = database.begin().await.unwrap();
        webhooks::insert_delivery(&mut transaction, &older).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(webhooks::newest(&mut on).await.unwrap(), vec![delivery.clone()]);
        assert_eq!(webhooks::waiting(&mut on).await.unwrap().len(), 1, "what was sent does not wait");
        // It is tried again, and then given up; once the webhook is off that is nobody's trouble.
        assert_eq!(webhooks::unsent(&mut on).await.unwrap(), Unsent { retried: 1, failed: 0 });
        assert_eq!(webhooks::held_off(&mut on).await.unwrap(), 0);
        for (active, unsent) in [(true, Unsent { retried: 0, failed: 1 }), (false, Unsent::default())] {
            "failed".clone_into(&mut delivery.state);
            let mut transaction = database.begin().await.unwrap();
            webhooks::update_delivery(&mut transaction, &delivery).await.unwrap();
            webhooks::switch(&mut transaction, &own.id, active).await.unwrap();
            transaction.commit().await.unwrap();
            assert_eq!(webhooks::unsent(&mut on).await.unwrap(), unsent);
        }
        assert_eq!(webhooks::held_off(&mut on).await.unwrap(), 1, "but told apart");
        let own = Webhook { active: false, ..own };
        assert_eq!(webhooks::by_id(&mut on, &own.id).await.unwrap(), own);
        // Its receiver is gone until somebody switches it on again.
        let own = Webhook { active: true, ..own };
        let mut transaction = database.begin().await.unwrap();
        webhooks::switch(&mut transaction, &own.id, true).await.unwrap();
        assert!(webhooks::note_gone(&mut transaction, &own.id, now()).await.unwrap());
        assert!(!webhooks::note_gone(&mut transaction, &own.id, now()).await.unwrap(), "once");
        transaction.commit().await.unwrap();
        let gone = webhooks::by_id(&mut on, &own.id).await.unwrap();
        assert_eq!((gone.active, gone.gone_at), (false, Some(now())));
        let mut transaction = database.begin().await.unwrap();
        webhooks::switch(&mut transaction, &own.id, true).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(webhooks::by_id(&mut on, &own.id).await.unwrap(), own);
        let mut transaction = database.begin().await.unwrap();
        webhooks::remove(&mut transaction, &own.id).await.unwrap();
        assert!(matches!(webhooks::remove(&mut transaction, &own.id).await, Err(StoreError::NotFound)));
        transaction.commit().await.unwrap();
        assert_eq!(webhooks::all(&mut on).await.unwrap(), vec![Webhook { active: false, ..above }]);
    })
    .await;
}

#[tokio::test]
async fn it_is_known_how_and_when_a_body_was_reminded_last() {
    on_each(|database| async move {
        let street = body(&database, "青禾街道", None).await;
        let other = body(&database, "云溪镇", None).await;
        let collection = Collection {
            id: CollectionId::new(now()),
            body: street.id.clone(),
            year: 2023,
            due: "{}".to_owned(),
            due_on: None,
            opened_at: now(),
            closed_at: None,
        };
        let later = now().checked_add(jiff::SignedDuration::from_hours(5)).unwrap();
        let reminder = |to: &Body, stage, at| Message {
            collection: Some(collection.id.clone()),
            kind: Kind::Reminder,
            stage,
            ..message(to, Channel::Inbox, at)
        };
        let mut transaction = database.begin().await.unwrap();
        collections::insert(&mut transaction, &collection).await.unwrap();
        for message in [reminder(&street, 1, now()), reminder(&street, -1, later)] {
            messages::insert(&mut transaction, &message).await.unwrap();
        }
        let note = Message { kind: Kind::Note, ..reminder(&other, 1, now()) };
        messages::insert(&mut transaction, &note).await.unwrap();
        transaction.commit().await.unwrap();
        let between = async |from, until| {
            let found = messages::reminders_between(&mut &database, &collection.id, from, until).await.unwrap();
            found.into_iter().map(|row| (row.body_name, row.message.stage)).collect::<Vec<_>>()
        };
        assert_eq!(between(now(), now()).await, [("青禾街道".to_owned(), 1)], "a note is no reminder");
        assert_eq!(between(now(), later).await.len(), 2);
        assert!(between(later.checked_add(jiff::SignedDuration::from_secs(1)).unwrap(), later).await.is_empty());
        let reminded = async || messages::reminded(&mut &database, &collection.id).await.unwrap();
        let of_report = Reminded { body: street.id.clone(), kind: Kind::Reminder, stage: 1, last_at: later };
        assert_eq!(reminded().await, std::slice::from_ref(&of_report));
        // Of mending it is reminded by stages of their own, each return anew.
        let report = entered(&database, &street, 2023, 1).await;
        let hours = |hours| now().checked_add(jiff::SignedDuration::from_hours(hours)).unwrap();
        let mending = |stage, at| Message { kind: Kind::Mending, ..reminder(&street, stage, at) };
        for (returned_at, stage, at) in [(hours(1), 3, hours(2)), (hours(6), 1, hours(7))] {
            let returned = Return { returned_at, ..returned_for(&report) };
            let mut transaction = database.begin().await.unwrap();
            returns::insert(&mut transaction, &returned).await.unwrap();
            transaction.commit().await.unwrap();
            assert_eq!(reminded().await, std::slice::from_ref(&of_report), "nothing was said about this return");
            let mut transaction = database.begin().await.unwrap();
            messages::insert(&mut transaction, &mending(stage, at)).await.unwrap();
            transaction.commit().await.unwrap();
            let of_mending = Reminded { body: street.id.clone(), kind: Kind::Mending, stage, last_at: at };
            let all = reminded().await;
            assert!(all.len() == 2 && all.contains(&of_report) && all.contains(&of_mending), "{all:?}");
        }
        // Another day begins anew, too.
        let [last, ..] = &returns::of_year(&mut &database, &street.id, 2023).await.unwrap()[..] else { panic!() };
        let to = last.due_on.tomorrow().unwrap();
        let (reason, by) = ("核对台账".to_owned(), "主管".to_owned());
        let extension = Extension { from: last.due_on, to, reason, at: hours(8), by };
        let mut transaction = database.begin().await.unwrap();
        returns::extend(&mut transaction, last, &extension).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(reminded().await, std::slice::from_ref(&of_report));
    })
    .await;
}
