-- Messages: what came in (each once), what goes out (each once).

CREATE TABLE inbox (
  id        TEXT PRIMARY KEY,          -- channel and the platform's id: a redelivery violates this key
  channel   TEXT NOT NULL,
  account   TEXT NOT NULL,
  chat      TEXT NOT NULL,
  at        INTEGER NOT NULL,          -- ms since the epoch, as all instants here
  kind      TEXT NOT NULL,
  text      TEXT,                      -- as typed, for the conversation and for tracing figures
  reply_to  TEXT,
  command   TEXT,                      -- which command took it
  status    TEXT NOT NULL              -- how it ended: see assistant/handle.ts
) WITHOUT ROWID;
CREATE INDEX inbox_conversation ON inbox (chat, account, at);

CREATE TABLE outbox (
  key       TEXT PRIMARY KEY,          -- nothing is said twice
  person    TEXT,                      -- either a person …
  channel   TEXT,
  chat      TEXT,                      -- … or a chat
  reply_to  TEXT,
  card      TEXT NOT NULL,             -- message/card.ts as JSON
  due       INTEGER NOT NULL,
  replaces  TEXT,
  urgent    INTEGER NOT NULL DEFAULT 0,
  unless    TEXT,                      -- query that must find a row just before sending
  created   INTEGER NOT NULL,
  state     TEXT NOT NULL,             -- queued, leased, sent, dropped, failed, unknown
  attempts  INTEGER NOT NULL DEFAULT 0,
  lease     INTEGER,                   -- until when a worker holds it
  tried     INTEGER,                   -- first attempt that may have reached the platform
  sent      INTEGER,
  message   TEXT,                      -- the platform's id of the sent message
  error     TEXT
) WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (due) WHERE state IN ('queued', 'leased');
CREATE INDEX outbox_message ON outbox (message) WHERE message IS NOT NULL;

-- Small settings of the running office: moved deadlines, the demo's clock.
CREATE TABLE setting (
  name      TEXT PRIMARY KEY,
  value     TEXT NOT NULL
) WITHOUT ROWID;
