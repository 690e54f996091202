-- Documents brought in through the chat: who brought them, withdrawn ones, and files that wait for 入库.

CREATE TABLE document_now (
  id            TEXT PRIMARY KEY,      -- SHA-256 of the text
  title         TEXT NOT NULL,
  title_key     TEXT NOT NULL,         -- the title without blanks, quotation marks and brackets
  number        TEXT,                  -- 浙转升办〔2017〕13号
  expires       TEXT,                  -- 2020-12-31: the last day on which it holds
  file          TEXT NOT NULL,         -- as its sender called it
  text          TEXT NOT NULL,         -- every character that was read
  state         TEXT NOT NULL CHECK (state IN ('in-force', 'superseded', 'withdrawn')),
  superseded_by TEXT,
  added         INTEGER NOT NULL,      -- when it came into force here
  person        TEXT,                  -- who brought it in, or took it out; absent from the command line
  because       TEXT                   -- why it was taken out
) WITHOUT ROWID;
INSERT INTO document_now (id, title, title_key, number, expires, file, text, state, superseded_by, added)
  SELECT id, title, title_key, number, expires, file, text, state, superseded_by, added FROM document;
DROP TABLE document;
ALTER TABLE document_now RENAME TO document;
CREATE INDEX document_number ON document (number, state);
CREATE INDEX document_title ON document (title_key, state);
CREATE INDEX document_state ON document (state, expires, added); -- all that the stamp of the library needs

CREATE TABLE waiting_document (
  id     TEXT PRIMARY KEY,             -- inbox id of the message that brought the file
  file   TEXT NOT NULL,
  text   TEXT NOT NULL,
  at     INTEGER NOT NULL
) WITHOUT ROWID;
