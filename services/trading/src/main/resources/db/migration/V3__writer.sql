-- Which life of the service wrote it: two lives must not take each other's events for their own.
ALTER TABLE journal ADD COLUMN writer bigint NOT NULL DEFAULT 0;
