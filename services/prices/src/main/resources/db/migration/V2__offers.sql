create extension if not exists pg_trgm with schema public;

-- an origin, as politeness counts them: one robots.txt, one pace
create table host (
  origin text primary key,
  mode text not null,                    -- NORMAL SLOWED COOLING QUARANTINED
  rate double precision not null,        -- requests a second
  borne double precision not null,
  refused double precision not null,     -- 'Infinity' while no limit is known
  calm int not null,
  strikes int not null,
  not_before timestamptz not null,
  signs text not null default '',        -- what the last answer showed
  since timestamptz not null,            -- when it came to stand on this rung
  sizes int[] not null default '{}',     -- of its last pages, for what is usual
  hashes text[] not null default '{}',
  prices text[] not null default '{}');

create table shop (
  id int generated always as identity primary key,
  name text not null,
  base text not null unique,             -- the address that all of its pages begin with
  added_at timestamptz not null);

create table product (
  id bigint generated always as identity primary key,
  title text not null,
  brand text,
  image text,
  variant text,
  pack_count int,
  pack_value numeric,
  pack_unit text,
  pack_of text,                          -- the GTIN of what this is a case of
  added_at timestamptz not null);
create index product_alike on product using gin (title public.gin_trgm_ops);

-- whatever the statement, a key leads to one product
create table product_key (
  key text primary key,
  kind text not null,                    -- GTIN ISBN BRAND_MPN SHOP
  product_id bigint not null references product);
create index product_key_product on product_key (product_id);

create table page (
  id bigint generated always as identity primary key,
  origin text not null references host,
  shop_id int not null references shop,
  url text not null unique,
  kind text not null,                    -- PRODUCT SITEMAP
  containing text,                       -- of a sitemap's addresses only those that contain this
  weight double precision not null default 1,
  next_at timestamptz,                   -- null: never again
  why text not null,
  state text not null,                   -- NEW OK UNCHANGED DOUBTED REFUSED FORBIDDEN GONE SILENT
  note text,                             -- why it is not OK, for people
  etag text,
  last_modified text,
  looked_at timestamptz,
  looks bigint[] not null default '{}',  -- the last looks: ms since the one before, negative if nothing had changed
  doubted text,                          -- a price that is believed when it is seen again
  added_at timestamptz not null);
create index page_due on page (origin, next_at) where next_at is not null;

create table offer (
  id bigint generated always as identity primary key,
  page_id bigint not null unique references page on delete cascade,
  product_id bigint not null references product,
  shop_id int not null references shop,
  currency text,
  price bigint,                          -- minor units, as all the others
  list bigint,
  member bigint,
  shipping bigint,
  price_range boolean not null default false,
  availability text not null,
  condition text,
  seller text,
  evidence jsonb not null,
  since timestamptz not null,            -- when what holds began to hold
  checked_at timestamptz not null);
create index offer_product on offer (product_id);

-- only what changed; what holds now is the last row
create table price_point (
  offer_id bigint not null,
  valid_from timestamptz not null,
  currency text,
  price bigint,
  list bigint,
  member bigint,
  shipping bigint,
  availability text not null,
  evidence text not null,                -- hash of the page it was read from
  primary key (offer_id, valid_from)) partition by range (valid_from);
create table price_point_rest partition of price_point default;
create index price_point_time on price_point using brin (valid_from);
create index price_point_offer on price_point (offer_id, valid_from desc) include (price, currency, availability);

-- partitions are made by the month, before something is written to it
create function month_of_points(at timestamptz) returns void language plpgsql as $$
declare
  first date := date_trunc('month', at at time zone 'UTC');
  name text := 'price_point_' || to_char(first, 'YYYYMM');
begin
  if to_regclass(name) is null then
    perform pg_advisory_xact_lock(7310212043);
    if to_regclass(name) is null then
      execute format('create table %I partition of price_point for values from (%L) to (%L)',
        name, first::timestamp at time zone 'UTC', (first + interval '1 month')::timestamp at time zone 'UTC');
    end if;
  end if;
end $$;

create table review (
  id bigint generated always as identity primary key,
  product_id bigint not null references product on delete cascade,
  kind text not null,                    -- CONFLICT ALIKE
  reason text not null,
  candidates jsonb not null,
  added_at timestamptz not null,
  decided_at timestamptz,
  decision text);
create index review_open on review (id) where decided_at is null;

create table watch (
  id bigint generated always as identity primary key,
  offer_id bigint not null references offer on delete cascade,
  rule jsonb not null,
  armed boolean not null,
  reference bigint,
  reference_currency text,
  added_at timestamptz not null);
create index watch_offer on watch (offer_id);

create table alert (
  id bigint generated always as identity primary key,
  watch_id bigint not null references watch on delete cascade,
  at timestamptz not null,
  body jsonb not null);
create index alert_watch on alert (watch_id, id);

-- what listeners are told, in commit order: readers stop below the oldest transaction still running
create table event (
  seq bigint generated always as identity primary key,
  xid bigint not null default pg_current_xact_id()::text::bigint,
  at timestamptz not null,
  type text not null,                    -- price alert host review
  body jsonb not null);
create index event_position on event (xid, seq);

-- where alerts go; the secret signs, so it cannot be kept as a hash
create table hook (
  id bigint generated always as identity primary key,
  url text not null,
  secret text not null,
  added_at timestamptz not null,
  gone_at timestamptz);                  -- the receiver answered 410

create table api_key (
  id text primary key,
  name text not null,
  role text not null,
  hash text not null,
  created_at timestamptz not null,
  revoked_at timestamptz);

-- the last position that was trimmed from the log: nobody can continue from before it
create table event_floor (one boolean primary key default true check (one), xid bigint not null, seq bigint not null);
insert into event_floor (xid, seq) values (0, 0);
create index event_at on event (at);
