-- Documents that the office brought in beside the plan's own; a replaced one is kept, but no longer answered from.

CREATE TABLE document (
  id            TEXT PRIMARY KEY,      -- SHA-256 of the text
  title         TEXT NOT NULL,
  title_key     TEXT NOT NULL,         -- the title without blanks, quotation marks and brackets
  number        TEXT,                  -- 浙转升办〔2017〕13号
  expires       TEXT,                  -- 2020-12-31: the last day on which it holds
  file          TEXT NOT NULL,         -- as its sender called it
  text          TEXT NOT NULL,         -- every character that was read
  state         TEXT NOT NULL CHECK (state IN ('in-force', 'superseded')),
  superseded_by TEXT,
  added         INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX document_number ON document (number, state);
CREATE INDEX document_title ON document (title_key, state);
CREATE INDEX document_state ON document (state, added);
