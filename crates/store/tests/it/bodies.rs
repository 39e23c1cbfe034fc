use gongkai_store::bodies::{self, Body, Kind, Level, Profile};
use gongkai_store::id::BodyId;
use gongkai_store::{Database, StoreError};

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
