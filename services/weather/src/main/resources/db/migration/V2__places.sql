create table place (
  id text primary key check (length(id) between 1 and 64),
  name text not null check (length(name) between 1 and 200),
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  elevation double precision,
  zone text not null,
  region text check (length(region) = 2),
  zones text[] not null default '{}',
  created_at timestamptz not null default now());

-- What was learned about forecasters; place '*' is what all places have in common.
create table forecast_site (
  place text not null,
  quantity text not null,
  band smallint not null,
  slot smallint not null,
  state jsonb not null,
  saved_at timestamptz not null default now(),
  primary key (place, quantity, band, slot));
