-- Views over the Parquet tables of a run, for DuckDB. From the folder that has data-out/:
--
--     duckdb -init examples/bi/duckdb.sql
--
-- A dataset that was written with --partition company,fiscal_year is read with
-- read_parquet('data-out/facts/**/*.parquet', hive_partitioning = true, hive_types = {'company': VARCHAR, 'fiscal_year': INTEGER}).

CREATE OR REPLACE VIEW calls AS SELECT * FROM read_parquet('data-out/calls.parquet');
CREATE OR REPLACE VIEW facts AS SELECT * FROM read_parquet('data-out/facts.parquet');
CREATE OR REPLACE VIEW findings AS SELECT * FROM read_parquet('data-out/findings.parquet');
CREATE OR REPLACE VIEW kpis AS SELECT * FROM read_parquet('data-out/kpis.parquet');

-- Revenue of each part of a company, and of the whole of it, quarter by quarter.
CREATE OR REPLACE VIEW revenue_by_segment_and_quarter AS
SELECT company_key, scope AS segment, period AS quarter, value_low AS revenue_low, value_high AS revenue_high, unit, origin
FROM kpis
WHERE metric = 'revenue' AND measure = 'level' AND kind = 'money'
  AND period LIKE '____-Q_' AND value_low IS NOT NULL
ORDER BY company_key, segment, quarter, basis, adjusted_for;

-- What was promised against what came.
CREATE OR REPLACE VIEW guidance_against_actual AS
SELECT company_key, metric, scope, basis, period, unit,
       guidance_low, guidance_high, value_low AS actual_low, value_high AS actual_high, outcome, guidance_call_id
FROM kpis
WHERE outcome IS NOT NULL
ORDER BY company_key, metric, scope, period, basis, adjusted_for;

-- How many checks of each call passed, and what did not.
CREATE OR REPLACE VIEW findings_by_call AS
SELECT c.call_id, c.company, c.period,
       count(*) FILTER (WHERE f.severity = 'error') AS errors,
       count(*) FILTER (WHERE f.severity = 'warning') AS warnings,
       count(*) FILTER (WHERE f.severity = 'note') AS notes,
       count(*) FILTER (WHERE f.severity = 'pass') AS passed,
       count(*) FILTER (WHERE f.severity = 'not_evaluated') AS not_evaluated
FROM calls c LEFT JOIN findings f ON f.call_id = c.call_id
GROUP BY c.call_id, c.company, c.period
ORDER BY c.call_id;
