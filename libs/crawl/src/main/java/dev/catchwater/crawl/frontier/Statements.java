package dev.catchwater.crawl.frontier;

/** The frontier's SQL. */
final class Statements {

    private Statements() {}

    // Nothing is due at a host whose subquery finds no row; greatest() alone would pass over the null.
    private static final String NEXT = """
            (select greatest(h.not_before, min(a.due_at)) from frontier_address a
              where a.origin = h.origin and a.due_at is not null having count(*) > 0)""";

    // The bound holds only if those who add do so one after the other.
    static final String LOCK = "select pg_advisory_xact_lock(7166763182)";

    static final String ADD_HOSTS = """
            insert into frontier_host (origin, not_before) select o, $2 from unnest($1::text[]) o order by o
            on conflict (origin) do nothing""";

    static final String ADD = """
            insert into frontier_address (url, origin, due_at)
            select n.url, n.origin, n.due_at from unnest($1::text[], $2::text[], $3::timestamptz[])
              with ordinality as n(url, origin, due_at, place)
            where not exists (select from frontier_address a where a.url = n.url)
            order by n.place limit (select greatest(0, $4::bigint - count(*)) from frontier_address)
            on conflict (url) do nothing returning id, url, origin""";

    static final String REFRESH = "update frontier_host h set next_at = " + NEXT + " where origin = any($1)";

    static final String CLAIM = """
            with free as (
              select origin, held_until from frontier_host
              where next_at <= $1 and not_before <= $1 and held_until <= $1
              order by next_at limit 1 for update skip locked),
            held as (
              update frontier_host h set held_until = $2, fence = h.fence + 1 from free where h.origin = free.origin
              returning h.origin, h.fence, free.held_until > '-infinity' as lapsed)
            select held.*, (select id from frontier_address a where a.origin = held.origin and a.due_at <= $1
              order by a.due_at, a.id limit 1) as address from held""";

    static final String ASK = """
            update frontier_host set not_before = $4
            where origin = $1 and fence = $2 and held_until > $3 and not_before <= $3""";

    static final String ASK_BESIDE = """
            insert into frontier_host as h (origin, not_before) values ($1, $3)
            on conflict (origin) do update set not_before = $3 where h.not_before <= $2 and h.held_until <= $2""";

    static final String HOLD_BACK = """
            update frontier_host set not_before = greatest(not_before, $2),
              next_at = case when next_at is not null then greatest(next_at, $2) end where origin = $1""";

    static final String HOLD_ADDRESS = "select 1 from frontier_address where id = $1 for key share";

    static final String LOCK_HOST = """
            select 1 from frontier_host where origin = (select origin from frontier_address where id = $1) for update""";

    static final String LOCK_ADDRESS = "select 1 from frontier_address where id = $1 for update";

    static final String HOLDS = "select 1 from frontier_host where origin = $1 and fence = $2 for update";

    static final String HOLD_BOTH = """
            select origin, fence from frontier_host where origin = $3 or (origin = $1 and fence = $2)
            order by origin for update""";

    static final String DUE = "update frontier_address set due_at = $2, origin = $3 where id = $1";

    static final String END = """
            update frontier_host h set held_until = '-infinity', not_before = greatest(h.not_before, $2)
            where origin = $1""";

    static final String REMOVE = "delete from frontier_address where id = $1 returning origin";

    static final String HURRY = "update frontier_host set not_before = $2 where origin = $1 and not_before > $2";

    // Of the hosts that waited longest: those that are held just now would else have all of them read each time.
    static final String SOONEST = """
            select min(greatest(next_at, not_before, held_until)) as at from (
              select * from frontier_host where next_at is not null order by next_at limit 100) h""";
}
