-- platform: 1 mastodon, 8 feed
create table source (
  id int generated always as identity primary key,
  platform smallint not null,
  host text not null,                    -- an instance's base address, or a feed's host
  timeline text not null,                -- which of the host's timelines, or the feed's address
  url text not null,
  title text not null,
  site_url text,
  added_at timestamptz not null,
  removed_at timestamptz,                -- hidden at once, cleared away in steps
  next_poll_at timestamptz,              -- null: never again
  interval_ms bigint not null,
  why text not null,                     -- why next_poll_at is what it is, for people
  last_ok_at timestamptz,
  failures int not null default 0,
  last_error text,
  lease_owner text,
  lease_until timestamptz,
  stream_owner text,
  stream_until timestamptz,
  stream_up boolean not null default false,
  etag text,
  last_modified text,
  head text collate "C");                -- read without gaps up to this id
create unique index source_key on source (platform, host, timeline) where removed_at is null;
create index source_due on source (next_poll_at) where removed_at is null and next_poll_at is not null;

-- each configured seed is planted once; removing the source later does not bring it back
create table seed (seed text primary key, planted_at timestamptz not null);

create table author (
  id bigint generated always as identity primary key,
  platform smallint not null,
  host text not null,
  external_id text not null,
  handle text,
  display_name text,
  url text,
  bot boolean not null,
  unique (platform, host, external_id));

-- the names a post is known by; uniqueness here is what makes ingesting idempotent
create table post_key (
  platform smallint not null,
  origin text not null,                  -- '*' for names unique everywhere, else an instance or a feed
  ext_id text not null,
  kind smallint not null,                -- 1 identity, 2 another name, 3 a boost that shows it
  post_id bigint not null,
  sort_at timestamptz not null,
  primary key (platform, origin, ext_id));
create index post_key_post on post_key (post_id);

create table post (
  id bigint not null,                    -- 41 bit ms of ingest | 10 bit node | 12 bit counter
  sort_at timestamptz not null,          -- min(published_at, ingested_at); never changes
  platform smallint not null,
  reporter text not null,                -- who may change it: its home if that ever told us, else the first to tell
  author_id bigint references author,
  published_at timestamptz,
  edited_at timestamptz,                 -- the author's claim
  changed_at timestamptz,                -- when we saw other content
  ingested_at timestamptz not null,
  deleted_at timestamptz,
  title text,
  html text not null,
  plain text not null,
  url text,
  lang text,
  warning text,
  sensitive boolean not null,
  media jsonb not null,
  tags jsonb not null,
  xid bigint not null default pg_current_xact_id()::text::bigint,
  primary key (sort_at, id));
create unique index post_id on post (id);

-- a post reaches us through many sources
create table source_post (
  source_id int not null references source,
  sort_at timestamptz not null,
  post_id bigint not null,
  repost_by bigint references author,
  primary key (source_id, sort_at, post_id));
create index source_post_post on source_post (post_id) include (source_id, repost_by);

-- what listeners are told, in commit order: readers stop below the oldest transaction still running
create table feed_event (
  seq bigint generated always as identity primary key,
  xid bigint not null default pg_current_xact_id()::text::bigint,
  at timestamptz not null default now(),
  type smallint not null,                -- 1 post, 2 edit, 3 delete, 4 reset
  post_id bigint);
create index feed_event_position on feed_event (xid, seq);
create index feed_event_at on feed_event (at);

-- the last position that was trimmed from the log: nobody can continue from before it
create table event_floor (one boolean primary key default true check (one), xid bigint not null, seq bigint not null);
insert into event_floor (xid, seq) values (0, 0);

create table api_key (
  id text primary key,
  name text not null,
  role text not null,
  hash text not null,
  created_at timestamptz not null,
  revoked_at timestamptz);
