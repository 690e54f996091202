-- People: who they are, what they may do where, who takes over for them, when they are away.

CREATE TABLE person (
  id        TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  phone     TEXT,                      -- shown to coordinators above only
  left_at   INTEGER,                   -- left the office: reminded no more, rights gone
  quiet     TEXT                       -- 免打扰: until this day (YYYY-MM-DD)
) WITHOUT ROWID;

CREATE TABLE account (
  account   TEXT PRIMARY KEY,          -- feishu:ou_…, console:…
  person    TEXT NOT NULL REFERENCES person (id)
) WITHOUT ROWID;
CREATE INDEX account_person ON account (person);

CREATE TABLE post (
  person    TEXT NOT NULL REFERENCES person (id),
  role      TEXT NOT NULL,             -- official, contact, city-coordinator, provincial-coordinator, admin
  region    TEXT NOT NULL,             -- region key; officials and admins hold theirs for the province
  stand_in  TEXT REFERENCES person (id), -- AB岗 for this post
  PRIMARY KEY (person, role, region)
) WITHOUT ROWID;
CREATE INDEX post_region ON post (region, role);

CREATE TABLE leave (
  person    TEXT NOT NULL REFERENCES person (id),
  from_day  TEXT NOT NULL,             -- both days included
  to_day    TEXT NOT NULL,
  stand_in  TEXT REFERENCES person (id),
  PRIMARY KEY (person, from_day)
) WITHOUT ROWID;
