-- The schema itself is made by Flyway (create-schemas); tables come with the features that need them.
COMMENT ON SCHEMA weather IS 'Owned by the weather service; no other service reads or writes it.';
