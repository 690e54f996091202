-- The console's own transcript: what each demo conversation shows, so that a reload shows it again.

CREATE TABLE console_message (
  place     INTEGER PRIMARY KEY AUTOINCREMENT, -- order in which people see them
  id        TEXT NOT NULL UNIQUE,      -- the browser's id of what was said, the outbox key of what was answered
  account   TEXT NOT NULL,             -- whose conversation with the assistant
  changed   INTEGER NOT NULL UNIQUE,   -- counts up over all conversations; a card replaced in place gets a new one
  at        INTEGER NOT NULL,
  mine      INTEGER NOT NULL,          -- 1: said by the person, 0: by the assistant
  body      TEXT NOT NULL,             -- JSON, see channels/console/transcript.ts
  reply_to  TEXT,
  urgent    INTEGER NOT NULL DEFAULT 0,
  seen      INTEGER NOT NULL
);
CREATE INDEX console_conversation ON console_message (account, place);
CREATE INDEX console_unseen ON console_message (account) WHERE seen = 0;
