-- The schema itself is made by Flyway (create-schemas); tables come with the features that need them.
COMMENT ON SCHEMA prices IS 'Owned by the prices service; no other service reads or writes it.';
