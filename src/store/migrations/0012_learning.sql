-- What people thought of answers, and answers that a coordinator reviewed.

CREATE TABLE verdict (
  question TEXT NOT NULL,              -- inbox id of the question
  account  TEXT NOT NULL,
  good     INTEGER NOT NULL,
  why      TEXT,                       -- 数不对, 答非所问 …, or the person's own words
  at       INTEGER NOT NULL,
  PRIMARY KEY (question, account)
) WITHOUT ROWID;
CREATE INDEX verdict_bad ON verdict (at) WHERE good = 0;

-- Questions by the day, without reading other messages.
CREATE INDEX inbox_question ON inbox (at) WHERE command = '问';

-- A question that a coordinator settled: answered, or set aside.
CREATE TABLE settled_question (
  key      TEXT PRIMARY KEY,           -- ask/key.ts
  person   TEXT NOT NULL,
  at       INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE vouched (
  id        TEXT PRIMARY KEY,
  key       TEXT NOT NULL,             -- of the question; the newest that holds answers
  question  TEXT NOT NULL,             -- as it was asked
  answer    TEXT NOT NULL,
  document  TEXT NOT NULL,             -- SHA-256 of the document's text: a newer version ends it
  title     TEXT NOT NULL,
  section   TEXT NOT NULL,             -- 二（三）
  person    TEXT NOT NULL,
  at        INTEGER NOT NULL,
  withdrawn INTEGER                    -- when it was taken back
) WITHOUT ROWID;
CREATE INDEX vouched_key ON vouched (key, at);
