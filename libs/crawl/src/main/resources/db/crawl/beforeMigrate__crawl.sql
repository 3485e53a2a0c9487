-- The tables of libs/crawl's frontier, in the service's own schema. A callback, and not a migration: it has run before any
-- numbered one, which may so refer to them. One statement, for several processes may start at once.
do $$
begin
  perform pg_advisory_xact_lock(7166763181);
  -- That they are there is no news at each start.
  perform set_config('client_min_messages', 'warning', true);

  -- whose turn it is; politeness counts by origin
  create table if not exists frontier_host (
    origin     text        primary key,
    not_before timestamptz not null,                      -- nobody asks it sooner, whoever they are
    next_at    timestamptz,                               -- when it may be asked for what is due; null: nothing is
    held_until timestamptz not null default '-infinity',  -- somebody has the turn, until then at most
    fence      bigint      not null default 0             -- counts the turns: what an earlier holder writes is refused
  );
  create index if not exists frontier_host_next on frontier_host (next_at) where next_at is not null;

  create table if not exists frontier_address (
    id     bigint      generated always as identity primary key,
    url    text        not null unique,                   -- canonical
    origin text        not null references frontier_host, -- where it is asked, which a redirect may have changed
    due_at timestamptz                                    -- null: never again
  );
  create index if not exists frontier_address_due on frontier_address (origin, due_at) where due_at is not null;
end $$;
