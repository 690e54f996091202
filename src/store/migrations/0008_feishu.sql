-- Feishu: which chats are groups. Presses of buttons name their chat, not its kind; unlisted chats are private.

CREATE TABLE feishu_group (
  chat      TEXT PRIMARY KEY
) WITHOUT ROWID;
