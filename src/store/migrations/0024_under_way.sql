-- No table changes. What leads to an act later (messages that wait, drafts, what is to be sent) is logged from here on, and
-- what there is of it with it (store/sqlite.ts): later only what stands in the log is taken up.
SELECT 1;
