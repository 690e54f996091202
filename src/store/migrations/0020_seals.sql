-- Seals: a hash of what was written, written with it, so that a change made in the database shows (store/seal.ts).

ALTER TABLE inbox ADD COLUMN seal TEXT;
ALTER TABLE outbox ADD COLUMN seal TEXT;
ALTER TABLE evidence ADD COLUMN seal TEXT;
ALTER TABLE post ADD COLUMN seal TEXT;
UPDATE inbox SET seal = 'before';
UPDATE outbox SET seal = 'before';
UPDATE evidence SET seal = 'before';
UPDATE post SET seal = 'before';
