-- The CSV tables of a run in PostgreSQL. From the folder that has data-out/:
--
--     tickmark schema --format sql --dialect postgres | psql -v ON_ERROR_STOP=1
--     psql -v ON_ERROR_STOP=1 -f examples/bi/postgres.sql
--
-- The first command makes the tables; the second one fills them, each after those that it refers to, or none of them.

BEGIN;

\copy calls FROM 'data-out/calls.csv' WITH (FORMAT csv, HEADER match)
\copy turns FROM 'data-out/turns.csv' WITH (FORMAT csv, HEADER match)
\copy facts FROM 'data-out/facts.csv' WITH (FORMAT csv, HEADER match)
\copy numerals FROM 'data-out/numerals.csv' WITH (FORMAT csv, HEADER match)
\copy findings FROM 'data-out/findings.csv' WITH (FORMAT csv, HEADER match)
\copy translations FROM 'data-out/translations.csv' WITH (FORMAT csv, HEADER match)
\copy kpis FROM 'data-out/kpis.csv' WITH (FORMAT csv, HEADER match)

-- Revenue of each part of a company, and of the whole of it, quarter by quarter.
CREATE VIEW revenue_by_segment_and_quarter AS
SELECT company_key, scope AS segment, period AS quarter, value_low AS revenue_low, value_high AS revenue_high, unit, origin
FROM kpis
WHERE metric = 'revenue' AND measure = 'level' AND kind = 'money'
  AND period LIKE '____-Q_' AND value_low IS NOT NULL
ORDER BY company_key, segment, quarter, basis, adjusted_for;

-- What was promised against what came.
CREATE VIEW guidance_against_actual AS
SELECT company_key, metric, scope, basis, period, unit,
       guidance_low, guidance_high, value_low AS actual_low, value_high AS actual_high, outcome, guidance_call_id
FROM kpis
WHERE outcome IS NOT NULL
ORDER BY company_key, metric, scope, period, basis, adjusted_for;

-- How many checks of each call passed, and what did not.
CREATE VIEW findings_by_call AS
SELECT c.call_id, c.company, c.period,
       count(*) FILTER (WHERE f.severity = 'error') AS errors,
       count(*) FILTER (WHERE f.severity = 'warning') AS warnings,
       count(*) FILTER (WHERE f.severity = 'note') AS notes,
       count(*) FILTER (WHERE f.severity = 'pass') AS passed,
       count(*) FILTER (WHERE f.severity = 'not_evaluated') AS not_evaluated
FROM calls c LEFT JOIN findings f ON f.call_id = c.call_id
GROUP BY c.call_id, c.company, c.period
ORDER BY c.call_id;

COMMIT;
