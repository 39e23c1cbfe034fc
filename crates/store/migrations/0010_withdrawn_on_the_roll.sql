-- A report whose last publication is withdrawn is so on the roll, too; it stood there as accepted, or still as published.
UPDATE obligations SET state = 'withdrawn'
WHERE state IN ('accepted', 'published')
  AND (SELECT r.state FROM reports r WHERE r.id = obligations.report_id) = 'accepted'
  AND (SELECT p.withdrawn_at FROM publications p WHERE p.report_id = obligations.report_id
       ORDER BY p.version DESC LIMIT 1) IS NOT NULL;
