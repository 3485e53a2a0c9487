-- What is forgotten of alerts and reviews is found by its age.
create index alert_at on alert (at);
create index review_decided on review (decided_at) where decided_at is not null;
