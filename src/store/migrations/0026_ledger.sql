-- No table changes. The hashes of the ledger's chain are logged from here on, so that nobody makes them anew, and what was
-- told of faults, so that nobody marks one as told (store/logged.ts).
SELECT 1;
