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
CREATE INDEX post_stand_in ON post (stand_in) WHERE stand_in IS NOT NULL;

CREATE TABLE leave (
  person    TEXT NOT NULL REFERENCES person (id),
  from_day  TEXT NOT NULL,             -- both days included
  to_day    TEXT NOT NULL,
  stand_in  TEXT REFERENCES person (id),
  PRIMARY KEY (person, from_day)
) WITHOUT ROWID;
CREATE INDEX leave_stand_in ON leave (stand_in) WHERE stand_in IS NOT NULL;

-- 绑定: somebody asks to become a county's contact, a coordinator above it answers.
CREATE TABLE binding (
  id        TEXT PRIMARY KEY,          -- inbox id of the asking message
  account   TEXT NOT NULL,
  person    TEXT,                      -- where the account is on the roster already
  name      TEXT NOT NULL,
  region    TEXT NOT NULL,
  hands_over TEXT,                     -- 交接: the contact whose place is taken
  at        INTEGER NOT NULL,
  open      INTEGER NOT NULL           -- 1 until answered
) WITHOUT ROWID;
CREATE INDEX binding_open ON binding (region) WHERE open = 1;

CREATE TABLE binding_end (
  binding   TEXT PRIMARY KEY REFERENCES binding (id), -- of two answers at once the second violates it
  how       TEXT NOT NULL,             -- approved, refused
  reason    TEXT,
  person    TEXT NOT NULL,
  at        INTEGER NOT NULL
) WITHOUT ROWID;
