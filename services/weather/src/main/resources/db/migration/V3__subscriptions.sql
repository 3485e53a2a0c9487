-- The secret stands in clear: messages are signed with it.
create table subscription (
  id text primary key,
  place text not null references place (id) on delete cascade,
  address text not null,
  secret text not null,
  created_at timestamptz not null);
create index subscription_place on subscription (place);

create table told (
  subscription text not null references subscription (id) on delete cascade,
  news text not null,
  at timestamptz not null default now(),
  primary key (subscription, news));
create index told_at on told (at);
