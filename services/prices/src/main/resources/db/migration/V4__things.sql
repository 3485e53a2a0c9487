-- A page may tell of several things: the variants of one, or all that a list names.
alter table offer drop constraint offer_page_id_key,
  add column thing text not null default '',       -- which of the page's things; '' for its only one
  add column url text,                             -- its own page; null: the one it was read from
  add column shown boolean not null default true,  -- whether the page shows it, and not only names it
  add column missed int not null default 0,        -- looks in a row that did not name it
  add unique (page_id, thing);

-- What is watched is an offer, or the best one of a product.
alter table watch alter column offer_id drop not null,
  add column product_id bigint references product on delete cascade,
  add check ((offer_id is null) <> (product_id is null));
create index watch_product on watch (product_id) where product_id is not null;
