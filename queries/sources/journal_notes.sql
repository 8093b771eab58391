-- Notes that were written on the pages and approved; those of notes.toml stand beside them in about.notes.
select
    key,
    cast(period || '-01' as date) as month,
    unit,
    measure,
    fields['words'] as words,
    author,
    cast(fields['rebase'] as boolean) as rebase
from loaded.journal_things
where family = 'note' and state = 'approved'
