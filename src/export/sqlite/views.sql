CREATE INDEX works_by_key ON works (key);
CREATE INDEX works_by_year ON works (year);
CREATE INDEX works_by_doi ON works (doi);
CREATE INDEX authorship_by_person ON authorship (person);
CREATE INDEX positions_by_parent ON positions (parent);
CREATE INDEX other_records_by_work ON other_records (work);
CREATE INDEX cited_references_by_work ON cited_references (work);
CREATE INDEX cited_references_by_meaning ON cited_references (means);
CREATE INDEX citations_by_citing ON citations (citing, cited);
CREATE INDEX citations_by_cited ON citations (cited, citing);
CREATE INDEX responses_by_from_work ON responses (from_work);
CREATE INDEX responses_by_from_position ON responses (from_position);
CREATE INDEX responses_by_from_claim ON responses (from_claim);
CREATE INDEX responses_by_to_work ON responses (to_work);
CREATE INDEX responses_by_to_position ON responses (to_position);
CREATE INDEX responses_by_to_claim ON responses (to_claim);
CREATE INDEX responses_by_via ON responses (via);
CREATE INDEX responses_by_speaker ON responses (by_work);
CREATE INDEX stances_by_work ON stances (work);
CREATE INDEX stances_by_position ON stances (position);
CREATE INDEX assertions_by_claim ON assertions (claim);
CREATE INDEX assertions_by_work ON assertions (work);
CREATE INDEX cases_by_work ON cases (work);
CREATE INDEX case_values_by_facet ON case_values (facet, folded);

CREATE VIEW who_answers_whom AS
SELECT r.id AS response, coalesce(r.year, fw.year) AS year,
  CASE WHEN r.from_work IS NOT NULL THEN 'work' WHEN r.from_position IS NOT NULL THEN 'position' ELSE 'claim' END AS sender_kind,
  coalesce(fw.key, fp.key, fc.key) AS sender, coalesce(fw.label, fp.title, fc.title) AS sender_name,
  relations.name AS relation, relations.sign,
  CASE WHEN r.to_work IS NOT NULL THEN 'work' WHEN r.to_position IS NOT NULL THEN 'position' ELSE 'claim' END AS receiver_kind,
  coalesce(tw.key, tp.key, tc.key) AS receiver, coalesce(tw.label, tp.title, tc.title) AS receiver_name,
  r.point, via.key AS via, r.said_by, r.place, r.locator, r.quote, r.confidence, files.name AS file, r.line, r.field
FROM responses AS r
JOIN relations ON relations.id = r.relation
JOIN files ON files.id = r.file
LEFT JOIN works AS fw ON fw.id = r.from_work
LEFT JOIN positions AS fp ON fp.id = r.from_position
LEFT JOIN claims AS fc ON fc.id = r.from_claim
LEFT JOIN works AS tw ON tw.id = r.to_work
LEFT JOIN positions AS tp ON tp.id = r.to_position
LEFT JOIN claims AS tc ON tc.id = r.to_claim
LEFT JOIN claims AS via ON via.id = r.via;

CREATE VIEW position_subtree AS
WITH RECURSIVE below (ancestor, position, depth) AS (
  SELECT id, id, 0 FROM positions
  UNION ALL
  SELECT below.ancestor, positions.id, below.depth + 1 FROM below JOIN positions ON positions.parent = below.position
)
SELECT ancestor, position, depth FROM below;

CREATE VIEW works_of_positions AS
SELECT above.key AS position, held.key AS held, works.key AS work, works.label, works.year,
  s.said_by, s.place, s.locator, s.quote, s.confidence, files.name AS file, s.line
FROM position_subtree AS t
JOIN positions AS above ON above.id = t.ancestor
JOIN positions AS held ON held.id = t.position
JOIN stances AS s ON s.position = t.position
JOIN works ON works.id = s.work
JOIN files ON files.id = s.file;

