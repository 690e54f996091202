-- What a model is asked beside the question's words: the turns before it, and the provisions that may answer it, as they
-- stood when it was asked.

ALTER TABLE wording ADD COLUMN history TEXT;   -- JSON, oldest first
ALTER TABLE wording ADD COLUMN evidence TEXT;  -- JSON; NULL once it is answered
