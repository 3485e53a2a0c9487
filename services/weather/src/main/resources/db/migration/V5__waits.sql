-- Until when a provider has asked to be left alone (Retry-After).
create table provider_wait (
  provider text primary key,
  until timestamptz not null);
