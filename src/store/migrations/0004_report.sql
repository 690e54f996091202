-- Reports on their way: drafts that wait for a word, and the files that bear a figure out.

CREATE TABLE draft (
  id        TEXT PRIMARY KEY,          -- inbox id of the message that said it
  region    TEXT NOT NULL,
  person    TEXT NOT NULL,
  at        INTEGER NOT NULL,
  content   TEXT NOT NULL,             -- report/prepare.ts: Update, as JSON
  open      INTEGER NOT NULL           -- 1 until confirmed, discarded or replaced
) WITHOUT ROWID;
CREATE INDEX draft_open ON draft (region, at) WHERE open = 1;

-- How a draft ended; two people who end it at the same moment violate the key.
CREATE TABLE draft_end (
  draft     TEXT PRIMARY KEY REFERENCES draft (id),
  how       TEXT NOT NULL,             -- confirmed, discarded, replaced
  person    TEXT NOT NULL,
  message   TEXT NOT NULL,
  at        INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE evidence (
  message   TEXT NOT NULL,             -- inbox id of the update that it bears out
  sha256    TEXT NOT NULL,             -- of the content, under which it is kept
  region    TEXT NOT NULL,
  name      TEXT NOT NULL,
  mime      TEXT NOT NULL,
  bytes     INTEGER NOT NULL,
  person    TEXT NOT NULL,
  carrier   TEXT NOT NULL,             -- inbox id of the message that brought it
  at        INTEGER NOT NULL,
  PRIMARY KEY (message, sha256)
) WITHOUT ROWID;