-- A challenge is a negative response of a work or position. It is answered by a response of the same year or later that
-- goes to the challenger, or to the claim that it is about, and comes from an author of what was challenged, or from a
-- position (or a work of one) that this holds or is, or from one below it; of a claim, from those who assert it.
CREATE VIEW answers AS
WITH challenge AS (
  SELECT responses.*, coalesce(responses.year, works.year) AS made
  FROM responses JOIN relations ON relations.id = responses.relation
  LEFT JOIN works ON works.id = responses.from_work
  WHERE relations.sign = '-1' AND responses.from_claim IS NULL
),
answer AS (
  SELECT responses.*, coalesce(responses.year, works.year) AS made
  FROM responses LEFT JOIN works ON works.id = responses.from_work
  WHERE responses.from_claim IS NULL
),
candidate AS (
  SELECT challenge.id AS challenge, answer.id AS answer, challenge.made AS challenge_year, answer.made AS answer_year,
    answer.from_work, answer.from_position
  FROM challenge JOIN answer
    ON answer.to_work = challenge.from_work OR answer.to_position = challenge.from_position OR answer.to_claim = challenge.via
  WHERE answer.id <> challenge.id AND answer.made >= challenge.made
    AND NOT (answer.from_work IS challenge.from_work AND answer.from_position IS challenge.from_position)
),
challenged (challenge, work, position) AS (
  SELECT id, to_work, to_position FROM challenge WHERE to_claim IS NULL
  UNION
  SELECT challenge.id, a.work, a.position FROM challenge JOIN assertions AS a ON a.claim = challenge.to_claim
  WHERE a.attitude = 'asserts'
),
side (challenge, position) AS (
  SELECT c.challenge, t.position FROM challenged AS c
  JOIN position_subtree AS t ON t.ancestor = c.position
  UNION
  SELECT c.challenge, t.position FROM challenged AS c
  JOIN stances ON stances.work = c.work
  JOIN position_subtree AS t ON t.ancestor = stances.position
)
SELECT c.challenge, c.answer, c.challenge_year, c.answer_year
FROM candidate AS c
WHERE c.from_position IN (SELECT side.position FROM side WHERE side.challenge = c.challenge)
  OR c.from_work IN (SELECT challenged.work FROM challenged WHERE challenged.challenge = c.challenge)
  OR EXISTS (
    SELECT 1 FROM stances JOIN side ON side.position = stances.position
    WHERE stances.work = c.from_work AND side.challenge = c.challenge)
  OR EXISTS (
    SELECT 1 FROM challenged
    JOIN authorship AS theirs ON theirs.work = challenged.work
    JOIN authorship AS own ON own.person = theirs.person
    WHERE challenged.challenge = c.challenge AND own.work = c.from_work);

CREATE VIEW challenges AS
WITH counted AS (
  SELECT challenge, count(*) AS answers, max(answer_year > challenge_year) AS later FROM answers GROUP BY challenge
)
SELECT w.*, coalesce(counted.answers, 0) AS answers,
  CASE WHEN w.year IS NULL THEN 'undated' WHEN counted.answers IS NULL THEN 'no'
    WHEN counted.later THEN 'later' ELSE 'same year' END AS answered
FROM who_answers_whom AS w LEFT JOIN counted ON counted.challenge = w.response
WHERE w.sign = '-1' AND w.sender_kind <> 'claim';

CREATE VIEW unanswered_challenges AS
SELECT * FROM challenges WHERE answered <> 'later';

CREATE VIEW people_answer_people AS
SELECT sender.name AS sender, receiver.name AS receiver,
  sum(relations.sign = '+1') AS positive, sum(relations.sign = 'mixed') AS mixed,
  sum(relations.sign = '0') AS neutral, sum(relations.sign = '-1') AS negative
FROM responses AS r
JOIN relations ON relations.id = r.relation
JOIN (SELECT DISTINCT work, person FROM authorship) AS a ON a.work = r.from_work
JOIN (SELECT DISTINCT work, person FROM authorship) AS b ON b.work = r.to_work
JOIN persons AS sender ON sender.id = a.person
JOIN persons AS receiver ON receiver.id = b.person
GROUP BY a.person, b.person;

CREATE VIEW claim_holders AS
WITH held AS (
  SELECT claim, attitude, attitude AS relation, work, position, said_by, place, locator, quote, confidence, file, line
  FROM assertions
  UNION ALL
  SELECT r.to_claim, 'denies', relations.name, r.from_work, r.from_position, r.said_by, r.place, r.locator, r.quote,
    r.confidence, r.file, r.line
  FROM responses AS r JOIN relations ON relations.id = r.relation
  WHERE r.to_claim IS NOT NULL AND r.from_claim IS NULL AND relations.sign = '-1'
)
SELECT held.claim AS claim_id, claims.key AS claim, claims.title, held.attitude, held.relation,
  CASE WHEN held.work IS NOT NULL THEN 'work' ELSE 'position' END AS holder_kind,
  coalesce(works.key, positions.key) AS holder,
  held.said_by, held.place, held.locator, held.quote, held.confidence, files.name AS file, held.line
