-- Reminding: which stages have been run, whom each reminded, and deadlines that were moved.

-- A stage of a deadline is run once for everybody it concerns; running it again violates this key.
CREATE TABLE remind_run (
  rule      TEXT NOT NULL,
  period    TEXT NOT NULL,
  revision  TEXT NOT NULL,             -- of the due day: '0' as the rule says, else the announcement
  stage     TEXT NOT NULL,
  due       INTEGER NOT NULL,          -- the instant laid down for it
  at        INTEGER NOT NULL,          -- when it was run
  PRIMARY KEY (rule, period, revision, stage)
) WITHOUT ROWID;
CREATE INDEX remind_run_due ON remind_run (due);

-- Each reminder, so that nobody hears the same twice and everybody can see who was reminded of what.
CREATE TABLE reminder (
  key       TEXT PRIMARY KEY,          -- rule, period, revision, stage, region, person
  message   TEXT NOT NULL,             -- outbox key; several reminders may be one message
  person    TEXT NOT NULL,
  region    TEXT NOT NULL,
  rule      TEXT NOT NULL,
  period    TEXT NOT NULL,
  stage     TEXT NOT NULL,
  day       TEXT NOT NULL,             -- office day on which it goes out
  at        INTEGER NOT NULL,          -- and the instant
  reason    TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX reminder_day ON reminder (day, person);
CREATE INDEX reminder_message ON reminder (message);

-- Summaries that are kept up to date in place: the newest of each deadline, for each who hears it.
CREATE TABLE remind_digest (
  person    TEXT NOT NULL,
  rule      TEXT NOT NULL,
  period    TEXT NOT NULL,
  region    TEXT NOT NULL,
  revision  TEXT NOT NULL,
  stage     TEXT NOT NULL,
  due       INTEGER NOT NULL,          -- the instant laid down for the stage
  message   TEXT NOT NULL,             -- outbox key under which it was first sent
  parts     INTEGER NOT NULL,          -- of that message; with fewer rows a newer one has taken over, and it rests
  until     INTEGER NOT NULL,
  shows     TEXT NOT NULL,             -- what its newest version tells, to see whether there is anything new
  version   INTEGER NOT NULL,          -- two processes updating at once violate the outbox key made of it
  PRIMARY KEY (person, rule, period, region)
) WITHOUT ROWID;
CREATE INDEX remind_digest_until ON remind_digest (until);

-- Deadlines moved by the office (/截止) or granted to a region (/延期), in the order of their announcement.
CREATE TABLE deadline_move (
  sequence  INTEGER PRIMARY KEY,       -- from 1; two at once violate this key
  rule      TEXT NOT NULL,
  period    TEXT NOT NULL,
  region    TEXT,                      -- NULL: everybody
  due       TEXT NOT NULL,
  because   TEXT NOT NULL,
  person    TEXT NOT NULL,
  at        INTEGER NOT NULL
);
CREATE INDEX deadline_move_period ON deadline_move (rule, period);

-- A region asks for more time (/延期); a coordinator decides, once.
CREATE TABLE extension (
  id        TEXT PRIMARY KEY,
  rule      TEXT NOT NULL,
  period    TEXT NOT NULL,
  region    TEXT NOT NULL,
  due       TEXT NOT NULL,
  because   TEXT NOT NULL,
  person    TEXT NOT NULL,
  at        INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE extension_decision (
  id        TEXT PRIMARY KEY REFERENCES extension (id),
  granted   INTEGER NOT NULL,
  person    TEXT NOT NULL,
  at        INTEGER NOT NULL
) WITHOUT ROWID;
