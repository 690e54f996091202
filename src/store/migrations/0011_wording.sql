-- Answers that a language model is wording: what is said instead when it does not come in time, or says what it may not.

CREATE TABLE wording (
  question TEXT PRIMARY KEY,           -- inbox id
  channel  TEXT NOT NULL,
  chat     TEXT NOT NULL,
  reply_to TEXT NOT NULL,
  asked    TEXT NOT NULL,              -- the question's words
  answer   TEXT NOT NULL,              -- the extractive answer as JSON, with its citations
  deadline INTEGER NOT NULL,           -- then the extractive answer is said by whoever comes first
  settled  INTEGER,
  outcome  TEXT,                       -- worded, overdue, or why the model's words were not said
  said     TEXT                        -- the model's words that were turned down
) WITHOUT ROWID;
CREATE INDEX wording_open ON wording (deadline) WHERE settled IS NULL;
