-- Plain enough for H2, PostgreSQL and most others. Times are milliseconds since 1970, which all of them store and sort alike.

create table if not exists subscriber (
	phone_number varchar(15) not null primary key,
	name varchar(100) not null
);

-- One record for each call: writing it twice is refused by its key.
create table if not exists call_record (
	id varchar(36) not null primary key,
	caller varchar(15) not null,
	callee varchar(15) not null,
	outcome varchar(16) not null,
	started_at bigint not null,
	answered_at bigint,
	ended_at bigint not null
);

-- The newest records are read again and again.
create index if not exists call_record_by_end on call_record (ended_at desc, id);
