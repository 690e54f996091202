-- Whose an account is decides what its messages may do: it is sealed, too (people/sealed.ts).

ALTER TABLE account ADD COLUMN seal TEXT;
UPDATE account SET seal = 'before';
