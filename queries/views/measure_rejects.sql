-- Why rows were refused in the files in force that each measure is made from: the reasons with the most lines.
select
    made.measure,
    refused.file,
    refused.name,
    refused.reason,
    refused.lines
from (
    select
        kept.layout,
        kept.file,
        kept.name,
        refused.reason,
        count(*) as lines
    from about.rejects as refused
    join about.files as kept on kept.file = refused.file
    where kept.in_force and refused.action = 'rejected'
    group by kept.layout, kept.file, kept.name, refused.reason
) as refused
join (select distinct measure, layout from cube.freshness) as made on made.layout = refused.layout
qualify row_number() over (partition by made.measure order by refused.lines desc, refused.file, refused.reason) <= 6
order by made.measure, refused.lines desc, refused.file, refused.reason
