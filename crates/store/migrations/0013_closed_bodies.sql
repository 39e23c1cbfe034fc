-- Since when a body is closed, and which one took over its work. Of those closed before, the day they were closed here.
ALTER TABLE bodies ADD COLUMN closed_on DATE;
ALTER TABLE bodies ADD COLUMN successor_id TEXT;
UPDATE bodies SET closed_on = date(COALESCE(
    (SELECT MAX(j.at) FROM journal j
     WHERE j.subject_kind = 'body' AND j.subject_id = bodies.id AND j.action = 'body_closed'), updated_at))
WHERE NOT active;
