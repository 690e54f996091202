-- What was written beside the ledger, as hashes chained to one another: what is changed behind the program is not among
-- them (store/change-log.node.ts). A row a commit; written by the program on a machine, not on D1.
CREATE TABLE change_log (
  sequence  INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,          -- by the machine's clock, never less than the row before
  changes   TEXT NOT NULL,             -- JSON: [table, hash of the row's key, hash of the row or null where it went] …
  keyed     INTEGER NOT NULL,          -- 1: hashed with the office's secret (YAODIAN_SEAL_KEY)
  hash      TEXT NOT NULL              -- of the hash of the row before and all that stands here
);
