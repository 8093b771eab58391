-- How far the journal had been read when the store was built, and how far off a target a value is still near it, in per cent.
select
    (select number from about.journal) as number,
    (select near from about.settings) as near
