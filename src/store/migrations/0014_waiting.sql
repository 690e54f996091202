-- What waits for an earlier message to be confirmed goes out as soon as it is.
CREATE INDEX outbox_waiting ON outbox (replaces) WHERE replaces IS NOT NULL AND state = 'queued';
