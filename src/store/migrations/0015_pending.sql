-- Messages whose handling did not end as usual: received and not finished yet, or set aside.
CREATE TABLE pending (
  id        TEXT PRIMARY KEY,          -- as in the inbox
  incoming  TEXT NOT NULL,             -- message/incoming.ts as JSON
  at        INTEGER NOT NULL,          -- when it was begun the last time, or set aside
  tries     INTEGER NOT NULL,          -- how often it was begun
  state     TEXT NOT NULL,             -- received, set-aside, again
  why       TEXT                       -- time, memory, died
) WITHOUT ROWID;
