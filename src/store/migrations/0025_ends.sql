-- No table changes. That a message was sent, or given up, is logged from here on, so that none waits again because somebody
-- put it back; so are the groups, the columns that were left out, and this list of migrations itself (store/logged.ts).
SELECT 1;
