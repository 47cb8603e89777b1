PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA foreign_keys = OFF;
PRAGMA user_version = 1;

CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  works INTEGER NOT NULL,         -- entries that are works
  overlays INTEGER NOT NULL,      -- entries that add to a work described elsewhere
  declarations INTEGER NOT NULL,  -- debates, positions, claims, events
  rejected INTEGER NOT NULL       -- entries that could not be read
);

CREATE TABLE relations (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,      -- the field in the file: disagreeswith
  label TEXT NOT NULL,            -- disagrees with
  inverse_label TEXT NOT NULL,    -- is disagreed with by
  sign TEXT NOT NULL CHECK (sign IN ('+1', 'mixed', '0', '-1')),
  symmetric INTEGER NOT NULL CHECK (symmetric IN (0, 1))
);

CREATE TABLE persons (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,             -- van der Berg, Jan-Pieter, Jr.
  given TEXT NOT NULL,
  particle TEXT NOT NULL,
  family TEXT NOT NULL,
  suffix TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation'))
);

CREATE TABLE person_names (       -- every way in which the files write a name
  person INTEGER NOT NULL REFERENCES persons (id),
  name TEXT NOT NULL,
  PRIMARY KEY (person, name)
) WITHOUT ROWID;

CREATE TABLE debates (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  file INTEGER NOT NULL REFERENCES files (id),
  line INTEGER NOT NULL
);

CREATE TABLE positions (          -- answers to a debate's question; they form trees
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  debate INTEGER REFERENCES debates (id),
  parent INTEGER REFERENCES positions (id),
  file INTEGER NOT NULL REFERENCES files (id),
  line INTEGER NOT NULL
);

CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  title TEXT NOT NULL,            -- the proposition
  debate INTEGER REFERENCES debates (id),
  file INTEGER NOT NULL REFERENCES files (id),
  line INTEGER NOT NULL
);

CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  date TEXT,
  year INTEGER,
  debate INTEGER REFERENCES debates (id),
  file INTEGER NOT NULL REFERENCES files (id),
  line INTEGER NOT NULL
);

CREATE TABLE works (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,              -- empty where the file has none; several works may share one
  label TEXT NOT NULL,            -- Brooks & Wohlforth 2005
  type TEXT,                      -- article, book; none of a work that is only cited
  outside INTEGER NOT NULL CHECK (outside IN (0, 1)),  -- 1 if it is only cited and has no entry
  title TEXT,
  year INTEGER,                   -- astronomical: 0 is 1 BCE
  date TEXT,
  venue TEXT,
  volume TEXT,
  issue TEXT,
  pages TEXT,
  doi TEXT,
  all_named INTEGER NOT NULL CHECK (all_named IN (0, 1)),  -- 0 if the list of names ends in «and others»
  file INTEGER NOT NULL REFERENCES files (id),
  line INTEGER NOT NULL
);

CREATE TABLE authorship (
  work INTEGER NOT NULL REFERENCES works (id),
  place INTEGER NOT NULL,         -- from 1
  person INTEGER NOT NULL REFERENCES persons (id),
  role TEXT NOT NULL CHECK (role IN ('author', 'editor')),
  PRIMARY KEY (work, place)
) WITHOUT ROWID;

CREATE TABLE other_records (      -- records that were taken for another description of a work
  id INTEGER PRIMARY KEY,
  work INTEGER NOT NULL REFERENCES works (id),
  key TEXT NOT NULL,
  rule TEXT NOT NULL,             -- why they are one
  file INTEGER NOT NULL REFERENCES files (id),
  line INTEGER NOT NULL
);

CREATE TABLE cited_references (   -- the strings of lists of references, and what became of them
  id INTEGER PRIMARY KEY,
  work INTEGER NOT NULL REFERENCES works (id),
  text TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('linked', 'ambiguous', 'unresolved', 'ignored')),
  means INTEGER REFERENCES works (id),  -- of an ambiguous one the first of those it may mean
  rule TEXT,
  score INTEGER,                  -- how much agrees, from 0 to 100
  file INTEGER NOT NULL REFERENCES files (id),
  line INTEGER NOT NULL
);

CREATE TABLE citations (
  id INTEGER PRIMARY KEY,
  citing INTEGER NOT NULL REFERENCES works (id),
  cited INTEGER NOT NULL REFERENCES works (id),
  reference INTEGER REFERENCES cited_references (id),  -- none where the file gives a key
  file INTEGER NOT NULL REFERENCES files (id),
  line INTEGER NOT NULL
);

CREATE TABLE responses (          -- one of the three from_… is given, and one of the three to_…
  id INTEGER PRIMARY KEY,
  from_work INTEGER REFERENCES works (id),
  from_position INTEGER REFERENCES positions (id),
  from_claim INTEGER REFERENCES claims (id),
  to_work INTEGER REFERENCES works (id),
  to_position INTEGER REFERENCES positions (id),
  to_claim INTEGER REFERENCES claims (id),
  relation INTEGER NOT NULL REFERENCES relations (id),
  point TEXT,                     -- what it is on
  via INTEGER REFERENCES claims (id),  -- the claim that it is about
  date TEXT,                      -- when it was made, where that is not when the work appeared
  year INTEGER,
  {evidence},
  CHECK ((from_work IS NULL) + (from_position IS NULL) + (from_claim IS NULL) = 2),
  CHECK ((to_work IS NULL) + (to_position IS NULL) + (to_claim IS NULL) = 2)
);

CREATE TABLE stances (            -- who holds which position
  id INTEGER PRIMARY KEY,
  work INTEGER NOT NULL REFERENCES works (id),
  position INTEGER NOT NULL REFERENCES positions (id),
  {evidence}
);

CREATE TABLE oppositions (        -- positions that declare themselves against another
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL REFERENCES positions (id),
  against INTEGER NOT NULL REFERENCES positions (id),
  {evidence}
);

CREATE TABLE assertions (         -- who asserts or denies which claim; a work or a position
  id INTEGER PRIMARY KEY,
  work INTEGER REFERENCES works (id),
  position INTEGER REFERENCES positions (id),
  claim INTEGER NOT NULL REFERENCES claims (id),
  attitude TEXT NOT NULL CHECK (attitude IN ('asserts', 'denies')),
  {evidence},
  CHECK ((work IS NULL) + (position IS NULL) = 1)
);

CREATE TABLE facets (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

CREATE TABLE debate_facets (
  debate INTEGER NOT NULL REFERENCES debates (id),
  facet INTEGER NOT NULL REFERENCES facets (id),
  PRIMARY KEY (debate, facet)
) WITHOUT ROWID;

CREATE TABLE cases (              -- what works studied; without a name: what holds of all of a work's cases
  id INTEGER PRIMARY KEY,
  work INTEGER NOT NULL REFERENCES works (id),
  name TEXT,
  {evidence}
);

CREATE TABLE case_values (
  case_id INTEGER NOT NULL REFERENCES cases (id),
  place INTEGER NOT NULL,         -- from 1
  facet INTEGER NOT NULL REFERENCES facets (id),
  value TEXT NOT NULL,
  folded TEXT NOT NULL,           -- in lower case, by which values are compared
  PRIMARY KEY (case_id, place)
) WITHOUT ROWID;

CREATE TABLE contents (           -- this table: what each table and view holds, and what is in general true
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('table', 'view', 'note')),
  holds TEXT NOT NULL
) WITHOUT ROWID;
