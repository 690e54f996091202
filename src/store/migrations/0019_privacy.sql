-- What is kept of people goes when its time is over; what is handed out of it is written down; programs that may ask.

ALTER TABLE inbox ADD COLUMN pruned INTEGER;      -- when its words were taken out
ALTER TABLE outbox ADD COLUMN pruned INTEGER;     -- … its card
ALTER TABLE evidence ADD COLUMN pruned INTEGER;   -- … its file; the row with the hash stays
CREATE INDEX inbox_kept ON inbox (at) WHERE pruned IS NULL;
CREATE INDEX outbox_kept ON outbox (created) WHERE pruned IS NULL;
CREATE INDEX evidence_kept ON evidence (at) WHERE pruned IS NULL;
CREATE INDEX wording_settled ON wording (deadline) WHERE settled IS NOT NULL;

CREATE TABLE access (
  sequence  INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  who       TEXT NOT NULL,             -- person, or the machine's user at the command line
  what      TEXT NOT NULL,             -- people/access.ts: export, file, backup, erase
  whom      TEXT NOT NULL              -- the person, the file, the folder
);

CREATE TABLE client (
  hash      TEXT PRIMARY KEY,          -- SHA-256 of the token: whoever reads the database can not use it
  name      TEXT NOT NULL UNIQUE,
  person    TEXT NOT NULL REFERENCES person (id), -- whose rights it has
  created   INTEGER NOT NULL
) WITHOUT ROWID;
