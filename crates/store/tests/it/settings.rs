use gongkai_store::settings;

use crate::bodies::{body, insert};
use crate::databases::{now, on_each};

#[tokio::test]
async fn a_setting_is_found_along_the_tree_from_the_top_down() {
    on_each(|database| async move {
        let mut on = &database;
        let district = body("示例区人民政府", None);
        let street = body("青禾街道办事处", Some(&district));
        let other = body("样本区人民政府", None);
        for each in [&district, &street, &other] {
            insert(&database, each).await.unwrap();
        }
        let mut transaction = database.begin().await.unwrap();
        for (owner, value) in [(&street, 1), (&district, 2), (&other, 3), (&street, 4)] {
            settings::write(&mut transaction, owner.id.as_str(), "due", &value, now()).await.unwrap();
        }
        settings::write(&mut transaction, district.id.as_str(), "else", &5, now()).await.unwrap();
        transaction.commit().await.unwrap();
        let along = async |upper| {
            let own = settings::along(&mut &database, upper, "due").await.unwrap();
            own.into_iter().map(|own| (own.body, own.value)).collect::<Vec<_>>()
        };
        let (d, s) = ((district.id.clone(), "2".to_owned()), (street.id.clone(), "4".to_owned()));
        assert_eq!(along(&street).await, vec![d.clone(), s]);
        assert_eq!(along(&district).await, vec![d.clone()]);
        assert_eq!(settings::read::<i64>(&mut on, street.id.as_str(), "due").await.unwrap(), Some(4));

        let mut transaction = database.begin().await.unwrap();
        assert!(settings::remove(&mut transaction, street.id.as_str(), "due").await.unwrap());
        assert!(!settings::remove(&mut transaction, street.id.as_str(), "due").await.unwrap());
        transaction.commit().await.unwrap();
        assert_eq!(along(&street).await, vec![d]);
        assert_eq!(settings::read::<i64>(&mut on, street.id.as_str(), "due").await.unwrap(), None);
    })
    .await;
}
