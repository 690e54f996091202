-- Messages that are files, made when they are sent; and messages that grow until another takes their place.

ALTER TABLE outbox ADD COLUMN file TEXT;                        -- {name, mime, key} as JSON
ALTER TABLE outbox ADD COLUMN grows INTEGER NOT NULL DEFAULT 0;