FROM held
JOIN claims ON claims.id = held.claim
JOIN files ON files.id = held.file
LEFT JOIN works ON works.id = held.work
LEFT JOIN positions ON positions.id = held.position;

CREATE VIEW contested_claims AS
WITH holder AS (SELECT DISTINCT claim_id, attitude, holder FROM claim_holders ORDER BY claim_id, attitude, holder)
SELECT claims.key AS claim, claims.title,
  (SELECT group_concat(holder, '; ') FROM holder WHERE claim_id = claims.id AND attitude = 'asserts') AS asserted_by,
  (SELECT group_concat(holder, '; ') FROM holder WHERE claim_id = claims.id AND attitude = 'denies') AS denied_by
FROM claims
WHERE asserted_by IS NOT NULL AND denied_by IS NOT NULL;

CREATE VIEW citations_inside AS
SELECT a.key AS citing, a.label AS citing_label, a.year AS citing_year,
  b.key AS cited, b.label AS cited_label, b.year AS cited_year,
  r.text AS reference, r.rule, r.score, files.name AS file, c.line
FROM citations AS c
JOIN works AS a ON a.id = c.citing
JOIN works AS b ON b.id = c.cited
JOIN files ON files.id = c.file
LEFT JOIN cited_references AS r ON r.id = c.reference
WHERE a.outside = 0 AND b.outside = 0;

CREATE VIEW most_cited AS
SELECT works.key AS work, works.label, works.year, works.outside, count(DISTINCT citations.citing) AS cited_by
FROM citations JOIN works ON works.id = citations.cited
GROUP BY works.id
ORDER BY cited_by DESC, works.id;

CREATE VIEW not_in_the_files AS
SELECT works.key AS cited_as, works.year, works.doi, count(*) AS cited_references
FROM cited_references AS r JOIN works ON works.id = r.means
WHERE r.outcome = 'unresolved'
GROUP BY works.id
ORDER BY cited_references DESC, works.id;

CREATE VIEW cited_together AS
WITH pair AS (SELECT DISTINCT citing, cited FROM citations WHERE citing <> cited)
SELECT x.key AS a, y.key AS b, count(*) AS works
FROM pair AS first
JOIN pair AS second ON second.citing = first.citing AND second.cited > first.cited
JOIN works AS x ON x.id = first.cited
JOIN works AS y ON y.id = second.cited
GROUP BY first.cited, second.cited;

CREATE VIEW citing_the_same AS
WITH pair AS (SELECT DISTINCT citing, cited FROM citations WHERE citing <> cited)
SELECT x.key AS a, y.key AS b, count(*) AS works
FROM pair AS first
JOIN pair AS second ON second.cited = first.cited AND second.citing > first.citing
JOIN works AS x ON x.id = first.citing
JOIN works AS y ON y.id = second.citing
GROUP BY first.citing, second.citing;

-- What stands on a work itself holds in each of its named cases that does not say otherwise.
CREATE VIEW facets_of_cases AS
WITH general AS (
  SELECT cases.work, v.facet, v.value, v.folded FROM cases JOIN case_values AS v ON v.case_id = cases.id
  WHERE cases.name IS NULL
),
told AS (
  SELECT cases.id AS case_id, cases.work, v.facet, v.value, v.folded
  FROM cases JOIN case_values AS v ON v.case_id = cases.id WHERE cases.name IS NOT NULL
  UNION ALL
  SELECT cases.id, cases.work, general.facet, general.value, general.folded
  FROM cases JOIN general ON general.work = cases.work
  WHERE cases.name IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM case_values AS v WHERE v.case_id = cases.id AND v.facet = general.facet)
  UNION ALL
  SELECT min(cases.id), cases.work, general.facet, general.value, general.folded
  FROM cases JOIN general ON general.work = cases.work
  WHERE NOT EXISTS (SELECT 1 FROM cases AS named WHERE named.work = cases.work AND named.name IS NOT NULL)
  GROUP BY cases.work, general.facet, general.value, general.folded
)
SELECT told.case_id, cases.name AS case_name, told.work AS work_id, works.key AS work, works.label,
  facets.name AS facet, told.value, told.folded,
  cases.said_by, cases.place, cases.quote, cases.confidence, files.name AS file, cases.line
