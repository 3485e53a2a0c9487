-- The tables of libs/jobs, in the service's own schema: a repeatable migration, so that its number collides with none.
create table if not exists jobs (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    primary key (task_name, task_instance)
);
create index if not exists jobs_due on jobs (execution_time);
create index if not exists jobs_heartbeat on jobs (last_heartbeat) where picked;

-- What was given up, for an operator to look at.
create table if not exists dead_jobs (
    kind     text        not null,
    id       text        not null,
    payload  bytea,
    attempts int         not null,
    failure  text        not null,
    died_at  timestamptz not null,
    primary key (kind, id)
);
create index if not exists dead_jobs_died on dead_jobs (died_at);
