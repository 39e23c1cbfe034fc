### draft
