-- Until when a body went by a name it has no more: reports published before bear that name.
ALTER TABLE bodies ADD COLUMN former_names TEXT NOT NULL DEFAULT '{}';
