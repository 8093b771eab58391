-- Whether a text is the key of a person of the files.
select person from model.people where person = $text
union all
select child from model.children where child = $text
