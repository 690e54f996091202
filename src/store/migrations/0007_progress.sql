-- Progress: who settled what for a period, read from the index alone; bulletins (通报), their numbers frozen.

CREATE INDEX cell_settled ON cell (period, region, indicator) WHERE figure IS NOT NULL;

CREATE TABLE bulletin (
  id        TEXT PRIMARY KEY,          -- 2017-06-1: period and how many there were for it
  period    TEXT NOT NULL,
  snapshot  TEXT NOT NULL,             -- progress/snapshot.ts as JSON: every number that the bulletin prints
  seal      TEXT NOT NULL,             -- SHA-256 of the snapshot
  person    TEXT NOT NULL,
  at        INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX bulletin_period ON bulletin (period, at);

-- Goals of cities and counties that the office imported; the newest of a year wins over what ships with the project.
CREATE TABLE allocation (
  year      INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  source    TEXT NOT NULL,             -- shown beside every figure that rests on it
  goals     TEXT NOT NULL,             -- JSON: region → indicator → goal in the base unit
  person    TEXT NOT NULL,
  PRIMARY KEY (year, at)
) WITHOUT ROWID;
