-- The schema itself is made by Flyway (create-schemas); tables come with the features that need them.
COMMENT ON SCHEMA trading IS 'Owned by the trading service; no other service reads or writes it.';
