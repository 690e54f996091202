-- 转人工: a question that a person is to answer, and the answer, given once.

CREATE TABLE handover (
  id         TEXT PRIMARY KEY,         -- inbox id of the message that handed it over
  account    TEXT NOT NULL,
  person     TEXT,                     -- NULL: not on the roster
  asker      TEXT NOT NULL,            -- as shown: 葛工（长兴县 县联系人）
  region     TEXT NOT NULL,            -- the asker's place: its coordinators answer
  channel    TEXT,                     -- the private chat to which the answer goes back; NULL: the person is told
  chat       TEXT,
  reply_to   TEXT,
  question   TEXT NOT NULL,
  answered   TEXT,                     -- what the program had answered, in one line
  recipients TEXT NOT NULL,            -- persons who were asked, JSON
  at         INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX handover_account ON handover (account, at);
CREATE INDEX handover_at ON handover (at);

-- Of two answers at once the second violates this key.
CREATE TABLE handover_answer (
  handover   TEXT PRIMARY KEY REFERENCES handover (id),
  answer     TEXT NOT NULL,
  person     TEXT NOT NULL,
  at         INTEGER NOT NULL
) WITHOUT ROWID;