FROM told
JOIN cases ON cases.id = told.case_id
JOIN works ON works.id = told.work
JOIN facets ON facets.id = told.facet
JOIN files ON files.id = cases.file;

CREATE VIEW facet_matrix AS
SELECT a.facet AS row_facet, min(a.value) AS row_value, b.facet AS column_facet, min(b.value) AS column_value,
  count(DISTINCT a.work_id) AS works
FROM facets_of_cases AS a JOIN facets_of_cases AS b ON b.case_id = a.case_id AND b.facet <> a.facet
GROUP BY a.facet, a.folded, b.facet, b.folded;

CREATE VIEW works_of_years AS
SELECT year, count(*) AS works FROM works WHERE outside = 0 AND year IS NOT NULL GROUP BY year;

CREATE VIEW statements AS
SELECT 'response' AS kind, id, said_by, by_work, place, locator, quote, confidence, annotation, file, line, field FROM responses
UNION ALL
SELECT 'stance', id, said_by, by_work, place, locator, quote, confidence, annotation, file, line, field FROM stances
UNION ALL
SELECT 'assertion', id, said_by, by_work, place, locator, quote, confidence, annotation, file, line, field FROM assertions
UNION ALL
SELECT 'opposition', id, said_by, by_work, place, locator, quote, confidence, annotation, file, line, field FROM oppositions
UNION ALL
SELECT 'case', id, said_by, by_work, place, locator, quote, confidence, annotation, file, line, field FROM cases;

INSERT INTO contents VALUES
  ('files', 'table', 'the files that were read'),
  ('relations', 'table', 'how one thing may respond to another, with the sign of it'),
  ('persons', 'table', 'authors and editors'),
  ('person_names', 'table', 'every way in which the files write a person''s name'),
  ('debates', 'table', 'questions'),
  ('positions', 'table', 'answers to them, in trees'),
  ('claims', 'table', 'propositions'),
  ('events', 'table', 'what happened outside the literature'),
  ('works', 'table', 'publications; outside = 1 of those that are only cited'),
  ('authorship', 'table', 'whose works they are, in the order of the names'),
  ('other_records', 'table', 'records that were taken for another description of a work'),
  ('cited_references', 'table', 'strings of lists of references, with what became of each'),
  ('citations', 'table', 'which work cites which'),
  ('responses', 'table', 'what responds to what, how, and who says so'),
  ('stances', 'table', 'which work holds which position, and who says so'),
  ('oppositions', 'table', 'which position is against which'),
  ('assertions', 'table', 'who asserts or denies which claim, and who says so'),
  ('facets', 'table', 'by what cases are compared'),
  ('debate_facets', 'table', 'which debate names which facets'),
  ('cases', 'table', 'what works studied'),
  ('case_values', 'table', 'the values of the facets of each case'),
  ('contents', 'table', 'this table'),
  ('who_answers_whom', 'view', 'every response in words; ORDER BY year'),
  ('answers', 'view', 'which response answers which challenge'),
  ('challenges', 'view', 'every negative response, and whether it was answered: later, same year, no, undated'),
  ('unanswered_challenges', 'view', 'those that nobody answered for certain'),
  ('people_answer_people', 'view', 'how often persons respond to one another, by sign'),
  ('position_subtree', 'view', 'every position with all below it, itself included'),
  ('works_of_positions', 'view', 'the works that hold a position or one below it; WHERE position = …'),
  ('claim_holders', 'view', 'who asserts and who denies each claim'),
  ('contested_claims', 'view', 'claims that are both asserted and denied'),
  ('citations_inside', 'view', 'citations between works of the files, with the rule that found them'),
  ('most_cited', 'view', 'works by how many works cite them'),
  ('not_in_the_files', 'view', 'cited works that have no entry, by how many references mean them'),
  ('cited_together', 'view', 'pairs of works by how many works cite both (co-citation)'),
  ('citing_the_same', 'view', 'pairs of works by how many works both cite (bibliographic coupling)'),
  ('facets_of_cases', 'view', 'the values that hold in each case'),
  ('facet_matrix', 'view', 'how many works studied two values together; WHERE row_facet = … AND column_facet = …'),
  ('works_of_years', 'view', 'works of the files by year'),
  ('statements', 'view', 'everything that somebody says; WHERE said_by = …');
