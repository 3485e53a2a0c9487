-- Addresses and turns are libs/crawl's; what we know of them is ours, by the same numbers and origins.
insert into frontier_host (origin, not_before) select origin, not_before from host on conflict (origin) do nothing;
insert into frontier_address (id, url, origin, due_at) overriding system value select id, url, origin, next_at from page;
select setval(pg_get_serial_sequence('frontier_address', 'id'), greatest(1, (select max(id) from frontier_address)));
update frontier_host h set next_at = (select greatest(h.not_before, min(a.due_at)) from frontier_address a
  where a.origin = h.origin and a.due_at is not null having count(*) > 0);

alter table page alter column id drop identity, drop column url, drop column origin, drop column next_at,
  add column via text,                                    -- where redirects led; null: nowhere
  add column via_lasting boolean not null default false,  -- all of them were permanent
  add column hops int not null default 0,
  add foreign key (id) references frontier_address on delete cascade;
alter table host drop column not_before, add foreign key (origin) references frontier_host;

-- What is asked next is in the frontier now.
do $$ begin
  if to_regclass('jobs') is not null then
    delete from jobs where task_name = 'host';
  end if;
end $$;
