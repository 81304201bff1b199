-- The list of requests has a page of its name: views that were saved of `traces` are views of `requests`. Whoever has one of the
-- same name there already finds the moved one by the end of its id behind its name.
UPDATE saved_views AS moved
SET page = 'requests',
  name = CASE
    WHEN EXISTS (
      SELECT FROM saved_views AS there
      WHERE there.project_id = moved.project_id AND there.owner_id = moved.owner_id
        AND there.page = 'requests' AND there.name = moved.name
    ) THEN left(moved.name, 80) || ' ' || right(moved.id::text, 12)
    ELSE moved.name
  END
WHERE page = 'traces';
