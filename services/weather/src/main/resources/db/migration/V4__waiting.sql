-- Forecasts that were set down and of which it is not known yet what came: an outlook a row, a forecast a quantity.
create table forecast_open (
  place text not null,
  issued timestamptz not null,
  known timestamptz not null,
  valid timestamptz not null,
  forecasts jsonb not null,
  primary key (place, issued, known));
create index forecast_open_known on forecast_open (known);

-- Messages of warnings that hold, and what is known of those that were replaced before they came.
create table warning_message (
  identity text primary key,
  keep timestamptz not null,
  replaced boolean not null,
  event text,
  former text,
  message jsonb);
create index warning_message_keep on warning_message (keep);
