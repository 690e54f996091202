-- What a message leaves for those that follow it in the talk: message/command.ts `Kept` as JSON.
ALTER TABLE inbox ADD COLUMN kept TEXT;
