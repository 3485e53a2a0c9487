package dev.catchwater.aggregator.store;

/** The statements of one ingest, in the order they run. Each takes all its rows as one jsonb array. */
final class IngestSql {

    /** A removed source takes nothing any more; the lock keeps it from being removed meanwhile. */
    static final String SOURCE = "select 1 from source where id = $1 and removed_at is null for share";

    static final String AUTHORS = """
            insert into author (platform, host, external_id, handle, display_name, url, bot)
            select x.platform, x.host, x.external_id, x.handle, x.display_name, x.url, x.bot
            from jsonb_to_recordset($1) as x(platform smallint, host text, external_id text, handle text,
              display_name text, url text, bot boolean)
            order by 1, 2, 3
            on conflict (platform, host, external_id) do update
              set handle = excluded.handle, display_name = excluded.display_name, url = excluded.url,
                bot = excluded.bot
              where (author.handle, author.display_name, author.url, author.bot)
                is distinct from (excluded.handle, excluded.display_name, excluded.url, excluded.bot)""";

    static final String AUTHOR_IDS = """
            select a.id, a.platform, a.host, a.external_id from author a
            join jsonb_to_recordset($1) as x(platform smallint, host text, external_id text)
              using (platform, host, external_id)""";

    static final String KEYS = """
            insert into post_key (platform, origin, ext_id, kind, post_id, sort_at)
            select x.platform, x.origin, x.ext_id, x.kind, x.post_id, x.sort_at
            from jsonb_to_recordset($1) as x(platform smallint, origin text, ext_id text, kind smallint,
              post_id bigint, sort_at timestamptz)
            order by 1, 2, 3
            on conflict do nothing""";

    /** A separate statement, so that it sees what others have committed while the one before was waiting. */
    static final String KEYS_NOW = """
            select k.platform, k.origin, k.ext_id, k.kind, k.post_id, k.sort_at from post_key k
            join jsonb_to_recordset($1) as x(platform smallint, origin text, ext_id text)
              using (platform, origin, ext_id)
            order by 1, 2, 3 for share of k""";

    private static final String POST_COLUMNS = """
            x(id bigint, sort_at timestamptz, platform smallint, reporter text, authoritative boolean,
              author_id bigint, published_at timestamptz, edited_at timestamptz, title text, html text, plain text,
              url text, lang text, warning text, sensitive boolean, media jsonb, tags jsonb)""";

    static final String POSTS = """
            insert into post (id, sort_at, platform, reporter, author_id, published_at, edited_at, ingested_at,
              title, html, plain, url, lang, warning, sensitive, media, tags)
            select id, sort_at, platform, reporter, author_id, published_at, edited_at, $2,
              title, html, plain, url, lang, warning, sensitive, media, tags
            from jsonb_to_recordset($1) as""" + " " + POST_COLUMNS;

    /** Only its home or whoever told us first may change a post, and never back to an older edit. */
    static final String EDITS = """
            update post p set edited_at = x.edited_at, changed_at = $2, author_id = coalesce(x.author_id, p.author_id),
              reporter = x.reporter, title = x.title, html = x.html, plain = x.plain, url = x.url, lang = x.lang,
              warning = x.warning, sensitive = x.sensitive, media = x.media, tags = x.tags
            from jsonb_to_recordset($1) as""" + " " + POST_COLUMNS + """

            where p.id = x.id and p.sort_at = x.sort_at and p.deleted_at is null
              and (p.reporter = x.reporter or x.authoritative)
              and coalesce(x.edited_at, '-infinity') >= coalesce(p.edited_at, '-infinity')
              and (p.title, p.html, p.url, p.lang, p.warning, p.sensitive, p.media, p.tags)
                is distinct from (x.title, x.html, x.url, x.lang, x.warning, x.sensitive, x.media, x.tags)
            returning p.id""";

    /** Which of these are in somebody's timeline. */
    static final String VISIBLE = """
            select distinct p.id from post p
            join source_post sp on sp.post_id = p.id
            join source s on s.id = sp.source_id and s.removed_at is null
            where p.id = any($1) and p.deleted_at is null""";

    /** A post boosted into a source stays when it also comes in directly. */
    static final String LINKS = """
            insert into source_post (source_id, sort_at, post_id, repost_by)
            select $2, x.sort_at, x.id, x.repost_by
            from jsonb_to_recordset($1) as x(id bigint, sort_at timestamptz, repost_by bigint)
            order by 2, 3
            on conflict (source_id, sort_at, post_id) do update set repost_by = null
              where source_post.repost_by is not null and excluded.repost_by is null""";

    /** Takes away a post that its home says is gone, and otherwise only what this host's sources showed of it. */
    static final String DELETE = "update post set deleted_at = $2 where id = any($1) and reporter = $3";

    static final String UNLINK_HOST = """
            delete from source_post sp using source s
            where s.id = sp.source_id and s.host = $2 and sp.post_id = any($1)""";

    static final String UNLINK_BOOST =
            "delete from source_post where source_id = $2 and repost_by is not null and post_id = any($1)";

    static final String EVENTS =
            "insert into feed_event (type, post_id) select * from unnest($1::smallint[], $2::bigint[])";

    /** Only from the mark that the visit began with: of two visits at once the other one's stays, and no order is needed. */
    static final String HEAD = "update source set head = $2 where id = $1 and head is not distinct from $3";

    static final String OUR_XID = "select pg_current_xact_id()::text::bigint as xid";

    private IngestSql() {}
}
