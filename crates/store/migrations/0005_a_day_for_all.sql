-- The last day a collection sets for everybody on its roll; none where each kind of body has its own.
ALTER TABLE collections ADD COLUMN due_on DATE;
