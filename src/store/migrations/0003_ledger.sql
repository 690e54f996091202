-- The ledger (台账): every act on every figure, append-only and chained by region; beside it what holds now.

CREATE TABLE ledger (
  region      TEXT NOT NULL,
  sequence    INTEGER NOT NULL,          -- place in the region's chain, from 1: a concurrent write violates this key
  id          TEXT NOT NULL UNIQUE,
  indicator   TEXT NOT NULL,             -- '*' where the act is on a whole period (lock)
  period      TEXT NOT NULL,
  revision    INTEGER NOT NULL,          -- place in the history of the cell region × indicator × period, from 1
  act         TEXT NOT NULL,             -- report nil correction request undo accept return receive grant deny note lock
  figure      TEXT,                      -- id of the figure that the act is on; its own id where it states one
  replaces    TEXT,                      -- id of the figure that held before
  mode        TEXT,                      -- cumulative, increment
  typed_value TEXT,                      -- as typed: 1.2万
  typed_unit  TEXT,                      -- as typed: 亩; NULL where none was
  value       TEXT,                      -- what was said, in the base unit, exact decimal
  increment   TEXT,                      -- within the period, where said
  cumulative  TEXT,                      -- after it, in the base unit, exact decimal
  as_of       TEXT,
  reason      TEXT,                      -- of a correction, a return, a confirmed warning
  note        TEXT,                      -- 备注
  warnings    TEXT,                      -- names of the checks that warned and were confirmed
  person      TEXT NOT NULL,
  proxy       INTEGER NOT NULL,          -- 1: 代报, by a coordinator for the region
  message     TEXT NOT NULL,             -- inbox id of the message or press that did it
  at          INTEGER NOT NULL,
  previous    TEXT NOT NULL,             -- hash of the region's entry before; '' for the first
  hash        TEXT NOT NULL,             -- SHA-256 of all that stands before it in this row
  PRIMARY KEY (region, sequence)
) WITHOUT ROWID;
CREATE UNIQUE INDEX ledger_cell ON ledger (region, indicator, period, revision);
CREATE INDEX ledger_message ON ledger (message);

-- What holds: derived from the ledger alone, written in the same commit, so that a reading is a point query.
CREATE TABLE cell (
  region      TEXT NOT NULL,
  indicator   TEXT NOT NULL,
  period      TEXT NOT NULL,
  ends        TEXT NOT NULL,             -- last day of the period, by which periods of all kinds sort
  revision    INTEGER NOT NULL,
  state       TEXT NOT NULL,             -- none submitted accepted returned received locked
  figure      TEXT,                      -- the ledger id of the figure that counts; NULL when none does
  nil         INTEGER NOT NULL,          -- 1: it is a nil report
  cumulative  TEXT,
  as_of       TEXT,
  person      TEXT,
  proxy       INTEGER NOT NULL,
  at          INTEGER,
  official            TEXT,              -- the figure last received by the province, for bulletins
  official_cumulative TEXT,
  official_as_of      TEXT,
  request     TEXT,                      -- a correction asked for after the lock
  PRIMARY KEY (region, indicator, period)
) WITHOUT ROWID;
-- By year first and with all that is read, so that a year's figures lie together however many years there are.
CREATE INDEX cell_trail ON cell
  (substr(ends, 1, 4), region, indicator, ends, period, figure, cumulative, as_of, nil, state, person, proxy, at)
  WHERE figure IS NOT NULL;
CREATE INDEX cell_official ON cell
  (substr(ends, 1, 4), region, indicator, ends, period, official, official_cumulative, official_as_of)
  WHERE official IS NOT NULL;
CREATE INDEX cell_period ON cell (period, region);
CREATE INDEX cell_submitted ON cell (region, period) WHERE state = 'submitted';
CREATE INDEX cell_accepted ON cell (region, period) WHERE state = 'accepted';
CREATE INDEX cell_request ON cell (region, period) WHERE request IS NOT NULL;

-- Always holds 1: inserting it again violates its key, which is how a commit is made to fail on a condition.
CREATE TABLE guard (held INTEGER PRIMARY KEY) WITHOUT ROWID;
INSERT INTO guard VALUES (1);
