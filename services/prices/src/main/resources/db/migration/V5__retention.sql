-- One index instead of two that began alike: it finds a history, and answers by itself what a watch asks of the past.
drop index price_point_offer;
alter table price_point drop constraint price_point_pkey,
  add primary key (offer_id, valid_from) include (price, shipping, currency, availability);

-- Drops the oldest month of points, if it has ended before then; its name, or null. What held at its end goes on to hold
-- at the beginning of the next one, so that every history still begins with what held.
create function forget_month(before timestamptz) returns text language plpgsql as $$
declare
  name text;
  first date;
  next timestamptz;
begin
  select c.relname into name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'price_point'::regclass and c.relname ~ '^price_point_[0-9]{6}$' order by c.relname limit 1;
  if name is null then
    return null;
  end if;
  first := to_date(right(name, 6) || '01', 'YYYYMMDD');
  next := (first + interval '1 month')::timestamp at time zone 'UTC';
  if next > before then
    return null;
  end if;
  perform month_of_points(next);
  execute format('insert into price_point (offer_id, valid_from, currency, price, list, member, shipping, availability, evidence)
    select distinct on (offer_id) offer_id, $1, currency, price, list, member, shipping, availability, evidence
    from %I order by offer_id, valid_from desc on conflict do nothing', name) using next;
  execute format('drop table %I', name);
  return name;
end $$;
